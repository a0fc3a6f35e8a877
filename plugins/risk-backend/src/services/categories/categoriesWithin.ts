import { CategoryFrameworks } from '@product-risk/category-frameworks';

/** A category and all below it in its framework. */
export function categoriesWithin(
  frameworks: CategoryFrameworks,
  { id, framework }: { id: string; framework: string },
): string[] {
  return [...(frameworks.frameworks.get(framework)?.nodes.keys() ?? [])]
    .map(node => `${framework}:${node}`)
    .filter(one => frameworks.withAncestors(one).includes(id));
}
