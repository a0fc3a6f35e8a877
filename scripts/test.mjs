// Runs every unit test on both databases; arguments go to Jest.
import { runWithPostgres } from './runWithPostgres.mjs';

const args = process.argv.slice(2);
const watching = args.some(arg => arg.startsWith('--watch'));

process.exitCode = await runWithPostgres('backstage-cli', [
  'repo',
  'test',
  // Without it the CLI watches for changes and never ends.
  ...(watching ? [] : ['--watchAll=false']),
  // Databases and simulated browsers are slow on a busy machine, and a test
  // that is slow is not wrong.
  '--testTimeout=30000',
  ...args,
]);
