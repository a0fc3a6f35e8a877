/**
 * A short mark of a text: equal texts have equal marks (FNV-1a, 32 bit). Tells
 * versions apart; it protects nothing.
 */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
