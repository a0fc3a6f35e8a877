import fc from 'fast-check';
import { aggregate } from './aggregate';
import { exposureBudget } from './budget';
import { modelledShare } from './coverage';
import { explainExposure } from './explain';
import { explainChange } from './explainChange';
import { exposureUnits, sumExposureUnits } from './exposure';
import { formatPoints } from './format';
import {
  exposureAboveProducts,
  exposureOfProducts,
  productMadeOfEntities,
} from './hierarchy';
import {
  LossDistribution,
  exceedance,
  lossDistribution,
} from './lossDistribution';
import { defaultPolicy } from './policy';
import { ratingOf } from './rating';
import { defaultScale, levels } from './scale';
import { assessSystemic } from './statistics';
import { timeliness } from './timeliness';
import {
  anyEstimate,
  anyFraction,
  anyMitigation,
  anyRisks,
  propertyRuns,
} from './__testUtils__/arbitraries';
import {
  Finding,
  GrownRisk,
  anyProduct,
  anySmallEstimate,
  entityRefs,
  numbersOf,
  productRef,
  rated,
} from './__testUtils__/grownProduct';

const rank = (worst: string | undefined) =>
  levels.findIndex(level => level === worst);

/** Expects that no number of `more` is below that of `less`. */
function expectNoneLower(more: GrownRisk[], less: GrownRisk[]) {
  const higher = numbersOf(more);
  const lower = numbersOf(less);
  // The last digits of products of many factors may differ.
  const rounding = 1e-12;
  expect(higher.exposureUnits).toBeGreaterThanOrEqual(lower.exposureUnits);
  expect(rank(higher.worst)).toBeGreaterThanOrEqual(rank(lower.worst));
  for (const chance of ['any', 'severe'] as const) {
    expect(higher[chance].probability).toBeGreaterThanOrEqual(
      lower[chance].probability - rounding,
    );
  }
  higher.exceedances.forEach((probability, index) =>
    expect(probability).toBeGreaterThanOrEqual(
      lower.exceedances[index] - rounding,
    ),
  );
}

function meanCenti({ survival, lowestCenti, gridCenti }: LossDistribution) {
  const above = survival.slice(1).reduce((sum, p) => sum + p, 0);
  return lowestCenti + gridCenti * above;
}

describe('the eight properties of the model', () => {
  it('1. moving a finding between components of one product changes no product number', () => {
    fc.assert(
      fc.property(
        anyProduct,
        fc.nat(),
        fc.constantFrom(...entityRefs),
        (product, at, entityRef) => {
          const moved = product.map((risk, index) => ({
            ...risk,
            findings: risk.findings.map((finding, position) =>
              index === at % product.length && position === 0
                ? { ...finding, entityRef }
                : finding,
            ),
          }));
          expect(numbersOf(moved)).toEqual(numbersOf(product));
        },
      ),
      propertyRuns,
    );
  });

  it('2. a second source that reports the same risk with an equal or lower rating changes no number', () => {
    fc.assert(
      fc.property(
        anyProduct,
        fc.nat(),
        anyFraction,
        anyFraction,
        (product, at, ofProbability, ofImpact) => {
          const again = product.map((risk, index) => {
            const [{ entityRef }] = risk.findings;
            const { estimate } = ratingOf(
              undefined,
              risk.findings.map(finding => finding.estimate),
            );
            const reported: Finding = {
              id: 'second',
              entityRef,
              estimate: estimate && {
                probabilityMicro: Math.floor(
                  estimate.probabilityMicro * ofProbability,
                ),
                impactCenti: Math.floor(estimate.impactCenti * ofImpact),
              },
            };
            return index === at % product.length
              ? { ...risk, findings: [reported, ...risk.findings] }
              : risk;
          });
          expect(numbersOf(again)).toEqual(numbersOf(product));
        },
      ),
      propertyRuns,
    );
  });

  it('3. adding a risk never lowers exposure, chances, worst or any exceedance', () => {
    fc.assert(
      fc.property(anyProduct, ([added, ...product]) => {
        expectNoneLower([added, ...product], product);
      }),
      propertyRuns,
    );
  });

  it('3. adding a mitigation never raises exposure, chances, worst or any exceedance', () => {
    fc.assert(
      fc.property(
        anyProduct,
        anyMitigation,
        ([first, ...others], mitigation) => {
          const mitigated = {
            ...first,
            mitigations: [...first.mitigations, mitigation],
          };
          expectNoneLower([first, ...others], [mitigated, ...others]);
        },
      ),
      propertyRuns,
    );
  });

  it('4. contributions sum to the total exactly, at every level', () => {
    fc.assert(
      fc.property(anyRisks, fc.func(fc.nat({ max: 3 })), (some, productOf) => {
        const risks = some.map(risk => ({
          ...risk,
          productRef: `system:${productOf(risk.id)}`,
        }));
        const total = aggregate(risks, defaultScale);
        const sums = {
          risks: sumExposureUnits(
            total.contributions.map(part => part.exposureUnits),
          ),
          entities: sumExposureUnits(productMadeOfEntities(risks).values()),
          products: exposureAboveProducts(
            exposureOfProducts(risks),
            risks.map(risk => risk.productRef),
          ),
        };
        expect(sums).toEqual({
          risks: total.exposureUnits,
          entities: total.exposureUnits,
          products: total.exposureUnits,
        });
        for (const [ref, ofProduct] of exposureOfProducts(risks)) {
          const parts = productMadeOfEntities(
            risks.filter(risk => risk.productRef === ref),
          );
          expect(sumExposureUnits(parts.values())).toBe(ofProduct);
        }
      }),
      propertyRuns,
    );
  });

  it('5. loss exceedance never increases, its mean is the exposure, and any loss has the chance that anything happens', () => {
    fc.assert(
      fc.property(fc.array(anySmallEstimate, { maxLength: 8 }), estimates => {
        const given = lossDistribution(estimates);
        expect(
          given.survival.every((p, i) => p <= (given.survival[i - 1] ?? 1)),
        ).toBe(true);
        const exposure = sumExposureUnits(estimates.map(exposureUnits));
        // Each exposure was rounded by half a unit, 1/200 of 1/100 point.
        expect(Math.abs(meanCenti(given) - exposure / 100)).toBeLessThanOrEqual(
          estimates.length / 200 + 1e-9,
        );
        const nothing = estimates
          .filter(({ impactCenti }) => impactCenti > 0)
          .reduce(
            (product, { probabilityMicro }) =>
              product * (1 - probabilityMicro / 1e6),
            1,
          );
        expect(exceedance(given, 1)).toBeCloseTo(1 - nothing, 12);
      }),
      propertyRuns,
    );
  });

  it('6. accepting and expiring never change the exposure, and pause the due clock by the clock alone', () => {
    const anyAcceptance = fc.record({
      grantedDay: fc.integer({ min: 0, max: 300 }),
      days: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(
        anyEstimate,
        anyAcceptance,
        fc.integer({ min: 1, max: 400 }),
        (estimate, { grantedDay, days }, day) => {
          const units = exposureUnits(estimate);
          const expiryDay = grantedDay + days;
          const risk = { id: 'r', estimate, confirmed: true };
          const accepted = { ...risk, acceptedFromDay: grantedDay, expiryDay };
          expect(aggregate([accepted], defaultScale)).toEqual(
            aggregate([risk], defaultScale),
          );
          const spent = exposureBudget({
            exposure: [{ fromDay: 0, exposureUnits: Math.min(units, 1e9) }],
            target: [{ fromDay: 0, exposureUnits: 1 }],
            day,
          }).spentUnitDays;
          expect(spent).toBe(Math.min(units, 1e9) * Math.min(day, 90));

          const closing = (toDay?: number) =>
            timeliness(
              [
                {
                  openedDay: 0,
                  levels: [{ fromDay: 0, level: 'high' }],
                  pauses:
                    toDay === undefined ? [] : [{ fromDay: grantedDay, toDay }],
                },
              ],
              { day },
            ).overall;
          // What is still to come of an acceptance changes nothing today.
          expect(closing(expiryDay)).toBe(
            closing(Math.max(grantedDay, Math.min(expiryDay, day))),
          );
          expect(closing(expiryDay) ?? 0).toBeGreaterThanOrEqual(
            closing() ?? 1,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('7. the same document twice changes nothing, nor does the order of documents', () => {
    fc.assert(
      fc.property(anyProduct, product => {
        const numbers = numbersOf(product);
        const twice = product.map(risk => ({
          ...risk,
          findings: [...risk.findings, ...risk.findings],
        }));
        const reversed = product
          .map(risk => ({ ...risk, findings: [...risk.findings].reverse() }))
          .reverse();
        expect(numbersOf(twice)).toEqual(numbers);
        expect(numbersOf(reversed)).toEqual({
          ...numbers,
          contributions: [...numbers.contributions].reverse(),
        });
        const states = (from: GrownRisk[]) => ({
          policy: defaultPolicy,
          risks: from.map(rated).map(({ id, estimate }) => ({
            id,
            state: 'open' as const,
            inherent: estimate,
            mitigations: [],
          })),
        });
        expect(
          explainChange(states(product), states(reversed)).changes,
        ).toEqual([]);
      }),
      propertyRuns,
    );
  });

  it('8. unknown is never shown as 0, low or not affected', () => {
    fc.assert(
      fc.property(
        anyRisks,
        fc.integer({ min: 0, max: 40 }),
        (some, assessedOf) => {
          const { worst, unratedCount, contributions } = aggregate(
            some,
            defaultScale,
          );
          expect(worst === undefined).toBe(contributions.length === 0);
          expect(unratedCount).toBe(
            some.filter(risk => risk.estimate === undefined).length,
          );
          for (const { exposureUnits: units } of contributions) {
            expect(formatPoints(units) === '0').toBe(units === 0);
          }
          const coverage = {
            modelledCount: 0,
            componentCount: some.length,
            staleCount: 0,
            unratedCount,
            notReviewedCount: 0,
          };
          expect(modelledShare(coverage) === undefined).toBe(some.length === 0);
          const { excluded } = explainExposure(
            {
              ref: productRef,
              asOf: '',
              policyVersion: '',
              scale: defaultScale,
              coverage,
            },
            some,
          );
          expect(excluded).toHaveLength(unratedCount);
          const [{ verdict, prevalence }] = assessSystemic(
            [{ category: 'V1', framework: 'asvs', products: [] }],
            { productCount: assessedOf },
          );
          expect([verdict, prevalence]).toEqual(['tooLittleData', undefined]);
          expect(timeliness([], { day: assessedOf }).overall).toBeUndefined();
        },
      ),
      propertyRuns,
    );
  });
});
