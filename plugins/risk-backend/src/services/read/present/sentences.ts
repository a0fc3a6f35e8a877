import {
  Coverage,
  LevelCounts,
} from '@product-risk/backstage-plugin-risk-common';
import { worstOf } from './rollup';

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

const list = (parts: string[]) =>
  parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;

function openRisks(risks: LevelCounts): string {
  const counted = (['critical', 'high', 'medium', 'low'] as const)
    .filter(level => risks[level] > 0)
    .map(level => `${risks[level]} ${level}`);
  if (counted.length === 0) return 'No rated risk is open';
  const total = risks.critical + risks.high + risks.medium + risks.low;
  return `${list(counted)} ${total === 1 ? 'risk is' : 'risks are'} open`;
}

/** What is missing from the picture, worst first. */
export function unknowns({
  components,
  modelled,
  stale,
  unrated,
  failedSources,
}: Coverage): string[] {
  const missing = components - modelled;
  return [
    ...(missing > 0
      ? [`${missing} of ${plural(components, 'component')} not assessed`]
      : []),
    ...(failedSources > 0
      ? [`${plural(failedSources, 'source')} cannot be read`]
      : []),
    ...(stale > 0 ? [`${plural(stale, 'model')} out of date`] : []),
    ...(unrated > 0 ? [`${plural(unrated, 'risk')} not rated`] : []),
  ];
}

/** Where a product stands, in plain words. */
export function productSentence(
  assessed: boolean,
  risks: LevelCounts,
  coverage: Coverage,
): string {
  if (!assessed) {
    return coverage.components === 0
      ? 'Nothing is known: it has no components and no threat model.'
      : `Nothing is known yet: none of its ${plural(
          coverage.components,
          'component',
        )} has a threat model.`;
  }
  const known = worstOf(risks)
    ? openRisks(risks)
    : 'No rated risk is open in what was assessed';
  const gaps = unknowns(coverage);
  return gaps.length === 0 ? `${known}.` : `${known}; ${list(gaps)}.`;
}
