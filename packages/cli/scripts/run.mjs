// Runs the command from the sources of this repository: `yarn product-risk`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './build.mjs';

const command = fileURLToPath(new URL('../bin/product-risk', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [command, ...process.argv.slice(2)],
  // Where the command was called, not where Yarn runs scripts.
  { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' },
);
process.exitCode = status ?? 1;
