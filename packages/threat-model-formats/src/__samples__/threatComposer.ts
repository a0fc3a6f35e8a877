import { countsOf, numberOf, rename } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

export const threatComposer: FormatSamples = {
  formats: ['threat-composer'],
  expectation: ({ truth }) => {
    const findings = numberOf(truth, 'threats');
    return {
      format: 'threat-composer',
      findings,
      statuses: countsOf(truth, 'status'),
      severities: rename(countsOf(truth, 'priority_raw'), { None: 'unknown' }),
      elements: 0,
      mitigations: numberOf(truth, 'mitigations'),
      warnings: fileWarnings(findings),
    };
  },
};
