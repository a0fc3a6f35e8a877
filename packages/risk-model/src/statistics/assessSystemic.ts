import { RiskModelError } from '../errors';
import {
  requireFinite,
  requireFraction,
  requireInteger,
  requireNotNegative,
  requireUnique,
} from '../numbers';
import { benjaminiHochberg } from './benjaminiHochberg';
import { binomialTail } from './binomialTail';
import { effectiveNumber } from './effectiveNumber';
import { hypergeometricTail } from './hypergeometricTail';
import {
  AssessedCategory,
  AssessedProduct,
  defaultSystemicPolicy,
  HotSpot,
  SystemicAssessment,
  SystemicPolicy,
  SystemicVerdict,
} from './systemic';
import { systemicReasons } from './systemicReasons';
import { wilsonInterval } from './wilsonInterval';

function validate(
  categories: readonly AssessedCategory[],
  productCount: number,
  policy: SystemicPolicy,
): void {
  requireInteger(productCount, 'productCount');
  requireFraction(policy.toleratedPrevalence, 'policy.toleratedPrevalence');
  requireFraction(policy.systemicQ, 'policy.systemicQ');
  requireFraction(policy.hotSpotQ, 'policy.hotSpotQ');
  requireFraction(policy.minCoverage, 'policy.minCoverage');
  requireFraction(policy.commonCauseAbove, 'policy.commonCauseAbove');
  requireInteger(policy.minAssessed, 'policy.minAssessed');
  requireFinite(policy.concentratedBelow, 'policy.concentratedBelow');
  requireUnique(
    categories.map(c => JSON.stringify([c.framework, c.level, c.category])),
    'categories',
  );
  categories.forEach(({ products }, index) => {
    const path = `categories[${index}].products`;
    requireUnique(
      products.map(product => product.productRef),
      path,
    );
    if (products.length > productCount) {
      throw new RiskModelError(
        'outOfRange',
        path,
        `has ${products.length} of ${productCount} products`,
      );
    }
    products.forEach((product, position) => {
      const at = `${path}[${position}]`;
      requireNotNegative(product.exposureUnits, `${at}.exposureUnits`);
      requireInteger(product.riskCount, `${at}.riskCount`);
      requireInteger(product.categoryRiskCount, `${at}.categoryRiskCount`, {
        max: product.riskCount,
      });
    });
  });
}

/**
 * Tails of one population. Many products have as many risks as another, so each
 * tail is summed once.
 */
function tailOfDraws(population: number, successes: number) {
  const known = new Map<number, Map<number, number>>();
  return (draws: number, atLeast: number): number => {
    const ofDraws = known.get(draws) ?? new Map<number, number>();
    known.set(draws, ofDraws);
    const tail =
      ofDraws.get(atLeast) ??
      hypergeometricTail({ population, successes, draws }, atLeast);
    ofDraws.set(atLeast, tail);
    return tail;
  };
}

/**
 * Share of products that would be affected if the category's risks fell on the
 * assessed products by the volume of their risks alone.
 */
function expectedFromVolume({
  products,
}: AssessedCategory): number | undefined {
  const population = products.reduce((sum, p) => sum + p.riskCount, 0);
  const successes = products.reduce((sum, p) => sum + p.categoryRiskCount, 0);
  if (population === 0) {
    return undefined;
  }
  const tail = tailOfDraws(population, successes);
  const affected = products.reduce(
    (sum, { riskCount }) => sum + tail(riskCount, 1),
    0,
  );
  return affected / products.length;
}

/**
 * The products that stand out in each category, tested over all cells of
 * product and category.
 */
function hotSpotsOf(
  categories: readonly AssessedCategory[],
  policy: SystemicPolicy,
): HotSpot[][] {
  const pValues = categories.map(({ products }) => {
    const population = products.reduce((sum, p) => sum + p.riskCount, 0);
    const successes = products.reduce((sum, p) => sum + p.categoryRiskCount, 0);
    const tail = tailOfDraws(population, successes);
    return products.map(p => tail(p.riskCount, p.categoryRiskCount));
  });
  const qValues = benjaminiHochberg(pValues.flat());
  let position = 0;
  return categories.map(({ products }, index) => {
    const start = position;
    position += products.length;
    return products.flatMap(({ productRef }, nth) => {
      const qValue = qValues[start + nth];
      return qValue < policy.hotSpotQ
        ? [{ productRef, pValue: pValues[index][nth], qValue }]
        : [];
    });
  });
}

function qValuesByFamily(
  categories: readonly AssessedCategory[],
  pValues: readonly number[],
  policy: SystemicPolicy,
): Array<number | undefined> {
  const qValues: Array<number | undefined> = categories.map(() => undefined);
  const families = new Map<string, number[]>();
  categories.forEach(({ framework, level, products }, index) => {
    if (products.length >= policy.minAssessed) {
      const family = JSON.stringify([framework, level]);
      families.set(family, [...(families.get(family) ?? []), index]);
    }
  });
  for (const members of families.values()) {
    benjaminiHochberg(members.map(index => pValues[index])).forEach(
      (q, position) => {
        qValues[members[position]] = q;
      },
    );
  }
  return qValues;
}

function commonCauseOf(
  affected: readonly AssessedProduct[],
  policy: SystemicPolicy,
) {
  const counts = new Map<string, number>();
  for (const { rootCauses = [] } of affected) {
    for (const cause of new Set(rootCauses)) {
      counts.set(cause, (counts.get(cause) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(
    ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
  );
  return most &&
    affected.length > 1 &&
    most[1] > policy.commonCauseAbove * affected.length
    ? { rootCause: most[0], affectedCount: most[1] }
    : undefined;
}

function verdictOf(
  given: Omit<SystemicAssessment, 'verdict' | 'reasons'>,
  policy: SystemicPolicy,
): SystemicVerdict {
  const { assessedCount, productCount, effectiveProducts } = given;
  if (
    assessedCount < policy.minAssessed ||
    assessedCount < policy.minCoverage * productCount
  ) {
    return 'tooLittleData';
  }
  if (given.systemic) {
    if (given.commonCause) {
      return 'commonCause';
    }
    return effectiveProducts !== undefined &&
      effectiveProducts < policy.concentratedBelow
      ? 'concentrated'
      : 'systemic';
  }
  return given.hotSpots.length > 0 ? 'hotSpot' : 'notSystemic';
}

/**
 * Which categories of risk are systemic, which are local, and which cannot be
 * told yet.
 *
 * The unit is the product. A category is systemic when its prevalence is above
 * the tolerated one by an exact binomial test (q values by Benjamini-Hochberg
 * within one framework and level) and the lower Wilson bound does not lie below
 * it. Hot spots are tested over all cells of product and category.
 *
 * @param categories - with the products assessed for each; not assessed is
 * left out, never "not affected"
 * `options.productCount`: all products of the organisation
 * @throws {@link RiskModelError} for a value outside its range, the same
 * category or product twice, or more assessed products than there are.
 * @public
 */
export function assessSystemic(
  categories: readonly AssessedCategory[],
  options: { productCount: number; policy?: SystemicPolicy },
): SystemicAssessment[] {
  const { productCount, policy = defaultSystemicPolicy } = options;
  validate(categories, productCount, policy);
  const p0 = policy.toleratedPrevalence;
  const affected = categories.map(({ products }) =>
    products.filter(product => product.affected),
  );
  const pValues = categories.map(({ products }, index) =>
    binomialTail(affected[index].length, products.length, p0),
  );
  const qValues = qValuesByFamily(categories, pValues, policy);
  const hotSpots = hotSpotsOf(categories, policy);
  return categories.map((category, index) => {
    const assessedCount = category.products.length;
    const affectedCount = affected[index].length;
    const wilson = wilsonInterval(affectedCount, assessedCount);
    const qValue = qValues[index];
    const enough =
      assessedCount >= policy.minAssessed &&
      assessedCount >= policy.minCoverage * productCount;
    const numbers = {
      category: category.category,
      framework: category.framework,
      productCount,
      assessedCount,
      affectedCount,
      prevalence:
        assessedCount === 0 ? undefined : affectedCount / assessedCount,
      wilson,
      expectedPrevalence: expectedFromVolume(category),
      pValue: pValues[index],
      qValue,
      systemic:
        enough &&
        qValue !== undefined &&
        qValue < policy.systemicQ &&
        wilson.low >= p0,
      effectiveProducts: effectiveNumber(
        affected[index].map(product => product.exposureUnits),
      ),
      commonCause: commonCauseOf(affected[index], policy),
      hotSpots: hotSpots[index],
    };
    const verdict = verdictOf(numbers, policy);
    return {
      ...numbers,
      verdict,
      reasons: systemicReasons({ ...numbers, verdict }, policy),
    };
  });
}
