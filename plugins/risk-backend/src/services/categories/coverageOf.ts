import { Vocabulary } from '../../frameworksConfig';

/** What covers a category: a category covers all below it. */
export interface Coverage {
  categories: readonly string[];
  methods: readonly string[];
}

/** Statements and methods that say of a product that it was looked at for it. */
export function coverageOf(
  { frameworks, methods }: Pick<Vocabulary, 'frameworks' | 'methods'>,
  category: string,
): Coverage {
  const categories = frameworks.withAncestors(category);
  return {
    categories,
    methods: [...methods.values()]
      .filter(one => one.categories.some(covers => categories.includes(covers)))
      .map(({ method }) => method),
  };
}
