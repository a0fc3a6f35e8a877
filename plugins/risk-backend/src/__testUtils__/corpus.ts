import { resolve } from 'path';

/**
 * Texts of every format that is read, by its id: those that the package of the
 * formats tests itself with. It does not publish them, so they come from its
 * sources.
 */
export const { corpus } = jest.requireActual<{
  corpus: Record<string, string[]>;
}>(
  resolve(
    __dirname,
    '../../../../packages/threat-model-formats/src/__testUtils__/corpus',
  ),
);
