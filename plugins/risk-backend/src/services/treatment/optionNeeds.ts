import { chooseTreatment, RiskModelError } from '@product-risk/risk-model';
import { DbOptionLinkRow } from '../../database/treatmentTables';

/**
 * @throws RiskModelError when options need each other in a circle, so that none
 * of them could ever be chosen
 */
export function requireNeedsWithoutCircle(
  needs: readonly Pick<DbOptionLinkRow, 'option_id' | 'other_id'>[],
): void {
  const pairs = needs.map(({ option_id, other_id }): [string, string] => [
    option_id,
    other_id,
  ]);
  chooseTreatment(
    {
      risks: [],
      options: [...new Set(pairs.flat())].map(id => ({
        id,
        cost: 0,
        effects: [],
      })),
      needs: pairs,
    },
    0,
  );
}

/** False when options need each other in a circle. */
export function canBeChosen(
  needs: readonly Pick<DbOptionLinkRow, 'option_id' | 'other_id'>[],
): boolean {
  try {
    requireNeedsWithoutCircle(needs);
    return true;
  } catch (error) {
    if (error instanceof RiskModelError) return false;
    throw error;
  }
}
