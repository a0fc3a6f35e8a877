import { ProductBudgets } from '../budgets/ProductBudgets';

/** How the exposure budget of a product stands, as far as there is one. */
export type BudgetStanding = 'none' | 'within' | 'exhausted';

/** Says whether further acceptances in a product need a second signer. */
export interface BudgetState {
  standingOf(productRef: string): Promise<BudgetStanding>;
}

/** The standing of products by their budgets: none until one counts. */
export const standingByBudgets = (
  budgets: Pick<ProductBudgets, 'summariesOf'>,
): BudgetState => ({
  standingOf: async productRef => {
    const state = (await budgets.summariesOf([productRef])).get(
      productRef,
    )?.state;
    if (state === 'exhausted') return 'exhausted';
    return state === 'within' || state === 'running-out' ? 'within' : 'none';
  },
});
