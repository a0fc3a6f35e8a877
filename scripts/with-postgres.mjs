#!/usr/bin/env node
// Runs a command with a PostgreSQL of its own for `TestDatabases`:
//   node scripts/with-postgres.mjs <command> [arguments]
import { runWithPostgres } from './runWithPostgres.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('usage: node scripts/with-postgres.mjs <command> [arguments]');
  process.exit(2);
}
process.exitCode = await runWithPostgres(command, args);
