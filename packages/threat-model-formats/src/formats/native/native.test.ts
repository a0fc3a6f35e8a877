import {
  bytesOf,
  codesOf,
  readFixture,
  readModel,
  refusalOf,
} from '../../__fixtures__';
import { ThreatModel } from '../../model';
import { readThreatModels } from '../../readThreatModels';

const modelWith = (sections: object): ThreatModel =>
  readModel({ productRisk: '1', title: 'Shop', ...sections });

const threatWith = (members: object, sections: object = {}) =>
  modelWith({
    elements: [
      { id: 'api', name: 'API' },
      { id: 'db', name: 'Database' },
    ],
    threats: [{ id: 't', title: 'Threat', ...members }],
    ...sections,
  });

const warningsOf = (model: ThreatModel, code: string) =>
  model.warnings.filter(warning => warning.code === code);

describe('reading product-risk.yaml', () => {
  it('reads a whole model without a warning', () => {
    const model = readFixture('bookshop.product-risk.yaml');

    expect(model.warnings).toEqual([]);
    expect(model).toMatchObject({
      kind: 'threat-model',
      format: 'native',
      formatVersion: '1',
      id: 'bookshop',
      title: 'Bookshop',
      owner: 'shop-team',
      authors: ['Ada', 'Grace'],
      reviewer: 'Linus',
      businessCriticality: 'important',
      updatedAt: '2026-11-20',
      diagrams: [{ id: 'order', title: 'Order' }],
    });
    expect(
      model.elements.map(({ id, kind, parentId, entityRef }) => [
        id,
        kind,
        parentId,
        entityRef,
      ]),
    ).toEqual([
      ['shop', 'boundary', undefined, undefined],
      ['orders', 'process', 'shop', 'component:default/orders'],
      ['orders-db', 'datastore', 'shop', 'resource:default/orders-db'],
      ['reader', 'actor', undefined, undefined],
      ['buy', 'flow', undefined, undefined],
    ]);
    expect(model.elements[3].outOfScope).toBe(true);
    expect(model.elements[4]).toMatchObject({
      sourceId: 'reader',
      targetId: 'orders',
    });
  });

  it('makes a finding of a threat on each of its elements', () => {
    const { findings } = readFixture('bookshop.product-risk.yaml');

    expect(
      findings.map(({ key, elementIds, definitionKey }) => [
        key,
        elementIds,
        definitionKey,
      ]),
    ).toEqual([
      ['forged-order/orders', ['orders'], 'forged-order'],
      ['forged-order/buy', ['buy'], 'forged-order'],
      ['lost-orders/orders-db', ['orders-db', 'orders'], 'lost-orders'],
      ['leaked-history/orders-db', ['orders-db'], 'leaked-history'],
      ['copied-catalogue/', [], 'copied-catalogue'],
    ]);
    expect(findings[0]).toMatchObject({
      sourceId: 'forged-order',
      status: 'in_progress',
      ticket: 'SHOP-12',
      reviewed: true,
      categories: [
        { taxonomy: 'STRIDE', id: 'spoofing' },
        { taxonomy: 'CWE', id: 'CWE-287' },
        { taxonomy: 'other', id: 'asvs@5.0.0:V6.3' },
      ],
    });
    expect(findings[3]).toMatchObject({
      status: 'accepted',
      statusReason: 'Only staff can read it',
      categories: [{ taxonomy: 'LINDDUN', id: 'linkability' }],
    });
    expect(findings[4]).toMatchObject({ status: 'open', severity: 'unknown' });
  });

  it('takes the severity from a rating, on the default scale', () => {
    const { findings } = readFixture('bookshop.product-risk.yaml');

    // 30 % a year of 10 points.
    expect(findings[0].severity).toBe('high');
    expect(findings[0].rating).toEqual({
      unit: 'steps',
      likelihood: 4,
      impact: 3,
    });
    // About 2.5 % of 28 points: the means of both ranges.
    expect(findings[2].severity).toBe('medium');
    expect(findings[2].rating).toEqual({
      unit: 'points',
      probability: { low: 0.01, high: 0.05 },
      impactPoints: { low: 10, high: 60 },
    });
  });

  it.each([
    [{ likelihood: 1, impact: 1 }, 'low'],
    [{ likelihood: 3, impact: 3 }, 'medium'],
    [{ likelihood: 3, impact: 4 }, 'high'],
    [{ likelihood: 3, impact: 5 }, 'critical'],
    [{ probability: '10%', impactPoints: 2 }, 'low'],
    [{ probability: 0.5, impactPoints: 20 }, 'critical'],
    [{ probability: 0, impactPoints: 20 }, 'low'],
  ])('rates %j as %s', (rating, severity) => {
    expect(threatWith({ rating }).findings[0].severity).toBe(severity);
  });

  it('keeps how a mitigation stands against each threat', () => {
    const { findings, mitigations } = readFixture('bookshop.product-risk.yaml');
    const [signIn, backups, mail] = mitigations;

    expect(mitigations.map(({ title, status }) => [title, status])).toEqual([
      ['Readers sign in', 'planned'],
      ['Backups every night', 'verified'],
      ['Confirm large orders by mail', 'planned'],
    ]);
    expect(signIn.owner).toBe('identity-team');
    expect(findings[0].mitigations).toEqual([
      {
        mitigationKey: signIn.key,
        status: 'implemented',
        statusRaw: 'implemented',
        riskReduction: 0.6,
      },
      {
        mitigationKey: mail.key,
        status: 'planned',
        statusRaw: 'planned',
        riskReduction: 0.25,
      },
    ]);
    expect(findings[2].mitigations).toMatchObject([
      { mitigationKey: backups.key, status: 'verified', riskReduction: 0.5 },
    ]);
  });

  it('reads what other formats cannot say', () => {
    const { findings, treatmentOptions } = readFixture(
      'bookshop.product-risk.yaml',
    );

    expect(findings[2].acceptanceRequest).toEqual({
      reason: 'The new store has replicas',
      until: '2027-03-31',
    });
    expect(treatmentOptions).toEqual([
      {
        key: 'replicas',
        kind: 'mitigate',
        title: 'Keep two replicas in other buildings',
        description: '',
        effects: [
          {
            findingKey: 'lost-orders/orders-db',
            likelihoodReduction: 0.9,
            impactReduction: 0.2,
          },
        ],
        costOnce: 12,
        costPerYear: 3.5,
        leadTimeDays: 45,
        constraints: ['Needs the new data centre'],
        needs: [],
        excludes: ['insurance'],
      },
      expect.objectContaining({
        key: 'insurance',
        kind: 'transfer',
        effects: [
          { findingKey: 'lost-orders/orders-db' },
          { findingKey: 'forged-order/orders' },
          { findingKey: 'forged-order/buy' },
        ],
      }),
    ]);
  });

  it('reads several documents of one file', () => {
    const text = ['A', 'B']
      .map(title => `productRisk: 1\ntitle: ${title}\n`)
      .join('---\n');
    const { models } = readThreatModels({
      bytes: bytesOf(text),
      fileName: 'product-risk.yaml',
    });
    expect(models.map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it('marks what a scan found', () => {
    const model = threatWith(
      { scan: { rule: 'js/xss', aliases: ['CVE-2026-1'] } },
      { kind: 'scan' },
    );
    expect(model.kind).toBe('scan');
    expect(model.findings[0].scan).toMatchObject({
      rule: 'js/xss',
      aliases: ['CVE-2026-1'],
    });
  });
});

describe('a product-risk.yaml with faults', () => {
  it.each([
    [{ status: 'solved' }, 'unknown-status', '/threats/0/status'],
    [{ severity: 'huge' }, 'unknown-severity', '/threats/0/severity'],
    [{ serverity: 'high' }, 'unknown-key', '/threats/0/serverity'],
    [{ on: 'gone' }, 'dangling-reference', '/threats/0/on'],
    [{ on: ['api', 'gone'] }, 'dangling-reference', '/threats/0/on/1'],
    [{ on: { id: 'api' } }, 'wrong-type', '/threats/0/on'],
    [{ on: ['api', 'db'], key: 'k' }, 'invalid-item', '/threats/0/key'],
    [{ title: '' }, 'missing-title', '/threats/0'],
    [{ id: null }, 'missing-id', '/threats/0'],
    [{ rating: 5 }, 'wrong-type', '/threats/0/rating'],
    [{ rating: {} }, 'invalid-item', '/threats/0/rating'],
    [{ rating: { likelihood: 2 } }, 'invalid-item', '/threats/0/rating'],
    [
      { rating: { likelihood: 9, impact: 2 } },
      'out-of-range',
      '/threats/0/rating/likelihood',
    ],
    [
      { rating: { likelihood: 2, impactPoints: 2 } },
      'invalid-item',
      '/threats/0/rating',
    ],
    [
      { rating: { probability: 60, impactPoints: 2 } },
      'out-of-range',
      '/threats/0/rating/probability',
    ],
    [
      { rating: { probability: { low: 0.1 }, impactPoints: 2 } },
      'invalid-item',
      '/threats/0/rating/probability',
    ],
    [
      { rating: { probability: { low: '9%', high: '5%' }, impactPoints: 2 } },
      'out-of-range',
      '/threats/0/rating/probability',
    ],
    [
      { rating: { probability: 0.1, impactPoints: 1e300 } },
      'out-of-range',
      '/threats/0/rating',
    ],
    [
      { rating: { probability: 0.1, impactPoints: -1 } },
      'out-of-range',
      '/threats/0/rating/impactPoints',
    ],
    [
      { severity: 'low', rating: { likelihood: 5, impact: 5 } },
      'contradicting-rating',
      '/threats/0/severity',
    ],
    [
      { acceptance: { until: '2027' } },
      'invalid-item',
      '/threats/0/acceptance',
    ],
    [
      { acceptance: { reason: 'Cheap', until: 'soon' } },
      'invalid-date',
      '/threats/0/acceptance/until',
    ],
    [
      { mitigations: ['gone'] },
      'dangling-reference',
      '/threats/0/mitigations/0',
    ],
    [{ mitigations: [null] }, 'invalid-item', '/threats/0/mitigations/0'],
    [{ mitigations: [{}] }, 'invalid-item', '/threats/0/mitigations/0'],
    [
      { mitigations: [{ title: 'Wall', effect: 60 }] },
      'out-of-range',
      '/threats/0/mitigations/0/effect',
    ],
    [
      { mitigations: [{ title: 'Wall', state: 'half' }] },
      'unknown-status',
      '/threats/0/mitigations/0/state',
    ],
  ])('names the place in %j', (members, code, pointer) => {
    const model = threatWith(members);
    expect(
      warningsOf(model, code).map(({ position }) => position?.pointer),
    ).toEqual([pointer]);
    expect(model.findings).toHaveLength(
      Array.isArray(Reflect.get(members, 'on')) && code === 'invalid-item'
        ? 2
        : 1,
    );
  });

  it.each([
    [{ colour: 'red' }, 'unknown-key', '/colour'],
    [{ kind: 'film' }, 'unknown-kind', '/kind'],
    [{ title: null }, 'missing-title', ''],
    [
      { elements: [{ id: 'a', kind: 'robot' }] },
      'unknown-kind',
      '/elements/0/kind',
    ],
    [
      { elements: [{ id: 'a', entity: 'orders' }] },
      'invalid-entity-ref',
      '/elements/0/entity',
    ],
    [
      { elements: [{ id: 'a', diagram: 'x' }] },
      'dangling-reference',
      '/elements/0/diagram',
    ],
    [{ elements: [{ id: 'a' }, { id: 'a' }] }, 'duplicate-id', '/elements/1'],
    [{ elements: ['a'] }, 'invalid-item', '/elements/0'],
    [{ elements: [{ name: 'a' }] }, 'missing-id', '/elements/0'],
    [
      { flows: [{ id: 'f', from: 'x' }] },
      'dangling-reference',
      '/flows/0/from',
    ],
    [{ mitigations: [{ title: 'Wall' }] }, 'missing-id', '/mitigations/0'],
    [
      { mitigations: [{ id: 'm' }, { id: 'm' }] },
      'duplicate-id',
      '/mitigations/1',
    ],
    [{ options: [{ id: 'o', title: 'O' }] }, 'unknown-kind', '/options/0/kind'],
    [
      { options: [{ id: 'o', kind: 'pray' }] },
      'unknown-kind',
      '/options/0/kind',
    ],
    [
      { options: [{ id: 'o', kind: 'avoid', treats: 'x' }] },
      'dangling-reference',
      '/options/0/treats',
    ],
    [
      { options: [{ id: 'o', kind: 'avoid', treats: [{}] }] },
      'dangling-reference',
      '/options/0/treats/0',
    ],
    [
      { options: [{ id: 'o', kind: 'avoid', needs: 'x' }] },
      'dangling-reference',
      '/options/0/needs',
    ],
    [
      { options: [{ id: 'o', kind: 'avoid', cost: { once: -1 } }] },
      'out-of-range',
      '/options/0/cost/once',
    ],
    [
      { options: [{ id: 'o', kind: 'avoid', leadTimeDays: 1.5 }] },
      'out-of-range',
      '/options/0/leadTimeDays',
    ],
  ])('names the place in %j of the model', (sections, code, pointer) => {
    const model = modelWith(sections);
    expect(
      warningsOf(model, code).map(({ position }) => position?.pointer),
    ).toEqual([pointer]);
  });

  it('keeps two threats with the same id apart', () => {
    const model = modelWith({
      threats: [
        { id: 't', title: 'One' },
        { id: 't', title: 'Two' },
      ],
    });
    expect(new Set(model.findings.map(({ key }) => key)).size).toBe(2);
    expect(codesOf(model)).toContain('duplicate-id');
  });

  it('lets notes of one’s own be', () => {
    const model = threatWith({ 'x-note': 'ask Ada' }, { 'x-team': 1 });
    expect(codesOf(model)).not.toContain('unknown-key');
  });

  it('says where a misspelt key stands, and what is known', () => {
    const model = readModel(
      "productRisk: '1'\ntitle: Shop\nthreats:\n  - id: t\n    titel: Oops\n",
    );
    const [warning] = warningsOf(model, 'unknown-key');
    expect(warning.position).toEqual({
      pointer: '/threats/0/titel',
      line: 5,
      column: 5,
    });
    expect(warning.message).toContain('title');
  });

  it.each([
    [{ threats: { t: {} } }, 'the threats must be a list'],
    [{ elements: 'all' }, 'the elements must be a list'],
    [{ mitigations: 1 }, 'the mitigations must be a list'],
    [{ options: {} }, 'the options must be a list'],
    [{ productRisk: 2 }, 'the version of the format must be 1'],
  ])('is refused for %j', (sections, message) => {
    const refusal = refusalOf({ productRisk: '1', title: 'Shop', ...sections });
    expect(refusal.code).toBe('invalid-structure');
    expect(refusal.message).toContain(message);
  });

  it('is no assessment without a threat', () => {
    expect(codesOf(modelWith({}))).toEqual(['not-an-assessment']);
  });
});
