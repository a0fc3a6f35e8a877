import { isObject, member } from '../reading/shape';
import { Counts } from './expectation';

const byWord = ([one]: [string, number], [other]: [string, number]) =>
  one < other ? -1 : 1;

const sorted = (counts: [string, number][]): Counts =>
  Object.fromEntries(counts.sort(byWord));

/** How often each word occurs, in the order of the words. */
export function count(words: string[]): Counts {
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return sorted([...counts]);
}

/** The sum of all words. */
export const total = (counts: Counts): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0);

/** A number of the truth; 0 when it is not there. */
export function numberOf(truth: unknown, ...path: string[]): number {
  const value = path.reduce<unknown>(member, truth);
  return typeof value === 'number' ? value : 0;
}

/** Counts of the truth; none when they are not there. */
export function countsOf(truth: unknown, ...path: string[]): Counts {
  const value = path.reduce<unknown>(member, truth);
  return isObject(value)
    ? sorted(
        Object.entries(value).map(([word, number]) => [word, Number(number)]),
      )
    : {};
}

/** Counts in other words; a word without a name here is only lower-cased. */
export function rename(counts: Counts, names: Record<string, string>): Counts {
  return count(
    Object.entries(counts).flatMap(([word, number]) =>
      Array<string>(number).fill(names[word] ?? word.toLowerCase()),
    ),
  );
}
