import { countsOf, numberOf, rename } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** What pytm reads has elements and flows, and no findings. */
const input = 'pytm/tests-input-minimal.json';

export const pytm: FormatSamples = {
  formats: ['pytm'],
  expectation: ({ file, truth }) => {
    if (file === input) {
      return {
        refused: 'unknown-format',
        judgement: 'input of pytm, no findings',
      };
    }
    const excluded = numberOf(truth, 'excluded_findings');
    const findings = numberOf(truth, 'threats') + excluded;
    const { open = 0, ...decided } = countsOf(truth, 'status');
    return {
      format: 'pytm',
      findings,
      statuses: rename(
        { ...decided, open, ...(excluded && { not_applicable: excluded }) },
        {},
      ),
      // An excluded finding is not among the counts by severity.
      ...(!excluded && {
        severities: rename(countsOf(truth, 'severity_raw'), {
          'Very High': 'critical',
          'Very Low': 'info',
          '': 'unknown',
        }),
      }),
      elements:
        numberOf(truth, 'elements') +
        numberOf(truth, 'flows') +
        numberOf(truth, 'boundaries'),
      mitigations: numberOf(truth, 'mitigation_texts') + excluded,
      warnings: fileWarnings(findings),
      judgement: excluded
        ? 'a finding excluded by an assumption is one that is not applicable'
        : undefined,
    };
  },
};
