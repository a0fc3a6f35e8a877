import { countsOf, numberOf, rename } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

const list = 'openvex/openvex_not_a_document.json';

export const openVex: FormatSamples = {
  formats: ['openvex'],
  expectation: ({ file, truth }) => {
    if (file === list) {
      return {
        refused: 'unknown-format',
        judgement: 'a list is no OpenVEX document',
      };
    }
    const findings = numberOf(truth, 'statements');
    return {
      format: 'openvex',
      findings,
      statuses: rename(countsOf(truth, 'status'), {
        affected: 'open',
        under_investigation: 'open',
        fixed: 'mitigated',
        not_affected: 'not_applicable',
      }),
      severities: rename({ none: findings }, { none: 'unknown' }),
      mitigations: 0,
      warnings: fileWarnings(findings),
      judgement: findings ? 'no action given is no mitigation' : undefined,
    };
  },
};
