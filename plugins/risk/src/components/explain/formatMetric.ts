import { formatPoints, formatProbability } from '@product-risk/risk-model';
import { Explanation } from '@product-risk/backstage-plugin-risk-common';

/** A value of an explanation in the words of its unit. */
export function formatMetric(value: number, unit: Explanation['unit']): string {
  switch (unit) {
    case 'exposure':
      return `${formatPoints(value)} points`;
    case 'exposure-days':
      return `${formatPoints(value)} point days`;
    case 'probability':
      return formatProbability(value);
    default:
      return value.toLocaleString('en-US');
  }
}
