import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Json } from './compareDeep';
import { runOracles } from './runOracles';

const [path] = process.argv.slice(2);
if (!path) {
  process.stderr.write('Usage: oracles <file.json>\n');
  process.exit(2);
}
// Yarn runs scripts in the package; the path is meant from where one stands.
const file = resolve(process.env.INIT_CWD ?? process.cwd(), path);
const oracles: Record<string, Json> = JSON.parse(readFileSync(file, 'utf8'));

let passed = 0;
let failed = 0;
for (const { place, problems } of runOracles(oracles)) {
  if (problems.length === 0) {
    passed += 1;
  } else {
    failed += 1;
    process.stdout.write(`FAILED ${place}\n  ${problems.join('\n  ')}\n`);
  }
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
