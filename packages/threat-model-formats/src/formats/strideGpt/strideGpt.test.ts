import { codesOf, readModel, refusalOf } from '../../__fixtures__';

const threat = (members: object = {}) => ({
  'Threat Type': 'Spoofing',
  Scenario: 'A reader signs in as another one',
  'Potential Impact': 'Orders in a <b>false</b> name',
  ...members,
});

const report = (members: object) => ({
  version: '1.0',
  generated_at: '2026-05-04T10:00:00+00:00',
  target: '/home/somebody/book-shop',
  overview: 'A shop.',
  subsystems: [
    { name: 'Sign-in', threats: [threat()], files_analyzed: ['login.py'] },
  ],
  cross_cutting_threats: [],
  ...members,
});

describe('STRIDE GPT', () => {
  it('reads a report, its subsystems as elements', () => {
    const model = readModel(report({}));
    expect(model).toMatchObject({
      kind: 'threat-model',
      format: 'stride-gpt',
      formatVersion: '1.0',
      title: 'book-shop',
      description: 'A shop.',
      updatedAt: '2026-05-04T10:00:00+00:00',
      elements: [{ id: 'Sign-in', kind: 'node', sourcePaths: ['login.py'] }],
    });
    expect(JSON.stringify(model)).not.toContain('somebody');
  });

  it('takes every threat for a draft: open, not reviewed, not rated', () => {
    const model = readModel(report({}));
    expect(model.findings).toMatchObject([
      {
        title: 'A reader signs in as another one',
        description:
          'A reader signs in as another one\n\nOrders in a false name',
        status: 'open',
        severity: 'unknown',
        reviewed: false,
        categories: [{ taxonomy: 'STRIDE', id: 'spoofing' }],
        elementIds: ['Sign-in'],
        mitigations: [],
      },
    ]);
    expect(codesOf(model)).toEqual(['draft']);
  });

  it('puts a threat that crosses subsystems once on all of them', () => {
    const model = readModel(
      report({
        cross_cutting_threats: [
          threat({ 'Affected Subsystems': ['Sign-in', 'Elsewhere'] }),
        ],
      }),
    );
    expect(model.findings.map(({ elementIds }) => elementIds)).toEqual([
      ['Sign-in'],
      ['Sign-in'],
    ]);
    expect(codesOf(model)).toEqual(['dangling-reference', 'draft']);
  });

  it('reads the answer of the language model', () => {
    const model = readModel(
      { threat_model: [threat(), threat({ 'Threat Type': 'Tampering' })] },
      { fileName: 'answer.json' },
    );
    expect(model.title).toBe('answer.json');
    expect(model.findings).toHaveLength(2);
    expect(model.elements).toEqual([]);
  });

  it('reads a DREAD assessment, whose mean is a score and no severity', () => {
    const dread = threat({
      'Damage Potential': 8,
      Reproducibility: 6,
      Exploitability: 4,
      'Affected Users': 9,
      Discoverability: 10,
    });
    const model = readModel({ 'Risk Assessment': [dread, threat()] });
    expect(model.findings.map(({ score }) => score?.value)).toEqual([
      7.4,
      undefined,
    ]);
    expect(model.findings[0].severity).toBe('unknown');
    expect(
      readModel({ 'Risk Assessment': [{ ...dread, Exploitability: 40 }] })
        .findings[0].score,
    ).toBeUndefined();
  });

  it.each([
    [[{ id: 'T1110', name: 'Brute force' }, { id: 'nonsense' }, {}], ['T1110']],
    [
      ['T1110.001', 'AML.T0051', 'see notes'],
      ['T1110.001', 'AML.T0051'],
    ],
    ['T1110, T1110, prose', ['T1110']],
    [null, []],
    [7, []],
  ])('reads the techniques in %j', (stated, ids) => {
    const [finding] = readModel({
      threat_model: [threat({ MITRE_ATTACK: stated })],
    }).findings;
    expect(
      finding.categories
        .filter(({ taxonomy }) => taxonomy === 'ATTACK')
        .map(({ id }) => id),
    ).toEqual(ids);
  });

  it('reads codes of OWASP and the kind of insider', () => {
    const [finding] = readModel({
      threat_model: [
        threat({
          OWASP_LLM: 'LLM01: Prompt injection',
          OWASP_ASI: ['asi02', { a: 1 }],
          INSIDER_CATEGORY: 'Careless',
        }),
      ],
    }).findings;
    expect(finding.categories.slice(1)).toEqual([
      { taxonomy: 'OWASP', id: 'LLM01' },
      { taxonomy: 'OWASP', id: 'ASI02' },
    ]);
    expect(finding.tags).toEqual(['Careless']);
  });

  it('titles a threat without a scenario by its type', () => {
    const model = readModel({ threat_model: [threat({ Scenario: '' })] });
    expect(model.findings[0].title).toBe('Spoofing');
    expect(codesOf(model)).toEqual(['draft', 'missing-title']);
  });

  it('does not recognise a threat that was worded anew', () => {
    const keyOf = (Scenario: string) =>
      readModel({ threat_model: [threat({ Scenario })] }).findings[0].key;
    expect(keyOf('One')).toBe(keyOf(' one '));
    expect(keyOf('One')).not.toBe(keyOf('Another'));
  });

  it.each([
    [{ subsystems: { a: 1 } }, '/subsystems'],
    [{ cross_cutting_threats: 1 }, '/cross_cutting_threats'],
    [{ subsystems: [{ name: 'x', threats: 'none' }] }, '/subsystems/0/threats'],
  ])('refuses %j, which could hide threats', (members, pointer) => {
    expect(
      refusalOf(report(members), { formatHint: 'stride-gpt' }),
    ).toMatchObject({ code: 'invalid-structure', position: { pointer } });
  });

  it('takes a report without threats for no assessment, and nothing for a report', () => {
    const hint = { formatHint: 'stride-gpt' };
    expect(codesOf(readModel(report({ subsystems: [] }), hint))).toEqual([
      'not-an-assessment',
    ]);
    expect(refusalOf({ a: 1 }, hint).code).toBe('invalid-structure');
  });
});
