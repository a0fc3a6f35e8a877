import { formatProbability } from '@product-risk/risk-model';

/** A probability in millionths, such as "30 % a year". */
export const probabilityWords = (probabilityMicro: number) =>
  `${formatProbability(probabilityMicro / 1_000_000)} a year`;

/** An impact in 1/100 point, such as "30 points". */
export function impactWords(impactCenti: number): string {
  const points = impactCenti / 100;
  const text = points.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return `${text} ${points === 1 ? 'point' : 'points'}`;
}
