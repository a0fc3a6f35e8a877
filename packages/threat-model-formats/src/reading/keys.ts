const escapePart = (part: string) =>
  part.replace(
    // eslint-disable-next-line no-control-regex
    /[%/#<\u0000-\u001f]/g,
    character =>
      `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );

/** One key of several parts; different parts never give the same key. */
export function joinKey(...parts: string[]): string {
  return parts.map(escapePart).join('/');
}

/** The same text but for case, spacing and Unicode form. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * 16 hex digits that identify normalised fields where a format has no stable
 * id: two 32-bit FNV-1a hashes with different offsets. Not cryptographic; a
 * collision only costs an ordinal in the key.
 */
export function fingerprint(...fields: string[]): string {
  const text = fields.map(normalise).join('\u001f');
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b) ^ (second >>> 13);
  }
  return [first, second]
    .map(hash => (hash >>> 0).toString(16).padStart(8, '0'))
    .join('');
}

/** Hands out keys that are unique: a repeated one gets `#2`, `#3` and so on. */
export class UniqueKeys {
  private readonly used = new Set<string>();
  private readonly repeats = new Map<string, number>();

  has(key: string): boolean {
    return this.used.has(key);
  }

  claim(key: string): string {
    let candidate = key;
    let ordinal = this.repeats.get(key) ?? 1;
    while (this.used.has(candidate)) {
      ordinal += 1;
      candidate = `${key}#${ordinal}`;
    }
    this.repeats.set(key, ordinal);
    this.used.add(candidate);
    return candidate;
  }
}

/**
 * Keys of items that may be called in several ways, the shortest first: each
 * item gets the first name no other item could have, else its last one.
 */
export function settleKeys(candidates: string[][]): string[] {
  const counts = new Map<string, number>();
  for (const key of candidates.flatMap(names => [...new Set(names)])) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = new UniqueKeys();
  return candidates.map(names =>
    keys.claim(
      names.find(name => counts.get(name) === 1) ?? names[names.length - 1],
    ),
  );
}
