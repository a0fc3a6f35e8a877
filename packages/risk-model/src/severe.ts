import { Estimate, MICRO_PER_ONE } from './exposure';
import { requireInteger } from './numbers';
import { Scale } from './scale';

/**
 * How many risks have which annual probability: what the chance of an event
 * needs to know about a set of risks, and cheap to keep up to date by adding
 * and taking away counts.
 *
 * @public
 */
export type SevereHistogram = ReadonlyArray<{
  /** Annual probability in millionths. */
  readonly probabilityMicro: number;
  /** Number of risks with this probability. */
  readonly count: number;
}>;

/** Whether an event of this impact would be severe. @public */
export function isSevere(estimate: Estimate, scale: Scale): boolean {
  return estimate.impactCenti >= scale.severeImpactCenti;
}

/**
 * Natural logarithm of the chance that a risk does not happen within a year:
 * 0 or less, minus infinity for a certain one. The numbers of independent
 * risks add up, which makes their shares of a common chance well defined.
 */
export function logSurvival(probabilityMicro: number): number {
  // log1p keeps the digits of small probabilities that 1 - p would lose.
  return Math.log1p(-probabilityMicro / MICRO_PER_ONE);
}

/** Histogram of some probabilities in millionths, by rising probability. @public */
export function severeHistogram(
  probabilitiesMicro: Iterable<number>,
): SevereHistogram {
  const counts = new Map<number, number>();
  for (const probabilityMicro of probabilitiesMicro) {
    counts.set(probabilityMicro, (counts.get(probabilityMicro) ?? 0) + 1);
  }
  return [...counts]
    .map(([probabilityMicro, count]) => ({ probabilityMicro, count }))
    .sort((a, b) => a.probabilityMicro - b.probabilityMicro);
}

/**
 * Chance that at least one of some independent risks happens within a year:
 * `1 - prod(1 - p)`.
 *
 * Rows of one probability are merged and multiplied by rising probability, so
 * that equal contents give the same bits, however the histogram was built.
 *
 * @returns a probability, 0 to 1; 0 for an empty histogram
 * @throws {@link RiskModelError} for a probability or count outside its range.
 * @public
 */
export function probabilityOfSevere(histogram: SevereHistogram): number {
  const counts = new Map<number, number>();
  histogram.forEach(({ probabilityMicro, count }, index) => {
    requireInteger(probabilityMicro, `histogram[${index}].probabilityMicro`, {
      max: MICRO_PER_ONE,
    });
    requireInteger(count, `histogram[${index}].count`);
    if (count > 0 && probabilityMicro > 0) {
      counts.set(probabilityMicro, (counts.get(probabilityMicro) ?? 0) + count);
    }
  });
  const rows = [...counts].sort(([a], [b]) => a - b);
  if (rows.length === 1 && rows[0][1] === 1) {
    return rows[0][0] / MICRO_PER_ONE;
  }
  const sum = rows.reduce(
    (total, [probabilityMicro, count]) =>
      total + count * logSurvival(probabilityMicro),
    0,
  );
  return sum === 0 ? 0 : -Math.expm1(sum);
}

/**
 * Share of some risks in the common chance of all: of the logarithm of the
 * chance that nothing happens, where independent chances add up. What is
 * certain explains the whole chance, in equal parts; nothing else adds to it.
 *
 * @param part - some of the risks of `whole`
 * @returns 0 to 1; the shares of disjoint parts add up to 1, and are 0 when
 * nothing can happen
 * @public
 */
export function severeShare(
  part: SevereHistogram,
  whole: SevereHistogram,
): number {
  const certain = (histogram: SevereHistogram) =>
    histogram
      .filter(({ probabilityMicro }) => probabilityMicro === MICRO_PER_ONE)
      .reduce((sum, { count }) => sum + count, 0);
  if (certain(whole) > 0) {
    return certain(part) / certain(whole);
  }
  const survival = (histogram: SevereHistogram) =>
    histogram.reduce(
      (sum, { probabilityMicro, count }) =>
        sum + count * logSurvival(probabilityMicro),
      0,
    );
  const all = survival(whole);
  return all === 0 ? 0 : survival(part) / all;
}
