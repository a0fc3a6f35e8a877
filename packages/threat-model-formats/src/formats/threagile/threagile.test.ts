import {
  codesOf,
  readFixture,
  readModel,
  refusalOf,
  threagileRisk,
} from '../../__fixtures__';

const modelWith = (members: object) => ({
  threagile_version: '1.0.0',
  technical_assets: { Shop: { id: 'shop', type: 'process' } },
  ...members,
});

describe('Threagile risks.json', () => {
  it('reads a risk with title, rule, rating and elements', () => {
    const model = readModel([
      threagileRisk({
        most_relevant_communication_link: 'orders>orders-db-access',
        most_relevant_data_asset: 'order-data',
      }),
    ]);
    expect(model.findings).toEqual([
      expect.objectContaining({
        key: 'sql-nosql-injection@orders@orders-db',
        title: 'SQL/NoSQL-Injection risk at Orders',
        severity: 'high',
        likelihoodRaw: 'likely',
        impactRaw: 'medium',
        categories: [
          { taxonomy: 'STRIDE', id: 'tampering' },
          { taxonomy: 'CWE', id: 'CWE-89' },
        ],
        elementIds: ['orders', 'orders>orders-db-access', 'order-data'],
        mitigations: [],
      }),
    ]);
    expect(model.elements).toMatchObject([
      { id: 'orders', kind: 'node' },
      { id: 'orders>orders-db-access', kind: 'flow', sourceId: 'orders' },
      { id: 'order-data', kind: 'asset' },
    ]);
  });

  it.each([
    ['unchecked', 'open', false],
    ['in-discussion', 'in_progress', true],
    ['in-progress', 'in_progress', true],
    ['accepted', 'accepted', true],
    ['mitigated', 'mitigated', true],
    ['false-positive', 'not_applicable', true],
    [undefined, 'open', false],
  ])('reads the status %s as %s', (risk_status, status, reviewed) => {
    expect(
      readModel([threagileRisk({ risk_status })]).findings[0],
    ).toMatchObject({ status, reviewed });
  });

  it('reads the zero values that 1.0 leaves out, and keeps "elevated"', () => {
    expect(
      readModel([threagileRisk({ severity: undefined })]).findings[0],
    ).toMatchObject({ severity: 'low', severityRaw: undefined });
    expect(
      readModel([threagileRisk({ severity: 'elevated' })]).findings[0],
    ).toMatchObject({ severity: 'high', severityRaw: 'elevated' });
  });

  it('tells risks with one synthetic_id apart, in any order', () => {
    const risks = ['web', 'cms', 'cms'].map((asset, position) =>
      threagileRisk({
        most_relevant_technical_asset: asset,
        title: `Risk ${position}`,
      }),
    );
    const model = readModel(risks);
    const keys = (list: object[]) =>
      readModel(list)
        .findings.map(({ key }) => key)
        .sort();
    expect(codesOf(model)).toEqual(['duplicate-id', 'duplicate-id']);
    expect(new Set(keys(risks)).size).toBe(3);
    expect(keys(risks)).toEqual(keys([...risks].reverse()));
  });

  it('reads an empty list by its name or a hint, and refuses it without', () => {
    expect(codesOf(readModel('[]', { fileName: 'shop.risks.json' }))).toEqual([
      'not-an-assessment',
    ]);
    expect(codesOf(readModel('[]', { formatHint: 'threagile' }))).toEqual([
      'not-an-assessment',
    ]);
    expect(refusalOf('[]').message).toContain('"threagile"');
  });

  it('refuses an object where the list belongs', () => {
    expect(refusalOf('{}', { formatHint: 'threagile' }).code).toBe(
      'invalid-structure',
    );
  });
});

describe('Threagile model', () => {
  const model = readFixture('bookshop.threagile.yaml');

  it('reads what the model says about itself', () => {
    expect(model).toMatchObject({
      format: 'threagile',
      formatVersion: '1.0.0',
      title: 'Book shop',
      description: 'Sells books',
      authors: ['Ada'],
      businessCriticality: 'important',
      updatedAt: '2026-03-31',
    });
  });

  it('reads assets with what an anchor gives them', () => {
    expect(
      model.elements.map(({ id, kind, parentId, owner }) => [
        id,
        kind,
        parentId,
        owner,
      ]),
    ).toEqual([
      ['perimeter', 'boundary', undefined, undefined],
      ['web-shop', 'process', 'perimeter', 'Checkout team'],
      ['orders-db', 'datastore', 'perimeter', 'Checkout team'],
      ['web-shop>order-traffic-new', 'flow', undefined, undefined],
      ['order-data', 'asset', undefined, 'Checkout team'],
    ]);
    expect(model.elements[1].entityRef).toBe('component:default/web-shop');
    expect(model.elements[3]).toMatchObject({
      sourceId: 'web-shop',
      targetId: 'orders-db',
    });
  });

  it('reads declared risks, with their tracking: an exact key before a wildcard', () => {
    expect(model.findings).toEqual([
      expect.objectContaining({
        key: 'fraud@web-shop',
        title: 'Unpaid orders at the web shop',
        description: 'People cheat',
        severity: 'high',
        severityRaw: 'elevated',
        status: 'accepted',
        statusReason: 'Tolerable',
        ticket: 'SHOP-7',
        reviewed: true,
        advice: 'Check every order',
        categories: [
          { taxonomy: 'STRIDE', id: 'repudiation' },
          { taxonomy: 'CWE', id: 'CWE-840' },
        ],
        elementIds: ['web-shop'],
      }),
      expect.objectContaining({
        title: 'Stolen cards',
        status: 'mitigated',
        statusReason: 'The provider checks cards',
        ticket: 'SHOP-8',
        elementIds: ['web-shop', 'web-shop>order-traffic-new'],
      }),
    ]);
  });

  it('says that the findings of the rules are elsewhere', () => {
    expect(codesOf(model)).toEqual(['partial-assessment']);
  });

  it('does not follow includes', () => {
    const read = readModel(modelWith({ includes: ['assets.yaml'] }));
    expect(codesOf(read)).toEqual([
      'includes-not-read',
      'partial-assessment',
      'not-an-assessment',
    ]);
  });

  it('reads the parsed model with the risks the rules found', () => {
    const read = readModel(
      modelWith({
        technical_assets: {
          shop: {
            id: 'shop',
            title: 'Shop',
            communication_links: [
              { id: 'shop>pay', title: 'Pay', target_id: 'shop' },
            ],
          },
        },
        custom_risk_categories: [{ id: 'fraud', title: 'Fraud', cwe: 840 }],
        generated_risks_by_category: {
          fraud: [
            threagileRisk({
              category: 'fraud',
              risk_status: undefined,
              severity: undefined,
              most_relevant_technical_asset: 'shop',
            }),
          ],
          'sql-nosql-injection': [
            threagileRisk({ most_relevant_technical_asset: 'gone' }),
          ],
        },
      }),
    );
    expect(read.findings).toMatchObject([
      {
        severity: 'low',
        reviewed: true,
        categories: [
          { taxonomy: 'STRIDE', id: 'spoofing' },
          { taxonomy: 'CWE', id: 'CWE-840' },
        ],
      },
      { severity: 'high', reviewed: false, elementIds: [] },
    ]);
    expect(codesOf(read)).toEqual(['duplicate-id', 'dangling-reference']);
  });

  it('refuses sections of another type', () => {
    expect(refusalOf(modelWith({ technical_assets: 'none' }))).toMatchObject({
      code: 'invalid-structure',
      position: { pointer: '/technical_assets' },
    });
  });
});

describe('Threagile stats.json', () => {
  it('is no assessment, and tells its counts to compare with', () => {
    const model = readModel({
      risks: {
        critical: { unchecked: 1, mitigated: 1 },
        low: { unchecked: 3, accepted: 'x' },
        medium: { unchecked: 0 },
      },
    });
    expect(model.findings).toEqual([]);
    expect(codesOf(model)).toEqual([
      'wrong-type',
      'counts-only',
      'not-an-assessment',
    ]);
    expect(model.warnings[1].message).toContain(
      'a run found 5 ("critical" 2, "low" 3). Import risks.json',
    );
  });

  it('tells that a run found nothing', () => {
    const model = readModel({ risks: { low: { unchecked: 0 } } });
    expect(model.warnings[0].message).toContain('a run found 0. Import');
  });
});

describe('Threagile risk tracking', () => {
  it('refuses more wildcards than it can try on all risks', () => {
    const risk_tracking = Object.fromEntries(
      Array.from({ length: 2300 }, (_, n) => [
        `*${n}`,
        { status: 'mitigated' },
      ]),
    );
    const rules = Array.from({ length: 2300 }, (_, n) =>
      threagileRisk({ synthetic_id: `rule-${n}x`, risk_status: undefined }),
    );
    expect(
      refusalOf(
        modelWith({ risk_tracking, generated_risks_by_category: { rules } }),
      ),
    ).toMatchObject({
      code: 'too-complex',
      position: { pointer: '/risk_tracking' },
    });
  });
});
