// Measures the backend on a PostgreSQL of its own and prints the figures as a
// Markdown table. `yarn bench --findings 10000` scales everything down.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../scripts/postgres.mjs';

const require = createRequire(import.meta.url);
const postgres = await startPostgres();
try {
  const { status } = spawnSync(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      fileURLToPath(new URL('main.ts', import.meta.url)),
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        BENCH_DATABASE: postgres.url,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      },
    },
  );
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop();
}
