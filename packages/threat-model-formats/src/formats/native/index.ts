import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel, ThreatModelKind } from '../../model';
import { checkModelCount } from '../../reading/checkModelCount';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { structureError } from '../../reading/requireList';
import { hasItemWith, hasKeys, isList } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { NativeMitigations } from './NativeMitigations';
import { readElements } from './readElements';
import { checkKeys, readWord } from './reading';
import { readOptions } from './readOptions';
import { readThreats } from './readThreats';
import { modelKinds, nativeVersion } from './vocabulary';

function readKind(root: Cursor): ThreatModelKind {
  return readWord(root, 'kind', modelKinds, {
    code: 'unknown-kind',
    absent: 'threat-model',
    unknown: 'threat-model',
    consequence: 'the file is read as a threat model',
  }).value;
}

function readModel(
  document: ParsedDocument,
  value: unknown,
  pointer: string,
): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(value, pointer, log);
  if (root.id('productRisk') !== nativeVersion) {
    throw structureError(
      document,
      root.get('productRisk').pointer,
      `the version of the format must be ${nativeVersion}`,
      `Write productRisk: '${nativeVersion}', or read the file with a newer release.`,
    );
  }
  checkKeys(root, 'model');
  const title = root.line('title');
  if (!title) {
    root.warn('missing-title', 'The model has no title. Give it one.');
  }

  const structure = readElements(document, root);
  const mitigations = new NativeMitigations(document, root);
  const { findings, keysByThreat } = readThreats(
    document,
    root,
    structure,
    mitigations,
  );

  return finishModel(
    {
      kind: readKind(root),
      id: root.id('id'),
      format: 'native',
      formatVersion: nativeVersion,
      title: title ?? document.fileName,
      description: root.text('description') || undefined,
      owner: root.line('owner'),
      authors: root.lines('authors'),
      reviewer: root.line('reviewer'),
      businessCriticality: root.line('businessCriticality'),
      updatedAt: readDate(root, 'updated'),
      diagrams: structure.diagrams,
      elements: structure.elements,
      findings,
      mitigations: mitigations.list(),
      treatmentOptions: readOptions(document, root, keysByThreat),
    },
    log,
    pointer,
  );
}

/**
 * `product-risk.yaml`: the format of this project, as YAML or JSON; one model
 * or a stream of several.
 * @public
 */
export const native: ThreatModelFormat = {
  id: 'native',
  title: 'Product Risk (product-risk.yaml)',
  detect: ({ value }) =>
    hasKeys(value, 'productRisk') || hasItemWith(value, 'productRisk'),
  parse: document => {
    if (!isList(document.value)) {
      return [readModel(document, document.value, '')];
    }
    if (document.value.length === 0) {
      throw structureError(
        document,
        '',
        'the list holds no model',
        `Write a model that begins with productRisk: '${nativeVersion}'.`,
      );
    }
    checkModelCount(document.value.length, document.fileName);
    return document.value.map((value, position) =>
      readModel(document, value, `/${position}`),
    );
  },
};
