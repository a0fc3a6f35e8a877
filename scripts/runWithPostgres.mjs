import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './postgres.mjs';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const localCommands = fileURLToPath(
  new URL('../node_modules/.bin', import.meta.url),
);

/**
 * Runs a command beside a PostgreSQL that lives as long as the command, and
 * tells `TestDatabases` of `@backstage/backend-test-utils` where it is.
 *
 * @returns {Promise<number>} the exit code of the command
 */
export async function runWithPostgres(command, args) {
  let child;
  let stopSignal;
  const onSignal = signal => {
    stopSignal = signal;
    child?.kill(signal);
  };
  // Registered before the database starts: a signal must not leave it behind.
  STOP_SIGNALS.forEach(signal => process.on(signal, onSignal));

  const postgres = await startPostgres();
  try {
    if (stopSignal) {
      return 128 + constants.signals[stopSignal];
    }
    child = spawn(command, args, {
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${localCommands}${path.delimiter}${process.env.PATH}`,
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      },
    });
    return await exitCodeOf(child);
  } finally {
    await postgres.stop();
    STOP_SIGNALS.forEach(signal => process.off(signal, onSignal));
  }
}

function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal]),
    );
  });
}
