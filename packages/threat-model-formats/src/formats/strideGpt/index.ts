import { ThreatModelFormat } from '../../format';
import { hasItemWith, isList, member } from '../../reading/shape';
import { readStrideGpt } from './readStrideGpt';

const hasThreats = (value: unknown): boolean =>
  hasItemWith(value, 'Threat Type', 'Scenario');

/**
 * STRIDE GPT: the report of its command line, the answer of its model, and the
 * DREAD assessment. A model wrote all of it: the findings are drafts.
 * @public
 */
export const strideGpt: ThreatModelFormat = {
  id: 'stride-gpt',
  title: 'STRIDE GPT',
  detect: ({ value }) => {
    const subsystems = member(value, 'subsystems');
    return (
      hasThreats(member(value, 'threat_model')) ||
      hasThreats(member(value, 'Risk Assessment')) ||
      (isList(subsystems) &&
        (hasThreats(member(value, 'cross_cutting_threats')) ||
          subsystems.some(item => hasThreats(member(item, 'threats')))))
    );
  },
  parse: document => [readStrideGpt(document)],
};
