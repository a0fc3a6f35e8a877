import { decisionReductions } from '../commonReductions';
import { Reduction } from '../target';

const structure: Reduction = {
  code: 'structure',
  message:
    'The structure of the model: what elements are and lie in, data flows, diagrams, and elements without findings.',
  reduce: model => {
    const used = new Set(
      model.findings.flatMap(({ elementIds }) => elementIds),
    );
    return model.elements.length === 0 && model.diagrams.length === 0
      ? model
      : {
          ...model,
          diagrams: [],
          elements: model.elements
            .filter(({ id }) => used.has(id))
            .map(({ id, name, entityRef }) => ({
              id,
              name,
              entityRef,
              kind: 'node',
              outOfScope: false,
              tags: [],
            })),
        };
  },
};

const aboutTheModel: Reduction = {
  code: 'about-the-model',
  message:
    'What the model says about itself, but for its title: description, owner, authors, reviewer, criticality, last change.',
  reduce: model => {
    const {
      description,
      owner,
      reviewer,
      businessCriticality,
      updatedAt,
      ...rest
    } = model;
    const isSaid =
      [description, owner, reviewer, businessCriticality, updatedAt].some(
        value => value !== undefined,
      ) || model.authors.length > 0;
    return isSaid ? { ...rest, authors: [] } : model;
  },
};

const mitigationDetails: Reduction = {
  code: 'mitigation-details',
  message:
    'Descriptions and effects of mitigations, and mitigations that treat no finding.',
  reduce: model => {
    const uses = model.findings.flatMap(({ mitigations }) => mitigations);
    const used = new Set(uses.map(({ mitigationKey }) => mitigationKey));
    const isSaid =
      model.mitigations.some(
        ({ key, description }) => description !== '' || !used.has(key),
      ) || uses.some(({ riskReduction }) => riskReduction !== undefined);
    return isSaid
      ? {
          ...model,
          mitigations: model.mitigations
            .filter(({ key }) => used.has(key))
            .map(mitigation => ({ ...mitigation, description: '' })),
          findings: model.findings.map(finding => ({
            ...finding,
            mitigations: finding.mitigations.map(
              ({ riskReduction: _, ...use }) => use,
            ),
          })),
        }
      : model;
  },
};

const heldInCells = new Set(['acceptance-requests', 'tickets', 'advice']);

/** What a table of findings has no place for. */
export const csvReductions: Reduction[] = [
  ...decisionReductions.filter(({ code }) => !heldInCells.has(code)),
  structure,
  aboutTheModel,
  mitigationDetails,
];
