import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareDeep, Json } from './compareDeep';
import { checks } from './oracleChecks';

const [path] = process.argv.slice(2);
if (!path) {
  process.stderr.write('Usage: oracles <file.json>\n');
  process.exit(2);
}
// Yarn runs scripts in the package; the path is meant from where one stands.
const file = resolve(process.env.INIT_CWD ?? process.cwd(), path);
const oracles: Record<string, Json> = JSON.parse(readFileSync(file, 'utf8'));

function problemsOf(section: string, given: Json): string[] {
  const check = checks[section];
  if (!check) {
    return ['no check knows this section'];
  }
  try {
    return check(given).flatMap(difference =>
      compareDeep(difference.actual, difference.expected, difference.path),
    );
  } catch (error) {
    return [String(error)];
  }
}

let passed = 0;
let failed = 0;
for (const [section, content] of Object.entries(oracles)) {
  const cases: readonly Json[] = Array.isArray(content) ? content : [content];
  for (const [index, given] of section === 'note' ? [] : cases.entries()) {
    const problems = problemsOf(section, given);
    if (problems.length === 0) {
      passed += 1;
    } else {
      failed += 1;
      process.stdout.write(
        `FAILED ${section}[${index}]\n  ${problems.join('\n  ')}\n`,
      );
    }
  }
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
