import { parts } from './parts.mjs';

const { RISK_MODEL_MUTATION_PART: part } = process.env;
const reports = `coverage/mutation/${part}`;

process.env.RISK_MODEL_MUTATION_TESTS = parts[part].tests.join(',');
// Properties still run often enough to meet a mutant, and the same way each
// time, so that a score can be had again.
process.env.RISK_MODEL_PROPERTY_RUNS = '50';
process.env.NODE_ENV = 'test';
process.env.TZ = 'UTC';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    configFile: 'mutation/jest.config.cjs',
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  mutate: parts[part].mutate,
  concurrency: Number(process.env.RISK_MODEL_MUTATION_CONCURRENCY ?? 1),
  timeoutMS: 30_000,
  // A further run tests again only what changed.
  incremental: true,
  incrementalFile: `${reports}/incremental.json`,
  reporters: ['json', 'html', 'progress-append-only'],
  jsonReporter: { fileName: `${reports}/report.json` },
  htmlReporter: { fileName: `${reports}/report.html` },
  ignorePatterns: ['dist', 'coverage'],
  allowConsoleColors: false,
};
