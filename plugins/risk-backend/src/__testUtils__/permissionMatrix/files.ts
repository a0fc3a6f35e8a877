import { THREAT_MODEL_ANNOTATION } from '@product-risk/backstage-plugin-risk-common';
import { bytesOf, TestFinding, WriteSide } from '../writeSide';

/** The code of a product, which its annotated model lies in. */
const repositoryOf = (name: string) => `https://github.com/acme/${name}`;

const ACTOR = 'user:default/somebody';

const token = (key: string, name: string): TestFinding => ({
  key,
  title: `${name} token can be replayed`,
  elementIds: ['login'],
});

/** As many findings as an import keeps without being held back. */
const kept = (name: string): TestFinding[] =>
  ['a', 'b', 'c'].map(key => ({ key, title: `${name} kept ${key}` }));

/** A file that changes nothing but for itself. */
export const freshFile = Buffer.from(
  bytesOf({ id: 'fresh', findings: [{ key: 'fresh', title: 'Fresh threat' }] }),
);

/** Files that annotations name, by URL. */
export const annotatedFile = (name: string): [string, Uint8Array] => [
  `${repositoryOf(name)}/tree/main/model.json`,
  bytesOf({
    id: 'annotated',
    findings: [{ key: 'annotated', title: `${name} kept elsewhere` }],
  }),
];

/** What files left behind in a product of the matrix. */
export interface MatrixFiles {
  /** Read where an annotation says. */
  sourceId: string;
  /** Held back. */
  importId: string;
  /** With the element `login`. */
  modelId: string;
  /** Gone, and what looks like it. */
  relink: { from: string; to: string };
}

/**
 * Imports files for a product: scanner results of two rules, one of them
 * promoted; a finding that a person rated and that came back under another
 * key; an import that is held back; and a model that an annotation names.
 */
export async function importMatrixFiles(
  { knex, ingest, promotions, risks, files, nextDay }: WriteSide,
  name: string,
): Promise<MatrixFiles> {
  const entityRef = `component:default/${name}-api`;
  const upload = (fileName: string, document: Parameters<typeof bytesOf>[0]) =>
    ingest.importUpload(
      { entityRef, fileName, bytes: bytesOf(document) },
      ACTOR,
    );
  const scanned = (rule: string): TestFinding => ({
    key: rule,
    title: `${name} scan of ${rule}`,
    scan: { rule, aliases: [] },
  });
  await upload('scan.json', {
    kind: 'scan',
    id: 'scan',
    findings: [scanned('weak-hash'), scanned('old-hash')],
  });
  await promotions.promote(
    { entityRef, groups: ['rule|old-hash'], reason: 'as agreed' },
    ACTOR,
  );

  const tokens = (key: string) =>
    upload('tokens.json', {
      id: 'tokens',
      elements: [{ id: 'login', name: 'Login' }],
      findings: [token(key, name), ...kept(name)],
    });
  const { sourceId: tokensId } = await tokens('old');
  const findingOf = async (key: string): Promise<string> =>
    (
      await knex('finding')
        .where({ source_id: tokensId, key: `tokens/${key}` })
        .first('id')
    ).id;
  const from = await findingOf('old');
  const { risk_id: riskId } = await knex('risk_finding')
    .where({ finding_id: from })
    .first('risk_id');
  await risks.rate(
    riskId,
    { likelihood: 4, impact: 4, comment: 'seen twice' },
    ACTOR,
  );
  nextDay();
  await tokens('new');

  const emptied = (findings: TestFinding[]) =>
    upload('emptied.json', { id: 'emptied', findings });
  await emptied(kept(name));
  const { importId } = await emptied([]);

  const annotations = {
    [THREAT_MODEL_ANNOTATION]: './model.json',
    'backstage.io/managed-by-location': `url:${repositoryOf(
      name,
    )}/blob/main/catalog-info.yaml`,
  };
  await knex('entity')
    .where({ ref: entityRef })
    .update({ annotations: JSON.stringify(annotations) });
  files.set(...annotatedFile(name));
  await ingest.syncAnnotations([entityRef]);
  const { id: sourceId } = await knex('source')
    .where({ method: 'annotation', location: annotatedFile(name)[0] })
    .first('id');
  const { id: modelId } = await knex('threat_model')
    .where({ source_id: tokensId })
    .first('id');
  return {
    sourceId,
    importId,
    modelId,
    relink: { from, to: await findingOf('new') },
  };
}
