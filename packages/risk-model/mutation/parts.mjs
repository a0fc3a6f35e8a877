const whole = folder => ({
  mutate: [`src/${folder}/*.ts`, `!src/${folder}/*.test.ts`],
  tests: [`${folder}/*`],
});
const files = (mutated, tests = mutated) => ({
  mutate: mutated.map(name => `src/${name}.ts`),
  tests,
});

/**
 * What is mutated together, and the tests that stand beside it. A mutant that
 * only the tests of other parts would kill counts as survived: the score is a
 * lower bound, had in hours instead of days.
 */
export const parts = {
  numbers: files(['numbers', 'errors'], ['numbers', 'exposure']),
  exposure: files(['exposure']),
  scale: files(['scale']),
  words: files(['assumed', 'coverage', 'format', 'policy', 'rating']),
  mitigation: files(['mitigation']),
  rollUp: files(['aggregate', 'severe']),
  hierarchy: files(['hierarchy']),
  explain: files(['explain']),
  change: files(['riskChange', 'explainChange'], ['explainChange']),
  loss: files(['lossDistribution', 'lossExceedance'], ['lossExceedance']),
  lossGrid: files(['lossGrid']),
  budget: whole('budget'),
  timeliness: whole('timeliness'),
  treatment: whole('treatment'),
  proposals: whole('proposals'),
  statistics: whole('statistics'),
};
