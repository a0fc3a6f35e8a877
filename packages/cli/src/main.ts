import { processEnvironment } from './environment';
import { run } from './run';

run(process.argv.slice(2), processEnvironment()).then(code => {
  // Not exit(): what is written to a pipe has to get there first.
  process.exitCode = code;
});
