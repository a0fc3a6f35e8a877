/** Longest title that is made from a longer text. */
const longest = 140;

/**
 * A title from a text that has none: its first line, cut between words. Whole
 * when it is short enough.
 */
export function titleFrom(text: string): string {
  const [line] = text.split('\n');
  if (line.length <= longest) {
    return line;
  }
  const cut = line.slice(0, longest - 1);
  const end = cut.lastIndexOf(' ');
  return `${end > longest / 2 ? cut.slice(0, end) : cut}…`;
}
