import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// What a browser loads, all of it: the package has no dependencies.
const LIMIT_BYTES = 25_000;
const file = resolve(__dirname, '../dist/index.esm.js');
const bytes = gzipSync(readFileSync(file), { level: 9 }).length;
process.stdout.write(
  `risk-model: ${(bytes / 1_000).toFixed(1)} kB gzipped of ${
    LIMIT_BYTES / 1_000
  } kB\n`,
);
process.exitCode = bytes > LIMIT_BYTES ? 1 : 0;
