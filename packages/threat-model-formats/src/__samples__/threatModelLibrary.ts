import { countsOf, numberOf, rename, total } from './counts';
import { Counts, FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/**
 * Files whose threats affect several elements, counted by hand: the truth
 * counts threats, and a finding is a threat on an element.
 */
const onElements = new Map<string, { statuses: Counts; severities: Counts }>([
  [
    'tm-library/td-all-enums-v1.0.2.json',
    {
      statuses: { in_progress: 8, open: 6 },
      severities: { critical: 1, high: 5, low: 4, medium: 4 },
    },
  ],
  [
    'tm-library/devarmor-jira-integration.json',
    {
      statuses: { in_progress: 2, mitigated: 9 },
      severities: { high: 3, medium: 8 },
    },
  ],
]);

export const threatModelLibrary: FormatSamples = {
  formats: ['tm-library'],
  expectation: ({ file, truth }) => {
    const threats = numberOf(truth, 'threats');
    const underWay = numberOf(truth, 'threats_with_some_control_active');
    const counted = onElements.get(file) ?? {
      statuses: { in_progress: underWay, open: threats - underWay },
      severities: rename(countsOf(truth, 'highest_risk_level_per_threat'), {
        unrated: 'unknown',
      }),
    };
    const findings = total(counted.statuses);
    return {
      format: 'tm-library',
      findings,
      ...counted,
      mitigations: numberOf(truth, 'controls'),
      warnings: fileWarnings(findings),
      judgement:
        'status is derived from the controls, severity is the highest level of the risks',
    };
  },
};
