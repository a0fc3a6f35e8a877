import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';

const file = resolve(
  __dirname,
  '../../../../../shared/oracles/risk-model.json',
);

/**
 * Whether the independently computed cases stand beside the repository.
 * Tests name this in their title, so that a run without them says so.
 */
export const hasOracles = existsSync(file);

/** One section of the independently computed cases; empty without them. */
export function oracleSection<T>(section: string): T[] {
  return hasOracles ? JSON.parse(readFileSync(file, 'utf8'))[section] : [];
}
