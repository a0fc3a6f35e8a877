import { requireInteger } from './numbers';

/**
 * How much of a product or organisation its numbers know about. What was not
 * assessed is unknown, never zero.
 *
 * @public
 */
export interface Coverage {
  /** Components with at least one threat model. */
  readonly modelledCount: number;
  /** All components. */
  readonly componentCount: number;
  /** Models that are out of date. */
  readonly staleCount: number;
  /** Risks without an estimate. */
  readonly unratedCount: number;
  /** Findings that no person has looked at yet. */
  readonly notReviewedCount: number;
}

/**
 * Part of the components that is modelled, 0 to 1; undefined where there are
 * no components, which is neither nothing nor all.
 *
 * @throws {@link RiskModelError} for a count outside its range, also for more
 * modelled components than there are.
 * @public
 */
export function modelledShare(coverage: Coverage): number | undefined {
  const { modelledCount, componentCount } = coverage;
  requireInteger(componentCount, 'coverage.componentCount');
  requireInteger(modelledCount, 'coverage.modelledCount', {
    max: componentCount,
  });
  return componentCount > 0 ? modelledCount / componentCount : undefined;
}
