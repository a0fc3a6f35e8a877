import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';

const file = resolve(
  __dirname,
  '../../../../../shared/oracles/risk-model.json',
);

/** Whether the independently computed cases stand beside the repository. */
const hasOracles = existsSync(file);

/** Jest's `describe`; skipped without the cases. Its titles say so. */
export const independently = hasOracles ? describe : describe.skip;

/** The cases of one section, one nobody answers where they are absent. */
export function oracleCases<T>(section: string) {
  const cases: T[] = hasOracles
    ? JSON.parse(readFileSync(file, 'utf8'))[section]
    : JSON.parse('[null]');
  return cases.map((given, index) => ({ given, index }));
}
