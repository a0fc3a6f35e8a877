import type { Interval } from './wilsonInterval';

/** A product assessed for a category. @public */
export interface AssessedProduct {
  readonly productRef: string;
  /** Has an open confirmed risk of the category at the level that counts. */
  readonly affected: boolean;
  /** Exposure of its risks of the category, in any one unit. */
  readonly exposureUnits: number;
  /** Its open confirmed risks of the category. */
  readonly categoryRiskCount: number;
  /** All its open confirmed risks. */
  readonly riskCount: number;
  /** Root causes of its risks of the category. */
  readonly rootCauses?: readonly string[];
}

/** A category of one framework with the products assessed for it. @public */
export interface AssessedCategory {
  readonly category: string;
  /** Categories of one framework and level are tested together. */
  readonly framework: string;
  readonly level?: string;
  readonly products: readonly AssessedProduct[];
}

/** Thresholds of the verdicts. @public */
export interface SystemicPolicy {
  /** p0: share of products that may be affected, 0 to 1. */
  readonly toleratedPrevalence: number;
  /** False discovery rate of the verdict "systemic". */
  readonly systemicQ: number;
  /** False discovery rate of a hot spot. */
  readonly hotSpotQ: number;
  /** Fewer assessed products than this are too little data. */
  readonly minAssessed: number;
  /** A smaller share of assessed products than this is too little data. */
  readonly minCoverage: number;
  /** Exposure in fewer effective products than this is concentrated. */
  readonly concentratedBelow: number;
  /** A larger share of the affected products than this is a common cause. */
  readonly commonCauseAbove: number;
}

/** Thresholds unless an organisation chooses others. @public */
export const defaultSystemicPolicy: SystemicPolicy = {
  toleratedPrevalence: 0.25,
  systemicQ: 0.1,
  hotSpotQ: 0.05,
  minAssessed: 5,
  minCoverage: 0.5,
  concentratedBelow: 3,
  commonCauseAbove: 0.5,
};

/**
 * What the data say about a category. `commonCause` and `concentrated` are
 * systemic too, with what to do about it; `hotSpot` is not systemic.
 *
 * @public
 */
export type SystemicVerdict =
  | 'tooLittleData'
  | 'commonCause'
  | 'concentrated'
  | 'systemic'
  | 'hotSpot'
  | 'notSystemic';

/** A product where a category stands out. @public */
export interface HotSpot {
  readonly productRef: string;
  readonly pValue: number;
  readonly qValue: number;
}

/** One category with its verdict and what it rests on. @public */
export interface SystemicAssessment {
  readonly category: string;
  readonly framework: string;
  readonly verdict: SystemicVerdict;
  /** Every finding besides the headline, in words. */
  readonly reasons: readonly string[];
  /** Products of the organisation, assessed or not. */
  readonly productCount: number;
  readonly assessedCount: number;
  readonly affectedCount: number;
  /** k/n; undefined when nothing was assessed. */
  readonly prevalence: number | undefined;
  readonly wilson: Interval;
  /** Prevalence that the volume of risks alone would lead to. */
  readonly expectedPrevalence: number | undefined;
  readonly pValue: number;
  /** Undefined for a category with too few products to be tested. */
  readonly qValue: number | undefined;
  /** q and Wilson bound both say so and there is data enough. */
  readonly systemic: boolean;
  readonly effectiveProducts: number | undefined;
  readonly commonCause:
    | { readonly rootCause: string; readonly affectedCount: number }
    | undefined;
  readonly hotSpots: readonly HotSpot[];
}
