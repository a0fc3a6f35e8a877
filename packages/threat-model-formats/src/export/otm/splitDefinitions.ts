import { Finding } from '../../model';
import { Reduction } from '../target';
import { groupBy } from '../writing';

/** What every instance of one definition shares in OTM. */
const sharedContent = (finding: Finding) =>
  JSON.stringify([
    finding.title,
    finding.description,
    finding.likelihoodRaw,
    finding.impactRaw,
    finding.categories,
    finding.tags,
    finding.sourceId,
  ]);

/**
 * Findings of one definition that say different things need definitions of
 * their own, and so does one on the model: a definition without an instance.
 */
export const splitDefinitions: Reduction = {
  code: 'definitions',
  message:
    'That findings which say different things are instances of one threat.',
  reduce: model => {
    const groups = groupBy(
      model.findings.filter(({ definitionKey }) => definitionKey !== undefined),
      ({ definitionKey }) => definitionKey,
    );
    const isWhole = (group: Finding[]) =>
      group.length === 1 ||
      (group.every(({ elementIds }) => elementIds.length > 0) &&
        new Set(group.map(sharedContent)).size === 1);
    const split = new Set(
      [...groups].flatMap(([key, group]) => (isWhole(group) ? [] : [key])),
    );
    return split.size === 0
      ? model
      : {
          ...model,
          findings: model.findings.map(finding =>
            split.has(finding.definitionKey)
              ? { ...finding, definitionKey: undefined }
              : finding,
          ),
        };
  },
};
