import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Json } from '../../scripts/compareDeep';

const file = resolve(
  __dirname,
  '../../../../../shared/oracles/risk-model.json',
);

/**
 * Whether the independently computed cases stand beside the repository.
 * Tests name this in their title, so that a run without them says so.
 */
export const hasOracles = existsSync(file);

/** The independently computed cases, by section. */
export function readOracles(): { [section: string]: Json } {
  return JSON.parse(readFileSync(file, 'utf8'));
}
