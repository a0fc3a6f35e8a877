import { Initiative } from '@product-risk/backstage-plugin-risk-common';

/** Below this p value a change is more than chance. */
const SIGNIFICANT = 0.05;

const amount = (value: number) =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

const products = (count: number) =>
  count === 1 ? '1 product' : `${count} products`;

/** Which way is cheaper, as far as both costs are known. */
export function costSentence({
  each,
  affected,
  allProducts,
  platform,
}: Omit<Initiative['cost'], 'sentence'>): string {
  if (each === undefined || allProducts === undefined) {
    return platform === undefined
      ? 'Nobody has estimated what it costs.'
      : `One fix for all costs ${amount(
          platform,
        )}. What it costs in one product is not estimated.`;
  }
  const alone = `Fixing it in ${products(affected)} costs ${amount(
    allProducts,
  )} (${amount(each)} each)`;
  if (platform === undefined) {
    return `${alone}. What one fix for all costs is not estimated.`;
  }
  if (platform === allProducts) {
    return `${alone}, the same as one fix for all.`;
  }
  const cheaper = platform < allProducts ? 'less' : 'more';
  return `${alone}; one fix for all costs ${amount(platform)}, ${amount(
    Math.abs(platform - allProducts),
  )} ${cheaper}.`;
}

/** Whether it worked, honestly. */
export function effectSentence({
  products: compared,
  affectedBefore,
  affectedNow,
  cleared,
  newlyAffected,
  pValue,
}: Omit<Initiative['effect'], 'sentence' | 'lost'>): string {
  if (compared === 0) {
    return 'No product of the beginning is assessed now, so nothing can be compared.';
  }
  const counts = `Of the same ${products(
    compared,
  )}, ${affectedBefore} were affected before and ${affectedNow} are now`;
  if (cleared === 0 && newlyAffected === 0) {
    return `${counts}: nothing has changed yet.`;
  }
  const p = pValue < 0.001 ? 'p below 0.001' : `p ${pValue.toFixed(3)}`;
  if (pValue >= SIGNIFICANT) {
    return `${counts}. This may be chance (${p}).`;
  }
  return cleared > newlyAffected
    ? `${counts}: an improvement beyond chance (${p}).`
    : `${counts}: worse, beyond chance (${p}).`;
}
