import { codesOf, readModel, refusalOf } from '../../__fixtures__';
import { Tm7Model, Tm7Threat, tm7With } from '../../__fixtures__/tm7';

const read = (model: Tm7Model) => readModel(tm7With(model));

const shop: Tm7Model['diagrams'] = [
  {
    guid: 'd1',
    name: 'Checkout',
    stencils: [
      {
        guid: 'zone',
        type: 'BorderBoundary',
        name: 'Cloud',
        box: [0, 0, 500, 500],
      },
      {
        guid: 'web',
        type: 'StencilEllipse',
        name: 'Web shop [component:default/shop]',
        box: [50, 50, 100, 100],
      },
      { guid: 'user', type: 'StencilRectangle', box: [900, 50, 100, 100] },
      {
        guid: 'db',
        type: 'StencilParallelLines',
        name: 'Orders',
        outOfScope: true,
      },
      {
        guid: 'f1',
        type: 'Connector',
        name: 'HTTPS',
        ends: ['user', 'web'],
      },
      { guid: 'line', type: 'LineBoundary', name: 'Internet' },
      { guid: 'note', type: 'StencilAnnotation', name: 'A remark' },
    ],
  },
  {
    guid: 'd2',
    stencils: [
      { guid: 'mail', type: 'b:StencilEllipse', name: 'Mailer' },
      { guid: 'own', type: 'Unseen', genericType: 'GE.DS', name: 'Archive' },
      { guid: 'odd', type: 'Unseen', genericType: 'f00', name: 'Thing' },
      { guid: 'f2', type: 'Connector', ends: ['mail', 'gone'] },
    ],
  },
];

const spoofing: Tm7Threat = {
  key: 'TH1userf1web',
  id: '7',
  typeId: 'TH1',
  state: 'NeedsInvestigation',
  source: 'user',
  flow: 'f1',
  target: 'web',
  diagram: 'd1',
  properties: {
    Title: 'Spoofing of the customer',
    UserThreatCategory: 'Spoofing',
    UserThreatDescription: 'Someone &lt;b&gt;poses&lt;/b&gt; as a customer.',
    Priority: 'High',
  },
};

const threatWith = (members: Tm7Threat) =>
  read({ diagrams: shop, threats: [{ ...spoofing, ...members }] }).findings[0];

const propertiesWith = (properties: Record<string, string>) => ({
  properties: { ...spoofing.properties, ...properties },
});

describe('models of the Microsoft Threat Modeling Tool', () => {
  it('have their head in the meta information', () => {
    expect(
      read({
        meta: {
          ThreatModelName: 'Shop',
          Owner: 'Ann',
          Contributors: 'Bea, Carl;Dan',
          Reviewer: 'Eve',
          HighLevelSystemDescription: 'Sells books',
        },
        threats: [
          { ...spoofing, modifiedAt: '0001-01-01T00:00:00' },
          { ...spoofing, key: 'b', modifiedAt: '2024-03-02T10:00:00Z' },
          { ...spoofing, key: 'c', modifiedAt: '2025-01-02T10:00:00.5+01:00' },
        ],
      }),
    ).toMatchObject({
      kind: 'threat-model',
      format: 'tm7',
      formatVersion: '4.3',
      title: 'Shop',
      owner: 'Ann',
      authors: ['Bea', 'Carl', 'Dan'],
      reviewer: 'Eve',
      description: 'Sells books',
      updatedAt: '2025-01-02T10:00:00.5+01:00',
    });
    expect(read({ threats: [] })).toMatchObject({
      title: 'model',
      updatedAt: undefined,
      authors: [],
    });
  });

  it('have the elements of every tab of the drawing', () => {
    const { diagrams, elements, warnings } = read({
      diagrams: shop,
      threats: [spoofing],
    });
    expect(diagrams).toEqual([
      { id: 'd1', title: 'Checkout' },
      { id: 'd2', title: 'Diagram 2' },
    ]);
    expect(
      elements.map(({ id, kind, name, parentId }) => [
        id,
        kind,
        name,
        parentId,
      ]),
    ).toEqual([
      ['zone', 'boundary', 'Cloud', undefined],
      ['web', 'process', 'Web shop [component:default/shop]', 'zone'],
      ['user', 'actor', 'Stencil', undefined],
      ['db', 'datastore', 'Orders', undefined],
      ['f1', 'flow', 'HTTPS', undefined],
      ['line', 'boundary', 'Internet', undefined],
      ['mail', 'process', 'Mailer', undefined],
      ['own', 'datastore', 'Archive', undefined],
      ['odd', 'node', 'Thing', undefined],
      ['f2', 'flow', 'Stencil', undefined],
    ]);
    expect(elements[1]).toMatchObject({
      diagramId: 'd1',
      entityRef: 'component:default/shop',
      outOfScope: false,
    });
    expect(elements[3].outOfScope).toBe(true);
    expect(elements[4]).toMatchObject({ sourceId: 'user', targetId: 'web' });
    expect(elements[9]).toMatchObject({
      sourceId: 'mail',
      targetId: undefined,
    });
    expect(warnings.map(({ code }) => code)).toEqual(['dangling-reference']);
  });

  it('tell tabs with the same elements apart, and find those of the threat', () => {
    const stencils = [{ guid: 'web', type: 'StencilEllipse', name: 'Web' }];
    const { elements, findings } = read({
      diagrams: [
        { guid: 'd1', stencils },
        { guid: 'd2', stencils },
      ],
      threats: [
        { key: 'a', target: 'web', diagram: 'd2', state: 'Mitigated' },
        { key: 'b', target: 'web', diagram: 'elsewhere', state: 'Mitigated' },
      ],
    });
    expect(elements.map(({ id }) => id)).toEqual(['web', 'web#2']);
    expect(findings.map(({ elementIds }) => elementIds)).toEqual([
      ['web#2'],
      ['web'],
    ]);
  });

  it('have one finding for each threat, with the texts of its properties', () => {
    const { findings } = read({ diagrams: shop, threats: [spoofing] });
    expect(findings).toEqual([
      expect.objectContaining({
        key: 'TH1userf1web',
        sourceId: '7',
        title: 'Spoofing of the customer',
        description: 'Someone poses as a customer.',
        severity: 'high',
        severityRaw: 'High',
        status: 'open',
        statusRaw: 'NeedsInvestigation',
        reviewed: true,
        categories: [{ taxonomy: 'STRIDE', id: 'spoofing' }],
        elementIds: ['web', 'user', 'f1'],
        mitigations: [],
        position: {
          pointer:
            '/ThreatModel/ThreatInstances/KeyValueOfstringThreatpc_P0_PhOB[1]',
          line: 4,
          column: 1,
        },
      }),
    ]);
  });

  it.each([
    ['AutoGenerated', 'open', false],
    ['NeedsInvestigation', 'open', true],
    ['NotApplicable', 'not_applicable', true],
    ['Mitigated', 'mitigated', true],
    [undefined, 'open', false],
    ['Postponed', 'unknown', true],
  ])('read the state %s as %s', (state, status, reviewed) => {
    expect(threatWith({ state })).toMatchObject({
      status,
      statusRaw: state,
      reviewed,
    });
  });

  it.each([
    ['Critical', 'critical'],
    ['High', 'high'],
    ['Medium', 'medium'],
    ['Low', 'low'],
    ['highest', 'unknown'],
  ])('read the priority %s as %s', (Priority, severity) => {
    expect(threatWith(propertiesWith({ Priority }))).toMatchObject({
      severity,
      severityRaw: Priority,
    });
  });

  it('warn of states and priorities nobody has seen', () => {
    expect(
      codesOf(
        read({
          threats: [
            {
              ...spoofing,
              source: undefined,
              flow: undefined,
              target: undefined,
              state: 'Postponed',
              ...propertiesWith({ Priority: 'highest' }),
            },
          ],
        }),
      ),
    ).toEqual(['unknown-status', 'unknown-severity']);
  });

  it('take the justification of what is mitigated for the mitigation', () => {
    const { findings, mitigations } = read({
      diagrams: shop,
      threats: [
        {
          ...spoofing,
          state: 'Mitigated',
          ...propertiesWith({
            StateInformation: 'Sign-in with passkeys\nsince May',
            PossibleMitigations: 'Use a second factor',
          }),
        },
      ],
    });
    expect(mitigations).toEqual([
      {
        key: 'TH1userf1web/mitigation',
        title: 'Sign-in with passkeys',
        description: 'Sign-in with passkeys\nsince May',
        status: 'implemented',
      },
    ]);
    expect(findings[0]).toMatchObject({
      statusReason: 'Sign-in with passkeys\nsince May',
      advice: 'Use a second factor',
      mitigations: [
        { mitigationKey: 'TH1userf1web/mitigation', status: 'implemented' },
      ],
    });
  });

  it.each([
    ['Mitigated', 'implemented'],
    ['AutoGenerated', 'proposed'],
  ])('take what is possible against a threat %s for %s', (state, status) => {
    const { findings, mitigations } = read({
      threats: [
        {
          key: 'k',
          state,
          properties: {
            Title: 'T',
            PossibleMitigations:
              'Encrypt. Refer: <a href="https://example.org">the guide</a>',
          },
        },
      ],
    });
    expect(mitigations).toMatchObject([
      { description: 'Encrypt. Refer: the guide', status },
    ]);
    expect(findings[0].advice).toBeUndefined();
  });

  it('keep the reason why a threat is not applicable, which is no mitigation', () => {
    const { findings, mitigations } = read({
      threats: [
        {
          ...spoofing,
          state: 'NotApplicable',
          ...propertiesWith({ StateInformation: 'Only reachable inside' }),
        },
      ],
    });
    expect(findings[0].statusReason).toBe('Only reachable inside');
    expect(mitigations).toEqual([]);
  });

  it('look up the names that a template of its own gives', () => {
    const { findings, mitigations } = read({
      categories: { 'c-1': 'Information Disclosure' },
      labels: { 'p-1': 'Mitigation(s)', 'p-2': 'Compliance Tag(s)' },
      threats: [
        {
          key: 'k',
          state: 'AutoGenerated',
          properties: {
            Title: 'T',
            UserThreatCategory: 'c-1',
            'p-1': 'Pin the certificate',
            'p-2':
              'CWE-319 ; https://capec.mitre.org/data/definitions/216 ; CWE-319',
          },
        },
      ],
    });
    expect(findings[0].categories).toEqual([
      { taxonomy: 'STRIDE', id: 'information-disclosure' },
      { taxonomy: 'CWE', id: 'CWE-319' },
      { taxonomy: 'CAPEC', id: 'CAPEC-216' },
    ]);
    expect(mitigations).toMatchObject([{ title: 'Pin the certificate' }]);
  });

  it('know a threat by its key, whatever the whitespace and the id', () => {
    expect(threatWith({ key: '\n  TH1user\n  f1web \n', id: '99' }).key).toBe(
      'TH1userf1web',
    );
    expect(threatWith({ key: undefined }).key).toBe('TH1userf1web');
  });

  it('tell threats with the same key apart, with a warning', () => {
    const model = read({ diagrams: [], threats: [spoofing, spoofing] });
    expect(model.findings.map(({ key }) => key)).toEqual([
      'TH1userf1web',
      'TH1userf1web#2',
    ]);
    expect(codesOf(model)).toContain('duplicate-id');
  });

  it('know a threat without any key by its title', () => {
    const model = read({
      threats: [{ properties: { UserThreatShortDescription: 'Short' } }, {}],
    });
    expect(model.findings.map(({ title }) => title)).toEqual([
      'Short',
      'Untitled threat',
    ]);
    expect(codesOf(model)).toEqual([
      'missing-id',
      'missing-title',
      'missing-id',
    ]);
  });

  it('read the elements of a threat, too, which old files fill', () => {
    const text = tm7With({ threats: [{ key: 'k' }] }).replace(
      '<b:Title i:nil="true"/>',
      '<b:Title>Old title</b:Title><b:Priority>Low</b:Priority>',
    );
    expect(readModel(text).findings[0]).toMatchObject({
      title: 'Old title',
      severity: 'low',
    });
  });

  it('warn of threats about elements that are gone, but not about none', () => {
    const model = read({
      diagrams: shop.slice(0, 1),
      threats: [
        {
          ...spoofing,
          target: 'web',
          source: 'gone',
          flow: '00000000-0000-0000-0000-000000000000',
        },
      ],
    });
    expect(model.findings[0].elementIds).toEqual(['web']);
    expect(model.warnings).toEqual([
      expect.objectContaining({
        code: 'dangling-reference',
        position: expect.objectContaining({
          pointer: expect.stringMatching(/Value\/SourceGuid$/),
        }),
      }),
    ]);
  });

  it('are no assessment without threats, be the list empty or nil', () => {
    expect(codesOf(read({ threats: [] }))).toEqual(['not-an-assessment']);
    expect(codesOf(read({}))).toEqual(['not-an-assessment']);
  });

  it('are refused when a hint calls something else so', () => {
    for (const content of ['<KnowledgeBase/>', '{}']) {
      expect(refusalOf(content, { formatHint: 'tm7' })).toMatchObject({
        code: 'invalid-structure',
        message: expect.stringContaining('templates (.tb7)'),
      });
    }
  });
});
