/** One guard against formulas for every CSV that leaves the portal. */
export { csvLine } from '@product-risk/threat-model-formats';
