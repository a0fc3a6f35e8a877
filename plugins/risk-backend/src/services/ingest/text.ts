import { createHash } from 'crypto';

const NUL = new RegExp(String.fromCharCode(0), 'g');

/** Text that every database stores: without NUL, cut to the column's length. */
export function plainText(text: string, maxLength?: number): string {
  const clean = text.replace(NUL, '');
  return maxLength !== undefined && clean.length > maxLength
    ? `${clean.slice(0, maxLength - 1)}…`
    : clean;
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * A key that fits its column and stays unique: what does not fit ends in the
 * hash of the whole.
 */
export function shortKey(key: string, maxLength: number): string {
  const clean = plainText(key);
  if (clean.length <= maxLength) return clean;
  const hash = sha256(clean);
  return `${clean.slice(0, maxLength - hash.length - 1)}~${hash}`;
}
