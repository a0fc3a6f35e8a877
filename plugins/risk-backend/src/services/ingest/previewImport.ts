import {
  ElementMapping,
  ImportPreview,
  PlannedChange,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import { SourceStore } from '../../database/SourceStore';
import { DbSourceRow, toInteger } from '../../database/tables';
import { presentSeverities } from '../read/present/reviewGroups';
import { candidatesOf } from '../read/queries/candidatesOf';
import { notReviewedOfSource } from '../read/queries/reviewGroups';
import {
  bestSuggestions,
  categoriesOfSource,
} from '../read/queries/suggestedCategories';
import { findingStatus } from './findingStatus';
import { IncomingDocument, IncomingFinding } from './incoming';
import { ParsedFile } from './importRequest';
import {
  ImportTransaction,
  ImportTransactionOptions,
} from './ImportTransaction';
import { UploadInput } from './inputs';
import { findMovedSource } from './movedSource';
import { ImportPlan, planCounts, StoredFinding } from './planImport';

const MAX_CHANGES = 200;
const MAX_ELEMENTS = 200;
const MAX_SUGGESTIONS = 200;

const severities = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies readonly PlannedChange['severity'][];

const severityOf = (word: string): PlannedChange['severity'] =>
  severities.find(severity => severity === word) ?? 'unknown';

function changesOf(plan: ImportPlan): PlannedChange[] {
  const described = (
    kind: PlannedChange['kind'],
    { key, title, severity, entity_ref }: IncomingFinding | StoredFinding,
    status: string,
    fields?: string[],
  ): PlannedChange => ({
    kind,
    key,
    title,
    severity: severityOf(severity),
    status,
    ...(fields && { fields }),
    ...(entity_ref && { entityRef: entity_ref }),
  });
  return [
    ...plan.absent.map(finding => described('absent', finding, 'absent')),
    ...plan.reopened.map(({ stored, incoming, fields }) =>
      described(
        'reopened',
        incoming,
        findingStatus(incoming.stated_status, stored.triage),
        fields,
      ),
    ),
    ...plan.created.map(incoming =>
      described(
        'created',
        incoming,
        findingStatus(incoming.stated_status, null),
      ),
    ),
    ...plan.changed.map(({ stored, incoming, fields }) =>
      described(
        'changed',
        incoming,
        findingStatus(incoming.stated_status, stored.triage),
        fields,
      ),
    ),
  ].slice(0, MAX_CHANGES);
}

/** Elements as their file and the catalog place them, by who placed them. */
async function elementsOf(
  knex: Knex,
  { models, findings }: IncomingDocument,
): Promise<Pick<ImportPreview, 'unmapped' | 'proposed' | 'mapped'>> {
  const counts = new Map<string, number>();
  const idOf = (model: string, element: string | null) =>
    JSON.stringify([model, element]);
  for (const { model_key, element_id } of findings) {
    const id = idOf(model_key, element_id);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const titles = await titlesOfCandidates(knex, models);
  const elements = models.flatMap(({ model_key, title, elements: rows }) =>
    rows.map(
      (row): ElementMapping => ({
        modelKey: model_key,
        modelTitle: title,
        elementId: row.element_id,
        name: row.name,
        kind: row.kind,
        ...(row.entity_ref && { entityRef: row.entity_ref }),
        mappedBy: row.mapped_by,
        candidates: candidatesOf(row.candidates).map(({ entityRef, by }) => ({
          ref: entityRef,
          title: titles.get(entityRef) ?? entityRef,
          by,
        })),
        findings: counts.get(idOf(model_key, row.element_id)) ?? 0,
      }),
    ),
  );
  const some = (isMeant: (element: ElementMapping) => boolean) =>
    elements.filter(isMeant).slice(0, MAX_ELEMENTS);
  return {
    unmapped: some(
      ({ mappedBy, candidates }) =>
        mappedBy === 'none' && candidates.length === 0,
    ),
    proposed: some(({ candidates }) => candidates.length > 0),
    mapped: some(
      ({ mappedBy }) => mappedBy === 'repository' || mappedBy === 'name',
    ),
  };
}

async function titlesOfCandidates(
  knex: Knex,
  models: IncomingDocument['models'],
): Promise<Map<string, string>> {
  const rows = await selectInChunks(
    models.flatMap(({ elements }) =>
      elements.flatMap(({ candidates }) =>
        candidatesOf(candidates).map(({ entityRef }) => entityRef),
      ),
    ),
    chunk =>
      knex('entity')
        .whereIn('ref', chunk)
        .select<{ ref: string; title: string }[]>('ref', 'title'),
  );
  return new Map(rows.map(({ ref, title }) => [ref, title]));
}

/** Names are for whoever shows them to look up. */
async function categoriesOf(
  knex: Knex,
  sourceId: string,
): Promise<ImportPreview['categories']> {
  const rows = await categoriesOfSource(knex, sourceId);
  const best = bestSuggestions(rows);
  return {
    confirmed: new Set(
      rows
        .filter(({ state }) => state === 'confirmed')
        .map(({ finding_id }) => finding_id),
    ).size,
    suggestions: best.length,
    suggested: best
      .slice(0, MAX_SUGGESTIONS)
      .map(({ key, title, category, confidence_milli }) => ({
        key,
        title,
        category: { id: category, node: category, name: category },
        confidence: confidence_milli / 1_000,
      })),
  };
}

async function reviewOf(
  knex: Knex,
  sourceId: string,
  { models }: ParsedFile,
): Promise<ImportPreview['review']> {
  const found = await notReviewedOfSource(knex, sourceId);
  return {
    scan: models.some(({ kind }) => kind === 'scan'),
    notReviewed: presentSeverities(found.severities),
    groups: found.groups,
    promoted: found.promoted,
  };
}

async function exposureOf(knex: Knex, entityRef: string): Promise<number> {
  const row = await knex('entity_rollup')
    .where({ entity_ref: entityRef })
    .first<{ exposure: number | string } | undefined>('exposure');
  return toInteger(row?.exposure);
}

/**
 * What importing a file would change.
 *
 * @remarks
 * Carries the import out and rolls it back, so that preview and import cannot
 * disagree: the exposure afterwards is computed and not estimated.
 */
export async function previewImport(
  request: {
    input: UploadInput;
    actor: string;
    file: ParsedFile;
    source: DbSourceRow;
  },
  options: ImportTransactionOptions & { database: Knex },
): Promise<ImportPreview> {
  const { input, actor, file } = request;
  const { entityRef, movedFrom } = input;
  const trx = await options.database.transaction();
  try {
    const sources = new SourceStore(trx);
    await sources.ensure(request.source);
    const { method, location } = request.source;
    const source =
      (await sources.findByLocation(method, location)) ?? request.source;
    const transaction = new ImportTransaction(trx, options);
    const candidates = (await sources.sourceIdsOfEntities([entityRef])).filter(
      id => id !== source.id,
    );
    const moved =
      source.revision === 0
        ? await findMovedSource(trx, file, candidates)
        : undefined;
    const before = await exposureOf(trx, entityRef);
    const { plan, document, quarantine } = await transaction.run({
      sourceId: source.id,
      actor,
      file,
      attach: { entityRef, declaredAs: location },
      movedFrom,
      mappings: input.mappings,
      replan: true,
      withoutQuarantine: true,
    });
    if (!plan || !document) {
      throw new Error('An import that is planned again has a plan');
    }
    return {
      fileName: file.fileName,
      format: file.format,
      formatVersion: file.models[0]?.formatVersion,
      contentHash: file.contentHash,
      models: file.models.map(({ title, elements, findings, mitigations }) => ({
        title,
        elements: elements.length,
        findings: findings.length,
        mitigations: mitigations.length,
      })),
      counts: planCounts(plan),
      changes: changesOf(plan),
      ...(quarantine && { quarantine: { reason: quarantine } }),
      ...(moved && {
        movedFrom: {
          sourceId: moved.source.id,
          location: moved.source.location,
          sharedKeys: moved.sharedKeys,
        },
      }),
      ...(await elementsOf(trx, document)),
      categories: await categoriesOf(trx, source.id),
      review: await reviewOf(trx, source.id, file),
      warnings: document.warnings,
      exposure: { before, after: await exposureOf(trx, entityRef) },
    };
  } finally {
    await trx.rollback();
  }
}
