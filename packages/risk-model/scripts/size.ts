import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// What a browser loads, all of it: the package has no dependencies. The build
// keeps a file for each idea, so that their sum is what counts.
const LIMIT_BYTES = 25_000;
const folder = resolve(__dirname, '../dist');
const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.esm.js'))
  .sort()
  .map(name => readFileSync(resolve(folder, name)));
if (modules.length === 0) {
  throw new Error(`No modules in ${folder}: build the package first`);
}
const bytes = gzipSync(Buffer.concat(modules), { level: 9 }).length;
process.stdout.write(
  `risk-model: ${(bytes / 1_000).toFixed(1)} kB gzipped of ${
    LIMIT_BYTES / 1_000
  } kB\n`,
);
process.exitCode = bytes > LIMIT_BYTES ? 1 : 0;
