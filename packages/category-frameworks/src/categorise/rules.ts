import type { CategoryFrameworks } from '../CategoryFrameworks';
import { CategoryError } from '../errors';
import type { ReadLabels } from './readLabels';
import type { CategorisableFinding, TrustedRule } from './types';

interface ReadyRule {
  id: string;
  category: string;
  framework: string;
  matches(finding: CategorisableFinding, read: ReadLabels): boolean;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const wildcard = (pattern: string) =>
  new RegExp(`^${pattern.split('*').map(escape).join('.*')}$`, 'is');

// \b does not know letters beyond ASCII.
const anyWord = (words: readonly string[]) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map(escape).join('|')})(?![\\p{L}\\p{N}])`,
    'iu',
  );

function requireCondition({ id, when }: TrustedRule) {
  const named = Object.values(when).filter(value => value !== undefined);
  if (named.length === 0 || when.words?.length === 0) {
    throw new CategoryError(
      'syntax',
      `The rule "${id}" would confirm every finding. Name a weakness, label, words or source.`,
    );
  }
}

/**
 * Prepares the rules that an organisation trusts.
 *
 * @throws {@link CategoryError} that names the rule.
 */
export function readRules(
  rules: readonly TrustedRule[],
  frameworks: CategoryFrameworks,
): ReadyRule[] {
  const ids = new Set<string>();
  return rules.map(rule => {
    if (ids.has(rule.id)) {
      throw new CategoryError(
        'duplicate',
        `Two rules are called "${rule.id}". Rename one of them.`,
      );
    }
    ids.add(rule.id);
    requireCondition(rule);
    const { weakness, label, words, source } = rule.when;
    const resolve = (id: string) => {
      try {
        return frameworks.resolve(id);
      } catch (error) {
        if (error instanceof CategoryError) {
          throw new CategoryError(
            error.code,
            `Rule "${rule.id}": ${error.message}`,
          );
        }
        throw error;
      }
    };
    const category = resolve(rule.category);
    const cwe = weakness === undefined ? undefined : resolve(weakness).id;
    const wordPattern = words && anyWord(words);
    const sourcePattern = source === undefined ? undefined : wildcard(source);
    const wantedLabel = label?.toLocaleLowerCase('en-US');
    return {
      id: rule.id,
      category: category.id,
      framework: category.framework,
      matches: (finding, read) =>
        (cwe === undefined ||
          read.weaknesses.some(({ id }) =>
            frameworks.withAncestors(id).includes(cwe),
          )) &&
        (wantedLabel === undefined ||
          [...finding.labels.map(({ id }) => id), ...(finding.tags ?? [])].some(
            text => text.toLocaleLowerCase('en-US') === wantedLabel,
          )) &&
        (!wordPattern ||
          wordPattern.test(`${finding.title}\n${finding.description ?? ''}`)) &&
        (!sourcePattern || sourcePattern.test(finding.source ?? '')),
    };
  });
}
