import { threatTypeOf } from '../../formats/threatDragon/categories';
import { ThreatModel } from '../../model';
import { findEntityRef } from '../../reading/entityRef';
import { bareWord } from '../../reading/words';
import { addElement, wholeModelName } from '../addElement';
import { decisionReductions } from '../commonReductions';
import {
  eachElement,
  eachFinding,
  modelWithout,
  omit,
  Reduction,
} from '../target';
import { groupBy } from '../writing';
import { mitigationTexts } from './mitigationText';
import { drawnParents, flowEnds } from './structure';

/** Diagrams have numbers for ids, and every element is drawn in one of them. */
const diagrams: Reduction = {
  code: 'diagrams',
  reduce: model => {
    const isNeeded = model.elements.length > 0 || model.findings.length > 0;
    const given =
      model.diagrams.length === 0 && isNeeded
        ? [{ id: '0', title: model.title }]
        : model.diagrams;
    const numbers = new Map(given.map(({ id }, index) => [id, `${index}`]));
    return {
      ...model,
      diagrams: given.map(({ title }, index) => ({ id: `${index}`, title })),
      elements: model.elements.map(element => ({
        ...element,
        diagramId: numbers.get(element.diagramId ?? '') ?? '0',
      })),
    };
  },
};

const modelThreats: Reduction = {
  code: 'model-threats',
  message: `That a threat is on the model and on no element; it is put on a process called "${wholeModelName}".`,
  reduce: model => {
    if (model.findings.every(({ elementIds }) => elementIds.length > 0)) {
      return model;
    }
    const { id, elements } = addElement(model, wholeModelName, 'process', '0');
    return {
      ...model,
      elements,
      findings: model.findings.map(finding =>
        finding.elementIds.length > 0
          ? finding
          : { ...finding, elementIds: [id] },
      ),
    };
  },
};

/** The reader finds a ref at the end of a description. */
const entityRefs: Reduction = eachElement('entity-refs', undefined, element => {
  const { name, description, entityRef } = element;
  if (!entityRef || findEntityRef({ name, description }) === entityRef) {
    return element;
  }
  const withRef = `${description ?? ''} [${entityRef}]`.trim();
  return {
    ...element,
    description: withRef,
    entityRef: findEntityRef({ name, description: withRef }),
  };
});

const categories: Reduction = eachFinding(
  'categories',
  'More than one category of a threat, and categories by other catalogues than those of Threat Dragon: they stay as labels.',
  finding => {
    if (finding.categories.length === 0) {
      return finding;
    }
    const types = finding.categories.map(threatTypeOf);
    const { category } = types.find(({ modelType }) => modelType) ?? types[0];
    const [only, ...more] = finding.categories;
    return more.length === 0 &&
      only.taxonomy === category?.taxonomy &&
      only.id === category.id
      ? finding
      : { ...finding, categories: category ? [category] : [] };
  },
);

/** A tag has a place only as the card of an Elevation of Privilege game. */
const tags: Reduction = eachFinding('tags', 'Tags of findings.', finding => {
  const isCard =
    finding.tags.length === 1 &&
    finding.categories.some(
      category => threatTypeOf(category).modelType === 'EOP',
    );
  return finding.tags.length === 0 || isCard
    ? finding
    : { ...finding, tags: [] };
});

const originalWords: Reduction = eachFinding(
  'original-words',
  'Words of another tool for severity and status, and likelihood and impact.',
  finding => {
    const { severity, severityRaw, status, statusRaw } = finding;
    const isOther = (raw: string | undefined, word: string) =>
      raw !== undefined && bareWord(raw) !== bareWord(word);
    const withoutNumbers = omit(finding, 'likelihoodRaw', 'impactRaw');
    const withoutSeverity =
      severity !== 'unknown' && isOther(severityRaw, severity)
        ? omit(withoutNumbers, 'severityRaw')
        : withoutNumbers;
    return status !== 'unknown' && isOther(statusRaw, status)
      ? omit(withoutSeverity, 'statusRaw')
      : withoutSeverity;
  },
);

const definitions: Reduction = {
  code: 'definitions',
  message: 'That findings are instances of one threat.',
  reduce: model => {
    const groups = groupBy(
      model.findings,
      ({ definitionKey }) => definitionKey,
    );
    return eachFinding('', undefined, finding =>
      (groups.get(finding.definitionKey)?.length ?? 0) > 1
        ? omit(finding, 'definitionKey')
        : finding,
    ).reduce(model);
  },
};

const kinds: Reduction = eachElement(
  'element-kinds',
  'Assets, which become data stores, and elements of no special kind, which become processes.',
  element => {
    if (element.kind === 'asset') {
      return { ...element, kind: 'datastore' };
    }
    return element.kind === 'node' ? { ...element, kind: 'process' } : element;
  },
);

const withoutId = (model: ThreatModel) => omit(model, 'id');

/** What Threat Dragon cannot hold, in the order in which it is taken out. */
export const threatDragonReductions: Reduction[] = [
  ...decisionReductions,
  { code: 'model-id', reduce: withoutId },
  modelWithout('updated', 'When the model was last changed.', 'updatedAt'),
  eachElement('element-tags', 'Tags of elements.', element =>
    element.tags.length > 0 ? { ...element, tags: [] } : element,
  ),
  kinds,
  diagrams,
  modelThreats,
  entityRefs,
  drawnParents,
  flowEnds,
  eachFinding(
    'further-elements',
    'Elements that a finding concerns besides its own.',
    finding =>
      finding.elementIds.length > 1
        ? { ...finding, elementIds: finding.elementIds.slice(0, 1) }
        : finding,
  ),
  mitigationTexts,
  eachFinding(
    'in-progress',
    'That work on a finding is in progress; it is open.',
    finding =>
      finding.status === 'in_progress'
        ? { ...finding, status: 'open', statusRaw: undefined }
        : finding,
  ),
  eachFinding('info', 'Severities below low; they become low.', finding =>
    finding.severity === 'info'
      ? { ...finding, severity: 'low', severityRaw: undefined }
      : finding,
  ),
  eachFinding('not-reviewed', 'That nobody looked at a finding yet.', finding =>
    finding.reviewed ? finding : { ...finding, reviewed: true },
  ),
  eachFinding(
    'score-scales',
    'What a score counts; its number stays.',
    finding =>
      finding.score && finding.score.scale !== 'custom'
        ? { ...finding, score: { ...finding.score, scale: 'custom' } }
        : finding,
  ),
  originalWords,
  categories,
  tags,
  definitions,
];
