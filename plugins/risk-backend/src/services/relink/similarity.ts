/** What two findings are compared by. */
export interface Likeness {
  title: string;
  description: string;
  /** Any spelling that is equal for equal categories. */
  categories: readonly string[];
  /** Name of the element concerned. */
  element?: string;
}

/** From here on two findings may be one: people are asked. */
export const SIMILAR_ENOUGH = 0.6;

/** How much each part says; a part that one of both lacks says nothing. */
const weights = { title: 5, description: 2, categories: 1.5, element: 1.5 };

const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFKD')
      .toLocaleLowerCase('en-US')
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [],
  );

/**
 * Twice what both have in common over all that they have, 0 to 1. Undefined
 * when one has nothing. Source: Dice, "Measures of the amount of ecologic
 * association between species", 1945.
 */
function dice<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number | undefined {
  if (a.size === 0 || b.size === 0) return undefined;
  const common = [...a].filter(one => b.has(one)).length;
  return (2 * common) / (a.size + b.size);
}

/**
 * How much two findings look alike, from 0 (nothing in common) to 1 (equal
 * words): the weighted mean over title, description, categories and element.
 */
export function similarity(a: Likeness, b: Likeness): number {
  const parts: [weight: number, likeness: number | undefined][] = [
    [weights.title, dice(wordsOf(a.title), wordsOf(b.title))],
    [weights.description, dice(wordsOf(a.description), wordsOf(b.description))],
    [weights.categories, dice(new Set(a.categories), new Set(b.categories))],
    [weights.element, dice(wordsOf(a.element ?? ''), wordsOf(b.element ?? ''))],
  ];
  let sum = 0;
  let total = 0;
  for (const [weight, likeness] of parts) {
    if (likeness === undefined) continue;
    sum += weight * likeness;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
