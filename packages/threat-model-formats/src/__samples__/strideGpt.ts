import { numberOf } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

export const strideGpt: FormatSamples = {
  formats: ['stride-gpt'],
  expectation: ({ truth }) => {
    const findings = numberOf(truth, 'threats');
    return {
      format: 'stride-gpt',
      findings,
      statuses: { open: findings },
      severities: { unknown: findings },
      mitigations: 0,
      warnings: fileWarnings(findings),
      judgement: 'drafts: open, not rated, not reviewed',
    };
  },
};
