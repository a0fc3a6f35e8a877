import {
  elementsWithout,
  findingsWithout,
  modelWithout,
  Reduction,
} from './target';

/** What only scans say; a threat model of another format cannot. */
const scanReductions: Reduction[] = [
  {
    code: 'scan',
    message:
      'That these are results of a scan: they become threats of a threat model, as if people had written them.',
    reduce: model =>
      model.kind === 'scan' ? { ...model, kind: 'threat-model' } : model,
  },
  findingsWithout(
    'scan-subjects',
    'The rule, vulnerability and package that a result is about.',
    'scan',
  ),
];

/** Where the code of an element is. */
const elementOrigins = elementsWithout(
  'element-origins',
  'Repositories, paths and package URLs of elements.',
  'repoUrls',
  'sourcePaths',
  'purl',
);

/** What only the native format can say. */
export const decisionReductions: Reduction[] = [
  ...scanReductions,
  {
    code: 'treatment-options',
    message: 'Treatment options, with their effects, costs and lead times.',
    reduce: model => {
      const { treatmentOptions, ...rest } = model;
      return treatmentOptions?.length ? rest : model;
    },
  },
  findingsWithout(
    'acceptance-requests',
    'Requests to accept a finding, with their reasons.',
    'acceptanceRequest',
  ),
  findingsWithout(
    'ratings',
    'Ratings in steps, probabilities, points and ranges; the severity stays.',
    'rating',
  ),
  findingsWithout('tickets', 'Tickets of findings.', 'ticket'),
  findingsWithout(
    'advice',
    'Advice that a rule gives about a finding.',
    'advice',
  ),
  elementOrigins,
  elementsWithout('element-owners', 'Owners of single elements.', 'owner'),
  {
    code: 'mitigation-owners',
    message: 'Owners of mitigations.',
    reduce: model =>
      model.mitigations.some(({ owner }) => owner !== undefined)
        ? {
            ...model,
            mitigations: model.mitigations.map(
              ({ owner: _, ...mitigation }) => mitigation,
            ),
          }
        : model,
  },
];

/** Who worked on the model, where the format has no place for it. */
export const peopleReductions: Reduction[] = [
  {
    code: 'authors',
    message: 'Authors of the model.',
    reduce: model =>
      model.authors.length > 0 ? { ...model, authors: [] } : model,
  },
  modelWithout('reviewer', 'The reviewer of the model.', 'reviewer'),
  modelWithout(
    'business-criticality',
    'How critical the system is for the business.',
    'businessCriticality',
  ),
];
