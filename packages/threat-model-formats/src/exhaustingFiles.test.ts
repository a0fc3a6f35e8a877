import {
  bytesOf,
  codesOf,
  dragonWith,
  readModel,
  refusalOf,
} from './__fixtures__';
import { readThreatModels } from './readThreatModels';

describe('documents made to exhaust the reader', () => {
  it.each([
    ['JSON lists', '['.repeat(100_000)],
    ['JSON objects', '{"a":'.repeat(100_000)],
    ['YAML lists', '- '.repeat(20_000)],
    ['YAML keys', '? '.repeat(20_000)],
    ['YAML flow lists', `a: ${'['.repeat(20_000)}`],
  ])('refuses deeply nested %s', (_, text) => {
    expect(refusalOf(text).code).toBe('too-complex');
  });

  it('refuses YAML aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level += 1) {
      const alias = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array(10).fill(alias).join(', ')}]`);
    }
    expect(refusalOf(lines.join('\n'))).toMatchObject({
      code: 'too-complex',
      message: expect.stringContaining('aliases expanded'),
    });
  });

  it('refuses YAML aliases that nest', () => {
    const lines = ['a0: &a0 [x]'];
    for (let level = 1; level < 200; level += 1) {
      lines.push(`a${level}: &a${level} [*a${level - 1}]`);
    }
    expect(refusalOf(lines.join('\n')).code).toBe('too-complex');
  });

  it('refuses too many values', () => {
    expect(refusalOf(`[${'0,'.repeat(500_000)}0]`).code).toBe('too-complex');
  });

  it.each([
    ['one model', (threats: object[]) => [{ name: 'a', threat: threats }]],
    [
      'several models',
      (threats: object[]) => [
        { name: 'a', threat: threats.slice(0, 15_000) },
        { name: 'b', threat: threats.slice(15_000) },
      ],
    ],
  ])('refuses too many threats in %s', (_, modelsWith) => {
    const threats = Array.from({ length: 25_001 }, (__, number) => ({
      name: `t${number}`,
    }));
    const read = (count: number) =>
      readThreatModels({
        bytes: bytesOf(JSON.stringify(modelsWith(threats.slice(0, count)))),
        fileName: 'tiny.json',
        formatHint: 'threatcl',
      });
    expect(() => read(25_001)).toThrow(
      expect.objectContaining({
        code: 'too-complex',
        message: expect.stringContaining('more than 25000 threats'),
      }),
    );
    expect(
      read(25_000).models.flatMap(({ findings }) => findings),
    ).toHaveLength(25_000);
  });

  it('refuses a threat that becomes too many findings', () => {
    const ids = Array.from({ length: 25_001 }, (_, number) => `c${number}`);
    expect(
      refusalOf({
        $schema: 'https://example.com/threat-model.schema.json',
        scope: { title: 'x' },
        components: ids.map(id => ({ symbolic_name: id })),
        threats: [{ symbolic_name: 't', components_affected: ids }],
      }),
    ).toMatchObject({
      code: 'too-complex',
      message: expect.stringContaining('more than 25000 threats'),
    });
  });

  it('reads 5 MB with 10 000 findings, each with its place', () => {
    const threats = Array.from({ length: 10_000 }, (_, position) => ({
      id: `t-${position}`,
      title: `Threat ${position}`,
      description: 'x'.repeat(350),
      status: 'Open',
      severity: position % 2 ? 'High' : 'Low',
      type: 'Spoofing',
    }));
    const bytes = bytesOf(dragonWith(threats));
    expect(bytes.length).toBeGreaterThan(5_000_000);
    const { models } = readThreatModels({ bytes, fileName: 'big.json' });
    expect(models[0].findings[9_999].position.line).toBeGreaterThan(80_000);
  });

  it('counts warnings of one kind beyond the first fifty', () => {
    const { warnings } = readModel(dragonWith(Array(80).fill(null)));
    const invalid = warnings.filter(({ code }) => code === 'invalid-item');
    expect(invalid).toHaveLength(51);
    expect(invalid[50].message).toBe('30 more of this kind.');
  });
});

describe('hostile content', () => {
  it.each([
    [
      'JSON',
      '{"otmVersion": "0.2", "project": {"id": "a", "__proto__": {"owner": "evil"}}, "__proto__": {"polluted": true}}',
    ],
    [
      'YAML',
      'otmVersion: 0.2.0\nproject: {id: a, __proto__: {owner: evil}}\n__proto__: {polluted: true}\n',
    ],
  ])('takes __proto__ in %s for a name like any other', (_, text) => {
    const read = readModel(text);
    expect(read.owner).toBeUndefined();
    expect('polluted' in {}).toBe(false);
  });

  it('strips markup from every text', () => {
    const read = readModel(
      dragonWith([
        {
          id: 't',
          title:
            '<script>alert(1)</script>Login <img src=x onerror=alert(1)>bypass',
          description: '&lt;b&gt;Bold&lt;/b&gt;<br>and <i>more</i>',
          mitigation: '<p>Check</p><p>again</p>',
          status: '<b>Open</b>',
          type: '<i>Spoofing</i>',
        },
      ]),
    );
    expect(read.findings[0]).toMatchObject({
      title: 'Login bypass',
      description: 'Bold\nand more',
      status: 'open',
      categories: [{ taxonomy: 'STRIDE', id: 'spoofing' }],
    });
    expect(read.mitigations[0].description).toBe('Check\n\nagain');
    expect(codesOf(read)).toEqual([]);
  });
});
