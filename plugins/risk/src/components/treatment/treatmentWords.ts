import {
  ExploredOption,
  OptionKind,
} from '@product-risk/backstage-plugin-risk-common';

/** Ways to treat a risk, as people say them. */
export const optionKindWords: Record<OptionKind, string> = {
  mitigate: 'Mitigate',
  avoid: 'Avoid',
  transfer: 'Transfer',
  detect: 'Detect',
  accept: 'Accept',
};

/** Costs are kept in 1/100 unit. */
const CENTI = 100;

/** A cost with its unit, as in "8 person days". */
export const costWords = (cost: number, unit: string) =>
  `${(cost / CENTI).toLocaleString('en-US')} ${unit}`;

/** Points that are not rounded, with one decimal. */
export const formatProjected = (points: number) => points.toFixed(1);

/** Reads a cost that a person typed; undefined for anything else. */
export function parseCost(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(trimmed)
    ? Math.round(Number(trimmed) * CENTI)
    : undefined;
}

/** Reads whole percent as a part from 0 to 1; undefined for anything else. */
export function parsePercent(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,3}$/.test(trimmed) && Number(trimmed) <= 100
    ? Number(trimmed) / 100
    : undefined;
}

const percent = (part: number) => `${Math.round(part * 100)} %`;

/** What an option does to one risk. */
export function effectWords({
  effectLikelihood,
  effectImpact,
}: ExploredOption['effects'][number]): string {
  const parts = [
    ...(effectLikelihood > 0
      ? [`${percent(effectLikelihood)} less likely`]
      : []),
    ...(effectImpact > 0 ? [`${percent(effectImpact)} less harm`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'changes nothing by itself';
}
