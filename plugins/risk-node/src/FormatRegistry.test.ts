import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { FormatRegistry } from './FormatRegistry';

const format = (id: string): ThreatModelFormat => ({
  id,
  title: `Format ${id}`,
  detect: () => false,
  parse: () => [],
});

describe('FormatRegistry', () => {
  it('keeps the built-in formats and adds those of modules after them', () => {
    const registry = new FormatRegistry([format('otm')]);

    registry.addFormat(format('house-format'));

    expect(registry.formats().map(({ id }) => id)).toEqual([
      'otm',
      'house-format',
    ]);
  });

  it('refuses a second format of the same id and keeps the first', () => {
    const first = format('otm');
    const registry = new FormatRegistry([first]);

    expect(() => registry.addFormat(format('otm'))).toThrow(
      'A threat model format with the id "otm" is there already',
    );
    expect(registry.formats()).toEqual([first]);
  });
});
