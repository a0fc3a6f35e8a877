import { RiskModelError } from './errors';

export function requireFinite(value: number, path: string): void {
  if (!Number.isFinite(value)) {
    throw new RiskModelError(
      'notFinite',
      path,
      `must be a number, not ${value}`,
    );
  }
}

export function requireNotNegative(value: number, path: string): void {
  requireFinite(value, path);
  if (value < 0) {
    throw new RiskModelError(
      'outOfRange',
      path,
      `must not be negative, but is ${value}`,
    );
  }
}

export function requireFraction(value: number, path: string): void {
  requireFinite(value, path);
  if (value < 0 || value > 1) {
    throw new RiskModelError(
      'outOfRange',
      path,
      `must lie between 0 and 1, not ${value}`,
    );
  }
}

export function requireInteger(
  value: number,
  path: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): void {
  requireFinite(value, path);
  if (!Number.isInteger(value)) {
    throw new RiskModelError(
      'notInteger',
      path,
      `must be a whole number, not ${value}`,
    );
  }
  if (value < min || value > max) {
    throw new RiskModelError(
      'outOfRange',
      path,
      `must lie between ${min} and ${max}, not ${value}`,
    );
  }
}

/** Numerator over denominator, rounded half up. Both must not be negative. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

export function toSafeNumber(value: bigint, path: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new RiskModelError(
      'tooLarge',
      path,
      `is ${value}, beyond what can be kept exactly`,
    );
  }
  return Number(value);
}

/** Plain order of code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

export function requireUnique(ids: Iterable<string>, path: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) {
      throw new RiskModelError('duplicateId', path, `holds '${id}' twice`);
    }
    seen.add(id);
  }
}
