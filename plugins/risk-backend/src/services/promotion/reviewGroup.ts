import { Finding, ThreatModel } from '@product-risk/threat-model-formats';
import { plainText, shortKey } from '../ingest/text';

const MAX_LENGTH = 512;

const words = (title: string) =>
  plainText(title).trim().toLocaleLowerCase('en-US').replace(/\s+/g, ' ');

/**
 * What people look at together and promote together. Results of scans: one
 * vulnerability in one package, else one rule; the vulnerability is the CVE
 * where the file states one, and two ids are never guessed to be the same.
 * Other machine output: the threat definition of its model, else its title.
 */
export function reviewGroupOf(
  { scan, definitionKey, title }: Finding,
  { format }: Pick<ThreatModel, 'format'>,
  modelKey: string,
): string {
  const parts = () => {
    if (scan?.vulnerability) {
      return ['vulnerability', scan.vulnerability, scan.package ?? ''];
    }
    if (scan?.rule) return ['rule', scan.rule];
    if (scan) return ['result', words(title)];
    return definitionKey
      ? ['definition', modelKey, definitionKey]
      : ['threat', format, words(title)];
  };
  return shortKey(parts().join('|'), MAX_LENGTH);
}
