import { CategoryTriageItem } from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';

export type CategorySuggestion = CategoryTriageItem['suggestions'][number];

/** A step on the way to a category, as people write it. */
function causeWords(step: string): string {
  const [, kind, name] = /^(word|rule): (.*)$/.exec(step) ?? [];
  if (kind) return `${kind === 'word' ? 'words about' : 'the rule'} “${name}”`;
  const node = step.slice(step.indexOf(':') + 1);
  return step.startsWith('cwe:') ? `CWE-${node}` : node;
}

/** Such as "60 % sure, because of CWE-294, by way of V7.2". */
export function suggestionWords({
  category,
  confidence,
  path,
}: Pick<CategorySuggestion, 'category' | 'confidence' | 'path'>): string {
  const [first, ...ways] = path.filter(step => step !== category.id);
  return [
    `${formatProbability(confidence)} sure`,
    first !== undefined && `because of ${causeWords(first)}`,
    ways.length > 0 && `by way of ${ways.map(causeWords).join(' and ')}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * The suggestions of a finding that wait for a person: those of frameworks in
 * which nothing is confirmed.
 */
export function waitingSuggestions({
  suggestions,
}: Pick<CategoryTriageItem, 'suggestions'>): CategorySuggestion[] {
  const settled = new Set(
    suggestions
      .filter(({ state }) => state === 'confirmed')
      .map(({ framework }) => framework),
  );
  return suggestions.filter(
    ({ state, framework }) => state === 'suggested' && !settled.has(framework),
  );
}
