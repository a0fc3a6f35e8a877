/**
 * Whether a whole text matches a pattern in which `*` stands for any text.
 * Upper and lower case are the same.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(text);
}
