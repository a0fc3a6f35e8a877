import { isList, member } from '../reading/shape';
import { numberOf, rename } from './counts';
import { Counts, FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** Files in which a control is implemented; in all others every threat is open. */
const derivedStatuses = new Map<string, Counts>([
  ['threatcl/tm1.hcl', { mitigated: 2 }],
  ['threatcl/tm3.hcl', { mitigated: 1, open: 2 }],
  ['threatcl/valid-risk-block.hcl', { mitigated: 1 }],
]);

export const threatcl: FormatSamples = {
  formats: ['threatcl'],
  expectation: ({ file, truth }) => {
    const stated = member(truth, 'models');
    const models: unknown[] = isList(stated) ? stated : [];
    const sum = (key: string) =>
      models.reduce<number>((all, model) => all + numberOf(model, key), 0);
    const findings = numberOf(truth, 'threats');
    const severities: string[] = models.flatMap(model =>
      Object.entries(Object(member(model, 'severity_computed'))).flatMap(
        ([word, number]) => Array<string>(Number(number)).fill(word),
      ),
    );
    return {
      format: 'threatcl',
      findings,
      statuses:
        derivedStatuses.get(file) ?? (findings ? { open: findings } : {}),
      severities: rename(
        Object.fromEntries(
          [...new Set(severities)]
            .sort()
            .map(word => [word, severities.filter(w => w === word).length]),
        ),
        { unrated: 'unknown', invalid: 'unknown' },
      ),
      mitigations:
        sum('controls') +
        sum('legacy_control_strings') +
        sum('proposed_controls'),
      // A library of controls is one model without threats.
      warnings: models.length
        ? models.flatMap(model => fileWarnings(numberOf(model, 'threats')))
        : fileWarnings(0),
      judgement: 'status is derived from the controls that are implemented',
    };
  },
};
