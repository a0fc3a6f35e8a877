import { readMethods } from './builtIn';
import type { CategoryFrameworks } from './CategoryFrameworks';
import { CategoryError } from './errors';

/**
 * What a method looks at: the explicit table from which it follows that a
 * product was assessed for a category.
 *
 * @public
 */
export interface MethodCoverage {
  /** `stride`, `linddun`, or what an organisation calls its method. */
  readonly method: string;
  /** Full ids; a category covers all below it. */
  readonly categories: readonly string[];
}

/**
 * The table that comes with the package, for the frameworks that are enabled.
 * A proposal: an organisation replaces any method of it.
 *
 * @public
 */
export async function builtInCoverage(
  frameworks: CategoryFrameworks,
): Promise<MethodCoverage[]> {
  const data = await readMethods(frameworks.read);
  if (data.counts.methods !== data.methods.length) {
    throw new CategoryError(
      'wrongCount',
      `The table of methods states ${data.counts.methods} methods and holds ${data.methods.length}: the data are damaged.`,
    );
  }
  return data.methods.map(({ method, ...covered }) => ({
    method,
    categories: Object.entries(covered)
      .filter(([key]) => frameworks.frameworks.has(key))
      .flatMap(([key, nodes]) =>
        [nodes ?? []]
          .flat()
          .map(node => frameworks.resolve(`${key}:${node}`).id),
      ),
  }));
}
