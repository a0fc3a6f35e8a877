import fc from 'fast-check';
import { ExplainedRisk } from '../explain';
import { Estimate } from '../exposure';
import { PlacedRisk } from '../hierarchy';
import { MitigationEffect } from '../mitigation';

// Mutation testing, which runs every test thousands of times, asks for fewer
// runs and the same ones each time. Nothing else sets this.
const { RISK_MODEL_PROPERTY_RUNS } = process.env;

/** Settings of every property-based test: 1 000 runs. */
export const propertyRuns: fc.Parameters<unknown> = RISK_MODEL_PROPERTY_RUNS
  ? { numRuns: Number(RISK_MODEL_PROPERTY_RUNS), seed: 1 }
  : { numRuns: 1_000 };

const micro = fc.oneof(
  fc.constantFrom(0, 1, 10_000, 300_000, 999_999, 1_000_000),
  fc.integer({ min: 0, max: 1_000_000 }),
);
const centi = fc.oneof(
  fc.constantFrom(0, 1, 2_999, 3_000, 10_000),
  fc.integer({ min: 0, max: 100_000_000 }),
);

/** Estimates over their whole range, edges included. */
export const anyEstimate: fc.Arbitrary<Estimate> = fc.record({
  probabilityMicro: micro,
  impactCenti: centi,
});

/** An effect or weight as a person would write it. */
export const anyFraction = fc
  .integer({ min: 0, max: 1_000 })
  .map(thousandths => thousandths / 1_000);

/** A mitigation in any state. */
export const anyMitigation: fc.Arbitrary<MitigationEffect> = fc.record({
  state: fc.constantFrom('planned', 'claimed', 'verified'),
  effectLikelihood: anyFraction,
  effectImpact: anyFraction,
});

const entityRefs = ['api', 'jobs', 'ledger', 'web', 'worker'].map(
  name => `component:default/${name}`,
);

/** Distinct risks of one product, some of them unrated or not confirmed. */
export const anyRisks: fc.Arbitrary<Array<PlacedRisk & ExplainedRisk>> = fc
  .array(
    fc.record({
      estimate: fc.option(anyEstimate, { nil: undefined }),
      confirmed: fc.boolean(),
      entityRefs: fc.subarray(entityRefs),
    }),
    { maxLength: 30 },
  )
  .map(risks =>
    risks.map((risk, index) => ({
      ...risk,
      id: `r${index}`,
      productRef: 'system:default/payments',
    })),
  );
