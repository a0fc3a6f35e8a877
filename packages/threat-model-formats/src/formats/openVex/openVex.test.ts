import { codesOf, readModel, refusalOf } from '../../__fixtures__';

const vexWith = (statements: unknown, members: object = {}) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://example.org/vex-1',
  author: 'Security team',
  timestamp: '2026-01-01T00:00:00Z',
  statements,
  ...members,
});

const shop = 'pkg:oci/shop@1.0?arch=arm64';
const openssl = 'pkg:apk/alpine/openssl@3.1';

const statement = {
  vulnerability: { name: 'CVE-2026-1000' },
  products: [{ '@id': shop }],
  status: 'affected',
};

const read = (...statements: object[]) => readModel(vexWith(statements));

describe('statements in OpenVEX', () => {
  it('are findings of a scan', () => {
    const model = readModel(
      vexWith(
        [
          {
            ...statement,
            '@id': 'statement-1',
            vulnerability: {
              name: 'GHSA-aaaa-bbbb-cccc',
              aliases: ['CVE-2026-1000'],
              description: 'Reads <b>too much</b>',
            },
            action_statement: 'Update the image\nby Friday',
          },
        ],
        { last_updated: '2026-02-01T00:00:00Z' },
      ),
      { fileName: 'shop.vex.json' },
    );
    expect(model).toMatchObject({
      kind: 'scan',
      format: 'openvex',
      formatVersion: '0.2.0',
      title: 'shop.vex.json',
      authors: ['Security team'],
      updatedAt: '2026-02-01T00:00:00Z',
      elements: [{ id: shop, name: 'shop', kind: 'node', purl: shop }],
      mitigations: [{ title: 'Update the image', status: 'proposed' }],
      warnings: [],
    });
    expect(model.id).toBeUndefined();
    expect(model.findings).toEqual([
      expect.objectContaining({
        key: 'CVE-2026-1000/pkg:oci%2Fshop/',
        sourceId: 'statement-1',
        title: 'CVE-2026-1000 in shop 1.0',
        description: 'Reads too much',
        severity: 'unknown',
        elementIds: [shop],
        scan: {
          vulnerability: 'CVE-2026-1000',
          aliases: ['GHSA-aaaa-bbbb-cccc'],
          package: 'pkg:oci/shop',
        },
      }),
    ]);
  });

  it.each([
    ['affected', 'open', true],
    ['under_investigation', 'open', false],
    ['fixed', 'mitigated', true],
    ['not_affected', 'not_applicable', true],
    ['probably', 'unknown', true],
    [undefined, 'open', false],
  ])('of status %s are %s', (status, canonical, reviewed) => {
    const { findings } = read({ ...statement, status });
    expect(findings[0]).toMatchObject({
      status: canonical,
      statusRaw: status,
      reviewed,
    });
  });

  it('keep why something is not affected', () => {
    expect(
      read({
        ...statement,
        status: 'not_affected',
        justification: 'vulnerable_code_not_present',
        impact_statement: 'Built without it',
      }).findings[0].statusReason,
    ).toBe('vulnerable_code_not_present: Built without it');
  });

  it.each([
    ['fixed', 'Updated', ['implemented']],
    ['affected', 'No action statement provided', []],
  ])(
    'of status %s with the action "%s" have mitigations %j',
    (status, action, expected) => {
      const { mitigations } = read({
        ...statement,
        status,
        action_statement: action,
      });
      expect(mitigations.map(mitigation => mitigation.status)).toEqual(
        expected,
      );
    },
  );

  it('are superseded by later ones about the same', () => {
    const { findings } = read(
      { ...statement, status: 'fixed', timestamp: '2026-03-01T00:00:00Z' },
      { ...statement, status: 'affected', timestamp: '2026-02-01T00:00:00Z' },
      { ...statement, products: [openssl], status: 'affected' },
      { ...statement, products: [openssl], status: 'not_affected' },
    );
    expect(findings.map(({ status }) => status)).toEqual([
      'mitigated',
      'not_applicable',
    ]);
  });

  it('are one for each product, and each part they narrow themselves to', () => {
    const { findings, elements } = read({
      ...statement,
      products: [
        { '@id': 'https://example.org/shop', identifiers: { purl: shop } },
        {
          '@id': 'gateway',
          subcomponents: [{ '@id': openssl }, 'zlib', openssl],
        },
      ],
    });
    expect(
      findings.map(({ key, title, elementIds, scan }) => [
        key,
        title,
        elementIds[0],
        scan?.package,
      ]),
    ).toEqual([
      [
        'CVE-2026-1000/pkg:oci%2Fshop/',
        'CVE-2026-1000 in shop 1.0',
        'https://example.org/shop',
        'pkg:oci/shop',
      ],
      [
        'CVE-2026-1000/gateway/pkg:apk%2Falpine%2Fopenssl',
        'CVE-2026-1000 in openssl 3.1',
        'gateway',
        'pkg:apk/alpine/openssl',
      ],
      [
        'CVE-2026-1000/gateway/zlib',
        'CVE-2026-1000 in zlib',
        'gateway',
        'zlib',
      ],
    ]);
    expect(elements.map(({ name }) => name)).toEqual(['shop', 'gateway']);
  });

  it('of version 0.0.1 name vulnerability, products and parts by text', () => {
    const { findings } = readModel(
      vexWith(
        [
          {
            vulnerability: 'CVE-2026-7',
            products: ['shop'],
            subcomponents: [openssl],
            status: 'fixed',
          },
        ],
        { '@context': 'https://openvex.dev/ns' },
      ),
    );
    expect(findings[0]).toMatchObject({
      key: 'CVE-2026-7/shop/pkg:apk%2Falpine%2Fopenssl',
      scan: { package: 'pkg:apk/alpine/openssl' },
    });
  });

  it('tell two releases of one product apart', () => {
    const { findings } = read({
      ...statement,
      products: ['pkg:npm/a@1', 'pkg:npm/a@2'],
    });
    expect(findings.map(({ key }) => key)).toEqual([
      'CVE-2026-1000/pkg:npm%2Fa@1/',
      'CVE-2026-1000/pkg:npm%2Fa@2/',
    ]);
  });

  it('without products or vulnerability are kept', () => {
    const model = read(
      { vulnerability: { '@id': 'https://example.org/v1' }, status: 'fixed' },
      { status: 'affected', status_notes: 'Something', products: [{}] },
    );
    expect(model.findings).toMatchObject([
      { title: 'https://example.org/v1', elementIds: [], scan: {} },
      { title: 'Unnamed vulnerability', statusReason: 'Something' },
    ]);
    expect(codesOf(model)).toEqual(['missing-id', 'invalid-item']);
  });

  it('are no assessment when there is none', () => {
    expect(codesOf(readModel(vexWith([])))).toEqual(['not-an-assessment']);
  });

  it('are refused without a list of them', () => {
    expect(refusalOf(vexWith({ a: 1 })).code).toBe('invalid-structure');
    expect(refusalOf({ '@context': 'https://openvex.dev/ns' }).code).toBe(
      'invalid-structure',
    );
  });
});
