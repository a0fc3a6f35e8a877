import {
  Finding,
  FindingMitigation,
  ModelElement,
  ThreatModel,
} from '../../model';
import { categoryRef, cweRef } from '../../reading/categoryNames';
import { leastAdvanced } from '../../reading/mitigationProgress';
import { addElement, wholeModelName } from '../addElement';
import { decisionReductions, peopleReductions } from '../commonReductions';
import {
  eachElement,
  eachFinding,
  findingsWithout,
  Reduction,
} from '../target';
import { groupBy } from '../writing';
import { otmRating } from './risk';
import { splitDefinitions } from './splitDefinitions';
import { heldMitigationStatus } from './states';

const noZone = 'No trust zone stated';

const hasState = ({ status, reviewed, mitigations }: Finding) =>
  status !== 'open' || !reviewed || mitigations.length > 0;

/** Only components and data flows have threats in OTM. */
const elementKinds: Reduction = {
  code: 'element-kinds',
  message:
    'That an element with threats is a trust boundary or an asset; it becomes a component.',
  reduce: model => {
    const owners = new Set(
      model.findings.map(({ elementIds }) => elementIds[0]),
    );
    return eachElement('', undefined, element =>
      owners.has(element.id) &&
      (element.kind === 'boundary' || element.kind === 'asset')
        ? { ...element, kind: 'node' }
        : element,
    ).reduce(model);
  },
};

const modelThreats: Reduction = {
  code: 'model-threats',
  message: `That a threat with a state or a mitigation is on the model and on no element; it is put on a component called "${wholeModelName}".`,
  reduce: model => {
    const isBare = (finding: Finding) =>
      finding.elementIds.length === 0 && hasState(finding);
    if (!model.findings.some(isBare)) {
      return model;
    }
    const { id, elements } = addElement(model, wholeModelName, 'node');
    return {
      ...model,
      elements,
      findings: model.findings.map(finding =>
        isBare(finding) ? { ...finding, elementIds: [id] } : finding,
      ),
    };
  },
};

const isComponentOrZone = ({ kind }: ModelElement) =>
  kind !== 'flow' && kind !== 'asset';

const idsOfComponentsAndZones = (model: ThreatModel) =>
  new Set(model.elements.filter(isComponentOrZone).map(({ id }) => id));

const parents: Reduction = {
  code: 'parents',
  message: 'What data flows and assets lie in, and what lies in them.',
  reduce: model => {
    const holders = idsOfComponentsAndZones(model);
    return eachElement('', undefined, element =>
      element.parentId === undefined ||
      (isComponentOrZone(element) && holders.has(element.parentId))
        ? element
        : { ...element, parentId: undefined },
    ).reduce(model);
  },
};

const components: Reduction = {
  code: 'components-without-zone',
  message: `That a component lies in no trust zone; it is put into one called "${noZone}".`,
  reduce: model => {
    const isLoose = ({ kind, parentId }: ModelElement) =>
      parentId === undefined && !['boundary', 'flow', 'asset'].includes(kind);
    if (!model.elements.some(isLoose)) {
      return model;
    }
    const { id, elements } = addElement(model, noZone, 'boundary');
    return {
      ...model,
      elements: elements.map(element =>
        isLoose(element) ? { ...element, parentId: id } : element,
      ),
    };
  },
};

const flowEnds: Reduction = {
  code: 'flow-ends',
  message: 'Ends of data flows at other data flows or at assets.',
  reduce: model => {
    const ends = idsOfComponentsAndZones(model);
    const held = (id: string | undefined) =>
      id !== undefined && ends.has(id) ? id : undefined;
    return eachElement('', undefined, element =>
      held(element.sourceId) === element.sourceId &&
      held(element.targetId) === element.targetId
        ? element
        : {
            ...element,
            sourceId: held(element.sourceId),
            targetId: held(element.targetId),
          },
    ).reduce(model);
  },
};

const ratings: Reduction = eachFinding(
  'severity-words',
  'Severities, scores and ratings in words: they become a likelihood and an impact that mean the same severity; info becomes low.',
  finding => {
    const held = otmRating(finding);
    const isSame =
      finding.severityRaw === undefined &&
      held.severity === finding.severity &&
      held.likelihoodRaw === finding.likelihoodRaw &&
      held.impactRaw === finding.impactRaw &&
      held.score?.value === finding.score?.value &&
      held.score?.scale === finding.score?.scale;
    return isSame ? finding : { ...finding, severityRaw: undefined, ...held };
  },
);

const notReviewed: Reduction = eachFinding(
  'not-reviewed',
  'That nobody looked at a finding which is not open.',
  finding =>
    finding.reviewed || finding.status === 'open'
      ? finding
      : { ...finding, reviewed: true },
);

const taxonomies: Reduction = eachFinding(
  'taxonomies',
  'Of which catalogue a category is, unless its id or name says so (CWE, CAPEC, STRIDE, LINDDUN, CIA).',
  finding => {
    const held = finding.categories.map(category => {
      const read =
        (category.taxonomy === 'CWE' && cweRef(category.id)) ||
        categoryRef(category.id);
      return read.taxonomy === category.taxonomy && read.id === category.id
        ? category
        : read;
    });
    return held.some(
      (category, index) => category !== finding.categories[index],
    )
      ? { ...finding, categories: held }
      : finding;
  },
);

/** One reduction for every use of a mitigation: the lowest that is stated. */
const effects: Reduction = {
  code: 'effects-per-threat',
  message:
    'That a mitigation lowers one threat more than another; the lowest effect counts for all.',
  reduce: model => {
    const uses = groupBy(
      model.findings.flatMap(({ mitigations }) => mitigations),
      ({ mitigationKey }) => mitigationKey,
    );
    const lowest = new Map<string, number>();
    for (const [key, ofOne] of uses) {
      const stated = new Set(ofOne.map(({ riskReduction }) => riskReduction));
      if (stated.size > 1) {
        lowest.set(key, Math.min(...[...stated].flatMap(it => it ?? [])));
      }
    }
    return eachFinding('', undefined, finding =>
      finding.mitigations.some(use => lowest.has(use.mitigationKey))
        ? {
            ...finding,
            mitigations: finding.mitigations.map(use => ({
              ...use,
              riskReduction: lowest.get(use.mitigationKey) ?? use.riskReduction,
            })),
          }
        : finding,
    ).reduce(model);
  },
};

const mitigationStates: Reduction = {
  code: 'mitigation-states',
  message:
    'That a mitigation is in progress, verified or retired, and the state of one that treats no threat.',
  reduce: model => {
    const uses: FindingMitigation[] = [];
    const reduced = eachFinding('', undefined, finding => {
      const held = finding.mitigations.map(use => {
        const status = heldMitigationStatus(use.status);
        return status === use.status ? use : { ...use, status };
      });
      uses.push(...held);
      return held.some((use, index) => use !== finding.mitigations[index])
        ? { ...finding, mitigations: held }
        : finding;
    }).reduce(model);
    const usesByKey = groupBy(uses, ({ mitigationKey }) => mitigationKey);
    const mitigations = model.mitigations.map(mitigation => {
      const states = usesByKey.get(mitigation.key) ?? [];
      const status = leastAdvanced(states.map(use => use.status));
      return status === mitigation.status
        ? mitigation
        : { ...mitigation, status };
    });
    return mitigations.some(
      (mitigation, index) => mitigation !== model.mitigations[index],
    )
      ? { ...reduced, mitigations }
      : reduced;
  },
};

/** What OTM cannot hold, in the order in which it is taken out of a model. */
export const otmReductions: Reduction[] = [
  ...decisionReductions,
  ...peopleReductions,
  findingsWithout('reasons', 'Why a finding has its status.', 'statusReason'),
  eachElement('out-of-scope', 'That an element is out of scope.', element =>
    element.outOfScope ? { ...element, outOfScope: false } : element,
  ),
  eachFinding(
    'further-elements',
    'Elements that a finding concerns besides its own.',
    finding =>
      finding.elementIds.length > 1
        ? { ...finding, elementIds: finding.elementIds.slice(0, 1) }
        : finding,
  ),
  elementKinds,
  modelThreats,
  parents,
  components,
  flowEnds,
  ratings,
  notReviewed,
  taxonomies,
  effects,
  mitigationStates,
  splitDefinitions,
];
