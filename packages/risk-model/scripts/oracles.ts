import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareDeep, Json } from './compareDeep';
import { checks } from './oracleChecks';

const [given] = process.argv.slice(2);
if (!given) {
  process.stderr.write('Usage: oracles <file.json>\n');
  process.exit(2);
}
// Yarn runs scripts in the package; the path is meant from where one stands.
const file = resolve(process.env.INIT_CWD ?? process.cwd(), given);
const oracles: Record<string, Json> = JSON.parse(readFileSync(file, 'utf8'));

let passed = 0;
let failed = 0;
for (const [section, content] of Object.entries(oracles)) {
  if (section === 'note') {
    continue;
  }
  const cases: readonly Json[] = Array.isArray(content) ? content : [content];
  cases.forEach((each, index) => {
    const name = `${section}[${index}]`;
    let problems: string[];
    try {
      const check = checks[section];
      if (!check) {
        throw new Error('no check knows this section');
      }
      problems = check(each).flatMap(({ path, actual, expected }) =>
        compareDeep(actual, expected, path),
      );
    } catch (error) {
      problems = [String(error)];
    }
    if (problems.length === 0) {
      passed += 1;
    } else {
      failed += 1;
      process.stdout.write(`FAILED ${name}\n  ${problems.join('\n  ')}\n`);
    }
  });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
