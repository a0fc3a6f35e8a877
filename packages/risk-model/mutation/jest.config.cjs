// The tests as they always run, but for those of other parts. It stands in a
// folder of its own because the Backstage CLI would take a configuration beside
// package.json for its own.
module.exports = async () => ({
  ...(await require('@backstage/cli/config/jest.js')),
  testMatch: process.env.RISK_MODEL_MUTATION_TESTS.split(',').map(
    name => `<rootDir>/${name}.test.ts`,
  ),
});
