// Runs every unit test on both databases; arguments go to Jest.
import { availableParallelism } from 'node:os';
import { runWithPostgres } from './runWithPostgres.mjs';

const args = process.argv.slice(2);
const has = option => args.some(arg => arg.startsWith(option));
const watching = has('--watch');

process.exitCode = await runWithPostgres('backstage-cli', [
  'repo',
  'test',
  // Without it the CLI watches for changes and never ends.
  ...(watching ? [] : ['--watchAll=false']),
  // Databases and simulated browsers are slow on a busy machine, and a test
  // that is slow is not wrong.
  '--testTimeout=30000',
  // Jest leaves a core to the rest of the machine: on two, half of it idles
  // while tests wait for the database.
  ...(has('--maxWorkers') || has('--runInBand') || has('-i')
    ? []
    : [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`]),
  ...args,
]);
