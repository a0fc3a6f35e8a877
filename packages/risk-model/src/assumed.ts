import { Estimate } from './exposure';
import { Ordinal, Scale, ordinalEstimate } from './scale';

/**
 * How bad a source calls something when it gives no numbers.
 *
 * @public
 */
export type SeverityWord =
  | 'info'
  | 'low'
  | 'medium'
  | 'high'
  | 'critical'
  | 'unknown';

const assumedSteps: Record<
  Exclude<SeverityWord, 'unknown'>,
  readonly [likelihood: Ordinal, impact: Ordinal]
> = {
  info: [1, 1],
  low: [2, 2],
  medium: [3, 3],
  high: [3, 4],
  critical: [3, 5],
};

/**
 * The estimate assumed for a bare severity word until a person confirms or
 * changes it: likelihood and impact (2,2) for low, (3,3) medium, (3,4) high,
 * (3,5) critical. `info` is a remark about something that was looked at, so it
 * takes the least step of both, (1,1), rather than nothing.
 *
 * Undefined for `unknown`: such a risk is unrated, which is not zero.
 *
 * @public
 */
export function assumedEstimate(
  severity: SeverityWord,
  scale: Scale,
): Estimate | undefined {
  if (severity === 'unknown') {
    return undefined;
  }
  const [likelihood, impact] = assumedSteps[severity];
  return ordinalEstimate(likelihood, impact, scale);
}
