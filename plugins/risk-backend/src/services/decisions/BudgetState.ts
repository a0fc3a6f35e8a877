/** How the exposure budget of a product stands, as far as there is one. */
export type BudgetStanding = 'none' | 'within' | 'exhausted';

/** Says whether further acceptances in a product need a second signer. */
export interface BudgetState {
  standingOf(productRef: string): Promise<BudgetStanding>;
}
