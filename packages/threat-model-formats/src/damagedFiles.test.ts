import { bytesOf, otmWith, readModel, refusalOf } from './__fixtures__';
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
