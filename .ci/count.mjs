// Prints "<passed> <failed>" of a report of Jest or Playwright:
//   node .ci/count.mjs <report.json> <exit code of the run>
import { readFileSync } from 'node:fs';

const [file, exitCode] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));

const { passed, failed } = report.stats
  ? {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected + report.errors.length,
    }
  : {
      passed: report.numPassedTests,
      // A suite that does not even load has no tests that could fail.
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    };

// A run can fail after its last test, and a run of no tests proves nothing.
const unexplained = failed === 0 && (exitCode !== '0' || passed === 0) ? 1 : 0;
console.log(`${passed} ${failed + unexplained}`);
