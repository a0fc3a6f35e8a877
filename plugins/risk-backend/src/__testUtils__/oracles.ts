import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';

const file = resolve(
  __dirname,
  '../../../../../shared/oracles/risk-model.json',
);

/** Whether the independently computed cases stand beside the repository. */
const hasOracles = existsSync(file);

const independently = hasOracles ? it : it.skip;

/**
 * A test for each case of one section of the independently computed cases.
 * Without them it is skipped, and its title says why.
 */
export function itAnswersOracles<T>(
  section: string,
  title: string,
  test: (given: T) => Promise<void>,
) {
  const cases: (T | undefined)[] = hasOracles
    ? JSON.parse(readFileSync(file, 'utf8'))[section]
    : [undefined];
  independently.each(cases.map((given, index) => ({ given, index })))(
    hasOracles
      ? `${title} of case $index`
      : `${title} (skipped: ../shared/oracles is absent)`,
    async ({ given }) => {
      if (given === undefined) throw new Error(`No cases of ${section}`);
      await test(given);
    },
  );
}
