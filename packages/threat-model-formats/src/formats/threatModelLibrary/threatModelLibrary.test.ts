import { codesOf, readModel, refusalOf } from '../../__fixtures__';

const library = (members: object = {}) => ({
  $schema: 'https://example.com/blob/v1.0.2/threat-model.schema.json',
  version: '1.3',
  scope: {
    title: 'Book shop',
    description: 'Sells books',
    business_criticality: 'high',
  },
  description: 'Second model',
  reviewed_at: '2026-03-02',
  trust_zones: [{ symbolic_name: 'cloud', title: 'Cloud' }],
  actors: [{ symbolic_name: 'reader', title: 'Reader' }],
  components: [
    {
      symbolic_name: 'shop',
      title: 'Shop',
      description: 'component:default/shop',
      trust_zone: 'cloud',
      repo_link: 'https://example.com/shop',
    },
    { symbolic_name: 'cart', title: 'Cart', parent_component: 'shop' },
  ],
  data_stores: [{ symbolic_name: 'orders', title: 'Orders' }],
  data_sets: [{ symbolic_name: 'addresses', title: 'Addresses' }],
  data_flows: [
    {
      symbolic_name: 'order',
      title: 'Order',
      source: { type: 'actor', object: 'reader' },
      destination: { type: 'component', object: 'shop' },
    },
  ],
  threats: [threat()],
  controls: [],
  risks: [],
  ...members,
});

function threat(members: object = {}) {
  return {
    symbolic_name: 'forgery',
    title: 'Forged order',
    description: 'Orders in a false name',
    event: 'An order arrives',
    sources: ['adversary'],
    ...members,
  };
}

const control = (status: string, name = status) => ({
  symbolic_name: name,
  title: `Control ${name}`,
  threats: ['forgery'],
  status,
});

const risk = (level: string, members: object = {}) => ({
  symbolic_name: `risk-${level}`,
  threats: ['forgery'],
  level,
  ...members,
});

const names = Array.from({ length: 800 }, (_, n) => `component-${n}`);
const longText = 'long '.repeat(15_000);

describe('OWASP Threat Model Library', () => {
  it('reads what the model says about itself', () => {
    expect(readModel(library())).toMatchObject({
      kind: 'threat-model',
      format: 'tm-library',
      formatVersion: '1.0.2',
      title: 'Book shop',
      description: 'Sells books\n\nSecond model',
      businessCriticality: 'high',
      updatedAt: '2026-03-02',
    });
  });

  it('reads zones, components, stores, actors, data and flows', () => {
    const { elements } = readModel(library());
    expect(
      elements.map(({ id, kind, parentId }) => [id, kind, parentId]),
    ).toEqual([
      ['cloud', 'boundary', undefined],
      ['shop', 'process', 'cloud'],
      ['cart', 'process', 'shop'],
      ['orders', 'datastore', undefined],
      ['reader', 'actor', undefined],
      ['addresses', 'asset', undefined],
      ['order', 'flow', undefined],
    ]);
    expect(elements[1]).toMatchObject({
      entityRef: 'component:default/shop',
      repoUrls: ['https://example.com/shop'],
    });
    expect(elements[6]).toMatchObject({ sourceId: 'reader', targetId: 'shop' });
  });

  it('reads the ends of flows and the single attack of 1.0.0', () => {
    const model = readModel(
      library({
        data_flows: [
          {
            symbolic_name: 'order',
            source: { type: 'actor', name: 'reader' },
            destination: { type: 'queue', name: 'orders' },
          },
        ],
        threats: [
          threat({
            attack_mechanisms: { capec_id: 100 },
            weaknesses: [{ cwe_id: 120 }, { cwe_title: 'no id' }],
          }),
        ],
      }),
    );
    expect(model.elements[6]).toMatchObject({
      sourceId: 'reader',
      targetId: 'orders',
    });
    expect(model.findings[0].categories).toEqual([
      { taxonomy: 'CWE', id: 'CWE-120' },
      { taxonomy: 'CAPEC', id: 'CAPEC-100' },
    ]);
  });

  it('makes a finding of a threat on each element, and one on the model without', () => {
    const model = readModel(
      library({
        threats: [
          threat({ components_affected: ['shop', 'orders', 'cloud', 'shop'] }),
          threat({ symbolic_name: 'flood' }),
          threat({ symbolic_name: 'lost', components_affected: ['gone'] }),
        ],
      }),
    );
    expect(
      model.findings.map(({ key, definitionKey, elementIds }) => [
        key,
        definitionKey,
        elementIds,
      ]),
    ).toEqual([
      ['forgery/shop', 'forgery', ['shop']],
      ['forgery/orders', 'forgery', ['orders']],
      ['forgery/cloud', 'forgery', ['cloud']],
      ['flood', 'flood', []],
      ['lost', 'lost', []],
    ]);
    expect(codesOf(model)).toEqual(['dangling-reference', 'derived-status']);
  });

  it('reads the texts of a threat', () => {
    expect(readModel(library()).findings[0]).toMatchObject({
      sourceId: 'forgery',
      title: 'Forged order',
      description: 'Orders in a false name\n\nAn order arrives',
      tags: ['adversary'],
      reviewed: true,
    });
  });

  it.each([
    [[], 'open'],
    [['active'], 'mitigated'],
    [['active', 'active'], 'mitigated'],
    [['active', 'suggested'], 'in_progress'],
    [['active', 'retired'], 'in_progress'],
    [['approved'], 'in_progress'],
    [['scheduled', 'wont_do'], 'in_progress'],
    [['wont_do', 'wont_do'], 'accepted'],
    [['wont_do', 'suggested'], 'open'],
    [['assumed'], 'open'],
    [['suggested'], 'open'],
    [['under_review'], 'open'],
    [['retired'], 'open'],
  ])('derives from the controls %j that the threat is %s', (states, status) => {
    const model = readModel(
      library({
        controls: states.map((state, position) =>
          control(state, `c${position}`),
        ),
      }),
    );
    expect(model.findings[0].status).toBe(status);
    expect(model.findings[0].statusReason === undefined).toBe(
      status === 'open',
    );
    expect(codesOf(model)).toEqual(['derived-status']);
  });

  it.each([
    ['assumed', 'planned', []],
    ['active', 'implemented', []],
    ['suggested', 'proposed', []],
    ['under_review', 'proposed', []],
    ['approved', 'planned', []],
    ['scheduled', 'planned', []],
    ['retired', 'retired', []],
    ['wont_do', 'rejected', []],
    ['dreamt', 'unknown', ['unknown-status']],
  ])('reads the control status %s as %s', (status, expected, codes) => {
    const model = readModel(library({ controls: [control(status)] }));
    expect(model.mitigations).toMatchObject([
      { key: status, title: `Control ${status}`, status: expected },
    ]);
    expect(model.findings[0].mitigations).toEqual([
      { mitigationKey: status, status: expected, statusRaw: status },
    ]);
    expect(codesOf(model)).toEqual([...codes, 'derived-status']);
  });

  it.each([
    ['critical', 'critical'],
    ['very_high', 'high'],
    ['high', 'high'],
    ['medium', 'medium'],
    ['low', 'low'],
    ['very_low', 'info'],
  ])('reads the risk level %s as %s', (level, severity) => {
    expect(
      readModel(library({ risks: [risk(level)] })).findings[0].severity,
    ).toBe(severity);
  });

  it('takes the highest of several risks, and its likelihood, impact and score', () => {
    const model = readModel(
      library({
        risks: [
          risk('low'),
          risk('high', { likelihood: 'likely', impact: 'major', score: 12 }),
          risk('medium'),
        ],
      }),
    );
    expect(model.findings[0]).toMatchObject({
      severity: 'high',
      severityRaw: 'high',
      likelihoodRaw: 'likely',
      impactRaw: 'major',
      score: { value: 12, scale: 'stated by the file, 0-25' },
    });
  });

  it('knows no severity without a risk, nor of a level nobody has seen', () => {
    expect(readModel(library()).findings[0].severity).toBe('unknown');
    const model = readModel(library({ risks: [risk('apocalyptic')] }));
    expect(model.findings[0]).toMatchObject({
      severity: 'unknown',
      severityRaw: 'apocalyptic',
    });
    expect(codesOf(model)).toEqual(['unknown-severity', 'derived-status']);
  });

  it('warns of controls and risks of threats that are not there', () => {
    const model = readModel(
      library({
        controls: [{ ...control('active'), threats: ['gone'] }],
        risks: [{ ...risk('low'), threats: ['gone'] }],
      }),
    );
    expect(
      model.warnings.map(({ code, position }) => [code, position?.pointer]),
    ).toEqual([
      ['dangling-reference', '/controls/0/threats/0'],
      ['dangling-reference', '/risks/0/threats/0'],
      ['derived-status', ''],
    ]);
  });

  it('keeps items that share a name or have none', () => {
    const model = readModel(
      library({
        threats: [threat(), threat(), threat({ symbolic_name: undefined })],
        controls: [
          control('active', 'same'),
          control('active', 'same'),
          { description: 'Nameless', status: 'active' },
        ],
      }),
    );
    expect(model.findings.map(({ key }) => key).slice(0, 2)).toEqual([
      'forgery',
      'forgery#2',
    ]);
    expect(model.mitigations).toHaveLength(3);
    expect(codesOf(model)).toEqual([
      'duplicate-id',
      'duplicate-id',
      'missing-id',
      'derived-status',
    ]);
  });

  it('reads the model inside an empty one of Threat Dragon', () => {
    const model = readModel({
      summary: { title: 'Wrapper' },
      detail: { diagrams: [] },
      tmBom: library(),
    });
    expect(model).toMatchObject({ format: 'tm-library', title: 'Book shop' });
    expect(model.findings[0].position.pointer).toBe('/tmBom/threats/0');
  });

  it('takes a structure without threats for no assessment', () => {
    expect(codesOf(readModel(library({ threats: [] })))).toEqual([
      'not-an-assessment',
    ]);
  });

  it.each(['threats', 'controls', 'risks', 'components', 'data_flows'])(
    'refuses %s that are no list',
    section => {
      expect(refusalOf(library({ [section]: {} }))).toMatchObject({
        code: 'invalid-structure',
        position: { pointer: `/${section}` },
      });
    },
  );

  it.each([
    [
      'references',
      {
        controls: Array.from({ length: 800 }, (_, n) =>
          control('active', `c${n}`),
        ),
      },
    ],
    [
      'characters',
      { threats: [threat({ components_affected: names, event: longText })] },
    ],
  ])(
    'refuses a small file that describes a huge model: %s',
    (what, members) => {
      const components = names.map(symbolic_name => ({ symbolic_name }));
      const threats = [threat({ components_affected: names })];
      expect(
        refusalOf(library({ components, threats, ...members })),
      ).toMatchObject({
        code: 'too-complex',
        message: expect.stringContaining(what),
      });
    },
  );

  it('refuses a model without a scope', () => {
    expect(refusalOf(library({ scope: 'shop' })).code).toBe(
      'invalid-structure',
    );
  });
});
