import { codesOf, readModel, refusalOf } from '../../__fixtures__';

const workspace = (members: object) => ({
  schema: 1,
  applicationInfo: { name: 'Book shop', description: 'Sells **books**.' },
  ...members,
});

const threat = (members: object = {}) => ({
  id: 't1',
  numericId: 1,
  statement: 'A reader with a proxy can change prices, which costs money',
  threatAction: 'change prices',
  ...members,
});

const rated = (value: unknown) =>
  threat({ metadata: [{ key: 'Priority', value }] });

const mitigation = (id: string, status?: string) => ({
  id,
  content: `Measure ${id}`,
  status,
});

const link = (mitigationId: string, linkedId = 't1') => ({
  mitigationId,
  linkedId,
});

const readOne = (one: object, members: object = {}) => {
  const model = readModel(workspace({ threats: [one], ...members }));
  return { model, finding: model.findings[0] };
};

describe('AWS Threat Composer', () => {
  it('reads what the workspace says about the application', () => {
    const { model } = readOne(threat());
    expect(model).toMatchObject({
      kind: 'threat-model',
      format: 'threat-composer',
      formatVersion: '1',
      title: 'Book shop',
      elements: [],
      diagrams: [],
    });
  });

  it('takes the action as title and keeps the whole statement with its comments', () => {
    const { finding } = readOne(
      threat({ metadata: [{ key: 'Comments', value: 'Seen in <i>May</i>' }] }),
    );
    expect(finding).toMatchObject({
      key: 't1',
      sourceId: 't1',
      title: 'change prices',
      description:
        'A reader with a proxy can change prices, which costs money\n\nSeen in May',
      elementIds: [],
      position: { pointer: '/threats/0' },
    });
  });

  it('makes a title of a long statement, or of the number, where there is no action', () => {
    const statement = `A thief ${'very '.repeat(40)}much takes books`;
    const title = readOne(threat({ threatAction: '', statement })).finding
      .title;
    expect(title.length).toBeLessThanOrEqual(140);
    expect(title).toMatch(/^A thief very .*very…$/);
    expect(
      readOne(threat({ threatAction: '', statement: '' })).finding.title,
    ).toBe('Threat 1');
  });

  it.each([
    ['High', 'high'],
    ['Medium', 'medium'],
    ['low', 'low'],
    ['-', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('reads the priority %p as %s', (value, severity) => {
    const { model, finding } = readOne(rated(value));
    expect(finding.severity).toBe(severity);
    expect(codesOf(model)).toEqual([]);
  });

  it('knows no severity without a priority, and keeps one nobody has seen', () => {
    expect(readOne(threat()).finding.severity).toBe('unknown');
    const { model, finding } = readOne(rated('Highest'));
    expect(finding).toMatchObject({
      severity: 'unknown',
      severityRaw: 'Highest',
    });
    expect(codesOf(model)).toEqual(['unknown-severity']);
  });

  it.each([
    [undefined, 'open', []],
    ['threatIdentified', 'open', []],
    ['threatResolved', 'mitigated', []],
    ['threatResolvedNotUseful', 'not_applicable', []],
    ['threatParked', 'unknown', ['unknown-status']],
  ])('reads the status %s as %s', (status, expected, codes) => {
    const { model, finding } = readOne(threat({ status }));
    expect(finding.status).toBe(expected);
    expect(finding.statusRaw).toBe(status);
    expect(codesOf(model)).toEqual(codes);
  });

  it('derives acceptance where a resolved threat has only mitigations that will not be done', () => {
    const willNot = 'mitigationResolvedWillNotAction';
    const { model, finding } = readOne(threat({ status: 'threatResolved' }), {
      mitigations: [mitigation('m1', willNot), mitigation('m2', willNot)],
      mitigationLinks: [link('m1'), link('m2')],
    });
    expect(finding).toMatchObject({
      status: 'accepted',
      statusRaw: 'threatResolved',
      statusReason: expect.stringContaining('Derived'),
    });
    expect(codesOf(model)).toEqual(['derived-status']);
  });

  it.each([
    ['threatResolved', 'mitigationResolved', 'mitigated'],
    ['threatIdentified', 'mitigationResolvedWillNotAction', 'open'],
  ])(
    'derives none of %s with one mitigation %s',
    (status, mitigationStatus, expected) => {
      const { model, finding } = readOne(threat({ status }), {
        mitigations: [
          mitigation('m1', 'mitigationResolvedWillNotAction'),
          mitigation('m2', mitigationStatus),
        ],
        mitigationLinks: [link('m1'), link('m2')],
      });
      expect(finding.status).toBe(expected);
      expect(codesOf(model)).toEqual([]);
    },
  );

  it.each([
    [undefined, 'proposed', []],
    ['mitigationIdentified', 'proposed', []],
    ['mitigationInProgress', 'in_progress', []],
    ['mitigationResolved', 'implemented', []],
    ['mitigationResolvedWillNotAction', 'rejected', []],
    ['mitigationLost', 'unknown', ['unknown-status']],
  ])('reads the mitigation status %s as %s', (status, expected, codes) => {
    const { model, finding } = readOne(threat(), {
      mitigations: [mitigation('m1', status)],
      mitigationLinks: [link('m1')],
    });
    expect(model.mitigations).toMatchObject([
      { key: 'm1', title: 'Measure m1', status: expected },
    ]);
    expect(finding.mitigations).toEqual([
      { mitigationKey: 'm1', status: expected, statusRaw: status },
    ]);
    expect(codesOf(model)).toEqual(codes);
  });

  it('warns of links that lead nowhere, and takes one to an assumption as it is', () => {
    const { model, finding } = readOne(threat(), {
      mitigations: [mitigation('m1')],
      assumptions: [{ id: 'a1', content: 'Readers are honest' }],
      mitigationLinks: [
        link('m1'),
        link('m1'),
        link('m1', 'a1'),
        link('m1', 'gone'),
        link('gone'),
      ],
    });
    expect(finding.mitigations).toHaveLength(1);
    expect(
      model.warnings.map(({ code, position }) => [code, position?.pointer]),
    ).toEqual([
      ['dangling-reference', '/mitigationLinks/3'],
      ['dangling-reference', '/mitigationLinks/4'],
    ]);
  });

  it('reads STRIDE from the metadata and from tags, and the goals', () => {
    const { model, finding } = readOne(
      threat({
        metadata: [{ key: 'STRIDE', value: ['S', 'E', 'X'] }],
        tags: ['STRIDE-T', 'stride-s', 'shop'],
        impactedGoal: ['integrity'],
      }),
    );
    expect(finding.categories).toEqual([
      { taxonomy: 'STRIDE', id: 'spoofing' },
      { taxonomy: 'STRIDE', id: 'elevation-of-privilege' },
      { taxonomy: 'STRIDE', id: 'tampering' },
      { taxonomy: 'CIA', id: 'integrity' },
    ]);
    expect(finding.tags).toEqual(['STRIDE-T', 'stride-s', 'shop']);
    expect(codesOf(model)).toEqual(['unknown-category']);
  });

  it('keeps items that share an id or have none', () => {
    const model = readModel(
      workspace({
        threats: [threat(), threat(), threat({ id: undefined })],
        mitigations: [
          mitigation('m1'),
          mitigation('m1', 'mitigationResolved'),
          { content: 'Nameless' },
        ],
        mitigationLinks: [link('m1')],
      }),
    );
    expect(model.findings.map(({ key }) => key).slice(0, 2)).toEqual([
      't1',
      't1#2',
    ]);
    expect(model.findings).toHaveLength(3);
    expect(model.findings[0].mitigations).toMatchObject([
      { mitigationKey: 'm1', status: 'proposed' },
    ]);
    expect(model.mitigations).toHaveLength(3);
    expect(codesOf(model)).toEqual([
      'duplicate-id',
      'missing-id',
      'duplicate-id',
      'missing-id',
    ]);
  });

  it('takes a workspace without threats for no assessment', () => {
    expect(codesOf(readModel(workspace({})))).toEqual(['not-an-assessment']);
  });

  it('ignores what other producers add, and embedded images', () => {
    const { model } = readOne(threat(), {
      businessContext: { industry: 'books' },
      architecture: { image: `data:image/png;base64,${'A'.repeat(5000)}` },
    });
    expect(model.warnings).toEqual([]);
    expect(JSON.stringify(model)).not.toContain('AAAA');
  });

  it.each(['threats', 'mitigations', 'mitigationLinks', 'assumptions'])(
    'refuses %s that are no list',
    section => {
      expect(refusalOf(workspace({ [section]: 'x' }))).toMatchObject({
        code: 'invalid-structure',
        position: { pointer: `/${section}` },
      });
    },
  );

  it('refuses something else that is said to be a workspace', () => {
    expect(
      refusalOf({ threats: [] }, { formatHint: 'threat-composer' }).code,
    ).toBe('invalid-structure');
  });
});
