function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text[quote - 1 - backslashes] === '\\') {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}

/** Offset of the quote that closes the text in quotes at `start`; -1 when none does. */
export function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) {
    end = text.indexOf('"', end + 1);
  }
  return end;
}

/**
 * What a text in quotes says.
 * @throws SyntaxError for a line break or an unknown escape in it.
 */
export function unquote(token: string): string {
  return /[\\\p{Cc}]/u.test(token)
    ? String(JSON.parse(token))
    : token.slice(1, -1);
}
