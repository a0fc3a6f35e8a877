import {
  bytesOf,
  codesOf,
  dragonWith,
  otmWith,
  readModel,
  refusalOf,
  threagileRisk,
} from './__fixtures__';
import { ThreatModelFormat } from './format';
import { formats } from './formats';
import { readThreatModels } from './readThreatModels';

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let position = 0; position < text.length; position += 1) {
    view.setUint16(2 + position * 2, text.charCodeAt(position), littleEndian);
  }
  return bytes;
}

const join = (...parts: Uint8Array[]) =>
  Uint8Array.from(parts.flatMap(part => [...part]));

const model = JSON.stringify(otmWith({}));
const custom = (id: string, key: string): ThreatModelFormat => ({
  id,
  title: `Custom ${id}`,
  detect: ({ value }) =>
    typeof value === 'object' && value !== null && key in value,
  parse: () => [],
});

describe('finding the format', () => {
  it.each([
    ['threat-dragon-v2', dragonWith([])],
    [
      'threat-dragon-v1',
      { summary: {}, detail: { diagrams: [{ diagramJson: { cells: [] } }] } },
    ],
    ['threat-dragon-v1', { summary: {}, detail: { diagrams: [{}] } }],
    ['threat-dragon-v2', { summary: {}, detail: { diagrams: [] } }],
    [
      'threat-dragon-v1',
      { version: '1.6.1', summary: {}, detail: { diagrams: [] } },
    ],
    ['otm', otmWith({})],
    ['otm', [otmWith({})]],
    ['threagile', [threagileRisk()]],
    ['threagile', { technical_assets: {}, data_assets: {} }],
    ['threagile', 'threagile_version: 1.0.0\n'],
    ['sarif', { version: '2.1.0', runs: [] }],
    [
      'sarif',
      {
        $schema: 'https://example.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [],
      },
    ],
    ['cyclonedx', { bomFormat: 'CycloneDX', specVersion: '1.6' }],
    [
      'cyclonedx',
      '<?xml version="1.0"?>\n<!-- made by us -->\n<b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.4"/>',
    ],
    [
      'openvex',
      { '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] },
    ],
    [
      'tm7',
      '<t:ThreatModel xmlns:t="http://schemas.datacontract.org/2004/07/ThreatModeling.Model"/>',
    ],
    ['threagile', { risks: { critical: { unchecked: 1 } } }],
    ['pytm', { findings: [], flows: [], boundaries: [], onDuplicates: 'x' }],
    ['pytm', { findings: [], flows: [], boundaries: [], threatsFile: 'x' }],
    ['threat-composer', { schema: 1, threats: [] }],
    ['threat-composer', { schema: 1, applicationInfo: {} }],
    ['tm-library', { scope: {}, trust_zones: [], data_flows: [] }],
    ['tm-library', { summary: {}, detail: {}, tmBom: { scope: {} } }],
    ['threatcl', 'spec_version = "0.7.0"\nthreatmodel "Shop" {\n}\n'],
    ['threatcl', 'component "control" "c" {\n}\n'],
    ['threatcl', { spec_version: '0.7.0', threatmodel: {} }],
    ['threatcl', [{ author: 'a', name: 'Shop' }]],
    ['threatcl', { threatmodels: [] }],
    ['stride-gpt', { threat_model: [{ 'Threat Type': 'x', Scenario: 'y' }] }],
    [
      'stride-gpt',
      { subsystems: [{ threats: [{ 'Threat Type': 'x', Scenario: 'y' }] }] },
    ],
  ])('knows %s by its content', (format, content) => {
    const bytes = bytesOf(content);
    expect(readThreatModels({ bytes, fileName: 'x.bin' }).format).toBe(format);
  });

  it('refuses content of no format, naming those it knows', () => {
    const refusal = refusalOf({ hello: 'world' });
    expect(refusal.code).toBe('unknown-format');
    formats.forEach(({ id }) => expect(refusal.message).toContain(`"${id}"`));
  });

  it.each(['just some words', '42', '"text"', 'null', '---\n...\n'])(
    'refuses %j, which is no document at all',
    text => {
      expect(refusalOf(text).code).toBe('unknown-format');
    },
  );

  it('refuses content of two formats, naming both', () => {
    const refusal = refusalOf(otmWith({ summary: {}, detail: {} }));
    expect(refusal.code).toBe('ambiguous-format');
    expect(refusal.message).toContain('"threat-dragon-v2"');
    expect(refusal.message).toContain('"otm"');
  });

  it('lets a hint decide', () => {
    const content = otmWith({ summary: {}, detail: {} });
    expect(readModel(content, { formatHint: 'otm' }).format).toBe('otm');
    expect(readModel(content, { formatHint: 'threat-dragon-v2' }).format).toBe(
      'threat-dragon-v2',
    );
  });

  it('refuses a hint it does not know, and one it does not read', () => {
    expect(refusalOf(model, { formatHint: 'visio' }).code).toBe(
      'unknown-format',
    );
    expect(refusalOf(model, { formatHint: 'threatspec' })).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('threatspec'),
    });
  });

  it('refuses a hint that the content contradicts', () => {
    expect(refusalOf([], { formatHint: 'otm', fileName: 'a' }).code).toBe(
      'invalid-structure',
    );
    expect(refusalOf(model, { formatHint: 'threat-dragon-v2' }).code).toBe(
      'invalid-structure',
    );
  });

  it.each([
    ['CycloneDX 2.0', { specFormat: 'CycloneDX', specVersion: '2.0' }],
    ['CycloneDX 2.0', { bomFormat: 'CycloneDX', specVersion: '2.0' }],
    ['CycloneDX 2.0', '<bom xmlns="http://cyclonedx.org/schema/bom/2.0"/>'],
    ['threatspec', { mitigations: [], exposures: [], acceptances: [] }],
    ['TicTaaC', { 'threat-model-name': 'x' }],
  ])('recognises %s and says that it is not read', (title, content) => {
    const refusal = refusalOf(content);
    expect(refusal.code).toBe('unsupported-format');
    expect(refusal.message).toContain(title);
  });

  it('prefers a registered format over the entry of the same id', () => {
    const bytes = bytesOf({ 'threat-model-name': 'x' });
    expect(
      readThreatModels(
        { bytes, fileName: 'x' },
        { formats: [...formats, custom('tictaac', 'threat-model-name')] },
      ).format,
    ).toBe('tictaac');
  });
});

describe('bytes and text', () => {
  it('reads UTF-8 with a byte order mark', () => {
    const bom = Uint8Array.of(0xef, 0xbb, 0xbf);
    expect(
      readThreatModels({ bytes: join(bom, bytesOf(model)), fileName: 'a' })
        .format,
    ).toBe('otm');
  });

  it.each([true, false])(
    'reads UTF-16 that says so (little endian: %s)',
    le => {
      expect(
        readThreatModels({ bytes: utf16(model, le), fileName: 'a' }).format,
      ).toBe('otm');
    },
  );

  it('refuses UTF-16 that does not say so', () => {
    expect(refusalOf(utf16(model, true).subarray(2))).toMatchObject({
      code: 'encoding',
      message: expect.stringContaining('Save it as UTF-8'),
    });
  });

  it('refuses UTF-32', () => {
    expect(refusalOf(Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0)).code).toBe(
      'encoding',
    );
  });

  it('says where text is not UTF-8', () => {
    const bytes = join(
      bytesOf('{\n  "a": "'),
      Uint8Array.of(0xe4),
      bytesOf('"}'),
    );
    expect(refusalOf(bytes)).toMatchObject({
      code: 'encoding',
      position: { line: 2, column: 9 },
    });
  });

  it.each(['', ' \n\t\n', '\uFEFF'])('refuses an empty file (%j)', text => {
    expect(refusalOf(text).code).toBe('empty-file');
  });

  it('refuses archives', () => {
    expect(refusalOf(Uint8Array.of(0x50, 0x4b, 3, 4, 1)).message).toContain(
      'zip',
    );
    expect(refusalOf(Uint8Array.of(0x1f, 0x8b, 8)).message).toContain('gzip');
  });

  it('refuses 50 MB before reading any of it', () => {
    expect(refusalOf(new Uint8Array(50 * 1024 * 1024))).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('50 MB, more than the 10 MB'),
    });
  });

  it.each([
    [
      'YAML',
      (text: string) =>
        `otmVersion: "0.2.0"\nproject: {id: a, name: a}\nx: ${text}`,
    ],
    [
      'HCL',
      (text: string) =>
        `spec_version = "0.2.5"\nthreatmodel "x" {\n  author = "${text}"\n}`,
    ],
  ])('reads 5 MB of %s', (_, write) => {
    const { models } = readThreatModels({
      bytes: bytesOf(write('b'.repeat(5_000_000))),
      fileName: 'large',
    });
    expect(models).toHaveLength(1);
  });

  it('keeps to the limits it is given', () => {
    expect(() =>
      readThreatModels(
        { bytes: bytesOf(model), fileName: 'a' },
        { limits: { maxBytes: 10 } },
      ),
    ).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});

describe('broken syntax', () => {
  it.each([
    ['{"a": 1,\n "b": }', 2, 7],
    ['{"a": 1\n "b": 2}', 2, 2],
    ['{"a": [1, 2', 1, 12],
    ['{"a": 1, }', 1, 10],
    ["{'a': 1}", 1, 2],
    ['{"a": "x\ny"}', 1, 7],
    ['{"a": "\\q"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": truely}', 1, 7],
    ['{} {}', 1, 4],
    ['[1}', 1, 3],
  ])('places the error in the JSON %j', (text, line, column) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({
      code: 'syntax',
      position: { line, column },
    });
    expect(refusal.message).toContain(
      `model.json, line ${line}, column ${column}: read as JSON`,
    );
  });

  it.each([
    ['a: b\n c: d\n', 2],
    ['a:\n\t- b\n', 2],
    ['a: [1, 2\nb: 3\n', 2],
    ['a: *nowhere\n', 1],
    ['a: &x [*x]\n', 1],
    ['? [a]\n: b\n', 1],
    ['<<: 5\n', 1],
    // A quoted text whose last line is not indented, which some parsers accept.
    ["a:\n  - d: 'one\ntwo'\n    e: 5\n", 2],
  ])('places the error in the YAML %j', (text, line) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'syntax',
      position: { line },
    });
  });

  it('never quotes the file', () => {
    const texts = [
      '{"token": s3cret}',
      'token: *s3cret\n',
      '{"s3cret": {}, "x"}',
    ];
    texts.forEach(text =>
      expect(refusalOf(text).message).not.toContain('s3cret'),
    );
  });
});

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

describe('names given twice', () => {
  it.each([
    [
      'JSON',
      '{"otmVersion": "0.1", "otmVersion": "0.2",\n "project": {"id": "a"}}',
    ],
    ['YAML', 'otmVersion: "0.1"\notmVersion: "0.2"\nproject: {id: a}\n'],
  ])('keeps the last scalar in %s, with a warning', (_, text) => {
    const read = readModel(text);
    expect(read.formatVersion).toBe('0.2');
    expect(read.warnings[0]).toMatchObject({
      code: 'duplicate-key',
      position: { pointer: '/otmVersion', line: expect.any(Number) },
    });
  });

  it.each([
    ['JSON', '{"threats": [{"id": "a"}],\n "threats": []}'],
    ['YAML', 'threats: [{id: a}]\nthreats: []\n'],
  ])('refuses %s when a list would be lost', (_, text) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'syntax',
      position: { line: 2 },
    });
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
