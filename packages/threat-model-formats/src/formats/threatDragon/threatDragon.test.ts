import {
  codesOf,
  dragonWith,
  readFixture,
  readModel,
  refusalOf,
} from '../../__fixtures__';

const threat = (members: object = {}) => ({
  id: 't',
  title: 'Stolen token',
  status: 'Open',
  severity: 'High',
  type: 'Spoofing',
  modelType: 'STRIDE',
  ...members,
});

describe('Threat Dragon 2', () => {
  const model = readFixture('bookshop.threat-dragon-v2.json');
  const finding = (id: string) =>
    model.findings.find(({ sourceId }) => sourceId === id);

  it('reads what the model says about itself', () => {
    expect(model).toMatchObject({
      format: 'threat-dragon-v2',
      formatVersion: '2.7.0',
      title: 'Book shop',
      owner: 'Checkout team',
      authors: ['Ada', 'Grace'],
      reviewer: 'Edsger',
      diagrams: [{ id: '0', title: 'Ordering' }],
      warnings: [],
    });
    expect(model.id).toBeUndefined();
  });

  it('reads elements with their kinds, ends, boundaries and catalog entities', () => {
    expect(
      model.elements.map(({ id, kind, parentId }) => [id, kind, parentId]),
    ).toEqual([
      ['b-dmz', 'boundary', undefined],
      ['a-reader', 'actor', undefined],
      ['p-orders', 'process', 'b-dmz'],
      ['s-orders', 'datastore', 'b-dmz'],
      ['f-order', 'flow', undefined],
    ]);
    expect(model.elements[4]).toMatchObject({
      sourceId: 'a-reader',
      targetId: 'p-orders',
      bidirectional: true,
    });
    expect(model.elements[1].outOfScope).toBe(true);
    expect(model.elements[2].entityRef).toBe('component:default/orders');
  });

  it('maps every status up to those of 2.7', () => {
    expect(
      model.findings.map(({ sourceId, status }) => [sourceId, status]),
    ).toEqual([
      ['t-1', 'open'],
      ['t-2', 'mitigated'],
      ['t-3', 'accepted'],
      ['t-4', 'mitigated'],
      ['t-5', 'not_applicable'],
      ['t-6', 'transferred'],
    ]);
    expect(finding('t-4')?.statusRaw).toBe('Eliminated');
  });

  it('takes the mitigation text for the reason where the status needs one', () => {
    expect(finding('t-3')?.statusReason).toBe('The loss is small and insured');
    expect(finding('t-2')?.statusReason).toBeUndefined();
  });

  it('makes one mitigation of each text a person wrote', () => {
    expect(
      model.mitigations.map(({ title, status }) => [title, status]),
    ).toEqual([
      ['Prices are looked up on the server', 'implemented'],
      ['The loss is small and insured', 'proposed'],
      ['Cards are entered at the payment provider', 'proposed'],
      ['Contract with the provider', 'proposed'],
    ]);
    expect(finding('t-2')?.mitigations).toEqual([
      { mitigationKey: model.mitigations[0].key, status: 'implemented' },
    ]);
  });

  it('takes placeholders for nothing and an undecided severity for unknown', () => {
    expect(finding('t-1')).toMatchObject({
      description: '',
      mitigations: [],
      severity: 'unknown',
      severityRaw: 'TBD',
    });
  });

  it.each([
    ['Provide remediation for this threat or a reason if status is N/A'],
    [
      'Geben Sie eine Korrekturmaßnahme für diese Bedrohung oder eine Begründung N/A an',
    ],
    ['为这种威胁提供缓解或预防措施'],
  ])('knows the placeholder "%s"', mitigation => {
    expect(readModel(dragonWith([threat({ mitigation })])).mitigations).toEqual(
      [],
    );
  });

  it.each([
    ['Nichtanerkennung', 'STRIDE', 'STRIDE', 'repudiation'],
    ['Denial Of Service', '', 'STRIDE', 'denial-of-service'],
    ["Divulgation d'information", 'STRIDE', 'STRIDE', 'information-disclosure'],
    [
      "Divulgation d'information",
      'LINDDUN',
      'LINDDUN',
      'disclosure-of-information',
    ],
    ['Unawareness', 'PLOT4ai', 'PLOT4ai', 'unawareness'],
    ['Unawareness', 'LINDDUN', 'LINDDUN', 'unawareness'],
    ['Distributed', 'DIE', 'other', 'distributed'],
    ['Integrity', 'CIADIE', 'CIA', 'integrity'],
  ])('reads the type %s of a %s model', (type, modelType, taxonomy, id) => {
    const [found] = readModel(
      dragonWith([threat({ type, modelType })]),
    ).findings;
    expect(found.categories).toEqual([{ taxonomy, id }]);
  });

  it('keeps a type nobody has seen, with a warning', () => {
    const read = readModel(dragonWith([threat({ type: 'Jealousy' })]));
    expect(read.findings[0].categories).toEqual([
      { taxonomy: 'other', id: 'Jealousy' },
    ]);
    expect(codesOf(read)).toEqual(['unknown-category']);
  });

  it('reads a score only when it is a number', () => {
    const scores = ['9.1', 33, 'Test text', ''].map(
      score => readModel(dragonWith([threat({ score })])).findings[0].score,
    );
    expect(scores).toEqual([
      { value: 9.1, scale: 'custom' },
      { value: 33, scale: 'custom' },
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['Offen', 'open'],
    ['Mitigé', 'mitigated'],
    ['解決済み', 'mitigated'],
    ['Not Applicable', 'not_applicable'],
    ['T/A', 'not_applicable'],
    ['غير قابل للتطبيق', 'not_applicable'],
  ])(
    'reads the status %s, as a user interface shows it',
    (status, expected) => {
      const read = readModel(dragonWith([threat({ status })]));
      expect(read.findings[0]).toMatchObject({
        status: expected,
        statusRaw: status,
      });
      expect(codesOf(read)).toEqual([]);
    },
  );

  it('counts statuses and severities nobody has seen as unknown, keeps and places them', () => {
    const read = readModel(
      dragonWith([threat({ status: 'Unmitigated', severity: 'Apocalyptic' })]),
    );
    expect(read.findings[0]).toMatchObject({
      status: 'unknown',
      statusRaw: 'Unmitigated',
      severity: 'unknown',
      severityRaw: 'Apocalyptic',
    });
    expect(read.warnings).toEqual([
      expect.objectContaining({
        code: 'unknown-severity',
        position: {
          pointer: '/detail/diagrams/0/cells/0/data/threats/0/severity',
          line: 25,
          column: expect.any(Number),
        },
      }),
      expect.objectContaining({ code: 'unknown-status' }),
    ]);
  });

  it('keeps threats with one id apart, in one element and in two', () => {
    const read = readModel(
      dragonWith([threat(), threat({ title: 'Guessed token' })]),
    );
    expect(read.findings.map(({ key }) => key)).toEqual([
      'checkout/t',
      'checkout/t#2',
    ]);
    expect(codesOf(read)).toEqual(['duplicate-id']);
  });

  it('recognises a threat without an id again by element, type and title', () => {
    const first = readModel(dragonWith([threat({ id: undefined })]));
    const later = readModel(
      dragonWith([
        threat({ title: 'New' }),
        threat({ id: undefined, status: 'Mitigated', title: 'stolen  TOKEN' }),
      ]),
    );
    expect(codesOf(first)).toEqual(['missing-id']);
    expect(later.findings[1].key).toBe(first.findings[0].key);
  });

  it('reads threats where the schema documents them, each once', () => {
    const read = readModel(
      dragonWith([threat()], { threats: [threat(), threat({ id: 'u' })] }),
    );
    expect(read.findings.map(({ sourceId }) => sourceId)).toEqual(['t', 'u']);
  });

  it('leaves out single bad items, each with a warning and its place', () => {
    const read = readModel(dragonWith([null, 'x', threat({ title: ['no'] })]));
    expect(read.findings).toHaveLength(1);
    expect(read.findings[0].title).toBe('Spoofing');
    expect(
      read.warnings.map(({ code, position }) => [code, position?.pointer]),
    ).toEqual([
      ['invalid-item', '/detail/diagrams/0/cells/0/data/threats/0'],
      ['invalid-item', '/detail/diagrams/0/cells/0/data/threats/1'],
      ['wrong-type', '/detail/diagrams/0/cells/0/data/threats/2/title'],
      ['missing-title', '/detail/diagrams/0/cells/0/data/threats/2'],
    ]);
    expect(read.warnings.every(({ position }) => position?.line)).toBe(true);
  });

  it('reads null where a list belongs as an empty list, and says so', () => {
    const read = readModel(dragonWith(null));
    expect(read.findings).toEqual([]);
    expect(codesOf(read)).toEqual(['null-list', 'not-an-assessment']);
  });

  it.each([
    ['diagrams', { summary: {}, detail: { diagrams: {} } }],
    ['cells', { summary: {}, detail: { diagrams: [{ cells: 'none' }] } }],
  ])('refuses %s that are no list: findings could be missed', (what, value) => {
    const refusal = refusalOf(value);
    expect(refusal.code).toBe('invalid-structure');
    expect(refusal.message).toContain(`${what}`);
    expect(refusal.message).toMatch(/^model\.json, line \d+, column \d+: /);
  });

  it('never takes one default rating of five threats for a review', () => {
    const read = readModel(
      dragonWith(
        ['a', 'b', 'c', 'd', 'e'].map(id =>
          threat({ id, status: id === 'e' ? 'Mitigated' : 'Open' }),
        ),
      ),
    );
    expect(codesOf(read)).toEqual(['uniform-ratings']);
    // A person decided about the last one.
    expect(read.findings.map(({ reviewed }) => reviewed)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('gives cell ids that two diagrams share to two elements', () => {
    const diagram = {
      cells: [{ id: 'a', data: { type: 'tm.Store', threats: [threat()] } }],
    };
    const read = readModel({
      version: '2.0',
      summary: { title: 'x' },
      detail: { diagrams: [diagram, diagram] },
    });
    expect(read.elements.map(({ id }) => id)).toEqual(['a', 'a#2']);
    expect(read.findings.map(({ elementIds }) => elementIds)).toEqual([
      ['a'],
      ['a#2'],
    ]);
  });
});

describe('Threat Dragon 1', () => {
  const model = readFixture('bookshop.threat-dragon-v1.json');

  it('reads names from the drawing and threats from the shape', () => {
    expect(model.format).toBe('threat-dragon-v1');
    expect(model.elements.map(({ name }) => name)).toEqual(['Orders', 'Order']);
    expect(model.findings.map(({ status }) => status)).toEqual([
      'not_applicable',
      'open',
    ]);
  });

  it('warns about flows that end nowhere and threats that look the same', () => {
    expect(codesOf(model).sort()).toEqual([
      'dangling-reference',
      'duplicate-id',
    ]);
    expect(model.elements[1].sourceId).toBeUndefined();
    expect(new Set(model.findings.map(({ key }) => key)).size).toBe(2);
  });

  it('keeps a diagram that was never drawn', () => {
    expect(model.diagrams).toHaveLength(2);
  });
});
