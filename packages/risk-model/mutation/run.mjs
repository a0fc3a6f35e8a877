import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parts } from './parts.mjs';

const given = process.argv.slice(2);
const unknown = given.filter(part => !(part in parts));
if (unknown.length > 0) {
  process.stderr.write(
    `No part '${unknown[0]}'. Parts: ${Object.keys(parts).join(', ')}\n`,
  );
  process.exit(2);
}
const stryker = createRequire(import.meta.url).resolve(
  '@stryker-mutator/core/package.json',
);
// One process a part, so that the results of a part survive whatever happens
// to a later one.
for (const part of given.length > 0 ? given : Object.keys(parts)) {
  process.stdout.write(`\n${part}\n`);
  const { status } = spawnSync(
    process.execPath,
    [
      stryker.replace('package.json', 'bin/stryker.js'),
      'run',
      'mutation/stryker.config.mjs',
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, RISK_MODEL_MUTATION_PART: part },
    },
  );
  if (status !== 0) {
    process.exitCode = 1;
  }
}
