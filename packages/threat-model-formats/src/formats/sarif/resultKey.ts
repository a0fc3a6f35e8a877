import { Cursor } from '../../reading/Cursor';
import { fingerprint, joinKey } from '../../reading/keys';

/** Fingerprints that name a place, and change when a line is added above. */
const isPlace = (name: string) => /column/i.test(name);

/** Some tools wrap a fingerprint: `{"value": "…"}`. */
const textOf = (print: Cursor): string | undefined => {
  const text = print.isObject ? print.get('value').value : print.value;
  return typeof text === 'string' && text.trim() !== ''
    ? text.trim()
    : undefined;
};

function printsOf(result: Cursor, key: string): [string, string][] {
  return result
    .get(key)
    .entries()
    .flatMap(([name, print]): [string, string][] => {
      const text = textOf(print);
      return text && !isPlace(name) ? [[name, text]] : [];
    })
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * Identity of a result without line numbers, which move with every edit: the
 * tool's fingerprint; else its partial fingerprints with rule and file; else
 * rule, file and message.
 */
export function resultKey(
  result: Cursor,
  ruleId: string,
  path: string,
  message: string,
): string {
  // Tools add versions of a fingerprint; the first one stays.
  const [full] = printsOf(result, 'fingerprints');
  if (full) {
    return joinKey(ruleId, full[1]);
  }
  const partial = printsOf(result, 'partialFingerprints');
  const lineHash = partial.find(([name]) => name === 'primaryLocationLineHash');
  if (lineHash || partial.length > 0) {
    const prints = lineHash ? [lineHash[1]] : partial.map(([, print]) => print);
    return joinKey(ruleId, path, ...prints);
  }
  return joinKey(ruleId, path, fingerprint(message));
}
