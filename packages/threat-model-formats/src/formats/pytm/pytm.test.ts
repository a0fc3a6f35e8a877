import { codesOf, readFixture, readModel, refusalOf } from '../../__fixtures__';

const dump = (members: object) => ({
  name: 'Shop',
  onDuplicates: 'Action.NO_ACTION',
  elements: [{ __class__: 'Server', name: 'Shop' }],
  flows: [],
  boundaries: [],
  findings: [],
  ...members,
});

const finding = (members: object) => ({
  threat_id: 'INP99',
  target: 'Shop',
  description: 'Forged order',
  ...members,
});

const readOne = (members: object) =>
  readModel(dump({ findings: [finding(members)] }));

describe('pytm', () => {
  const model = readFixture('bookshop.pytm-1.4.json');
  const found = (key: string) => model.findings.find(f => f.key === key);

  it('reads what the dump says about the model', () => {
    expect(model).toMatchObject({
      kind: 'threat-model',
      format: 'pytm',
      title: 'Book shop',
      description: 'Sells books and takes payments.',
    });
  });

  it('counts each element once, though actors and assets repeat them', () => {
    expect(
      model.elements.map(({ id, kind, parentId }) => [id, kind, parentId]),
    ).toEqual([
      ['Internet', 'boundary', undefined],
      ['Data centre', 'boundary', undefined],
      ['Reader', 'actor', 'Internet'],
      ['Shop', 'process', 'Data centre'],
      ['Orders', 'datastore', 'Data centre'],
      ['Picker', 'node', undefined],
      ['order', 'flow', undefined],
      ['save', 'flow', undefined],
      ['save#2', 'flow', undefined],
    ]);
  });

  it('reads scope, files, entity refs and the ends of flows', () => {
    const element = (id: string) => model.elements.find(e => e.id === id);
    expect(element('Picker')?.outOfScope).toBe(true);
    expect(element('Shop')).toMatchObject({
      outOfScope: false,
      sourcePaths: ['src/shop.py'],
      entityRef: 'component:default/shop',
    });
    expect(element('save#2')).toMatchObject({
      sourceId: 'Shop',
      targetId: 'Picker',
    });
  });

  it('reads actors and assets where there is no list of elements', () => {
    const read = readModel(
      dump({
        elements: undefined,
        actors: [{ __class__: 'Actor', name: 'Reader' }],
        assets: [{ __class__: 'Lambda', name: 'Shop' }],
      }),
    );
    expect(read.elements.map(({ id, kind }) => [id, kind])).toEqual([
      ['Reader', 'actor'],
      ['Shop', 'process'],
    ]);
  });

  it('recognises findings by rule and target, and by order where they repeat', () => {
    expect(
      model.findings.map(({ key, elementIds }) => [key, elementIds]),
    ).toEqual([
      ['INP99/Shop', ['Shop']],
      ['INP99/Orders', ['Orders']],
      ['DE09/save', ['save']],
      ['DE09/save#2', ['save#2']],
      ['AC09/Picker', ['Picker']],
      ['DO09/order', ['order']],
      ['XX01/Shop', ['Shop']],
      ['excluded/PH09/Shop', ['Shop']],
    ]);
  });

  it('reads the id of 1.1 as the rule, and never the number of later versions', () => {
    const old = readModel(
      dump({
        findings: [{ id: 'INP99', target: 'Shop', description: 'Forged' }],
      }),
    );
    expect(old.findings.map(({ key }) => key)).toEqual(['INP99/Shop']);
    expect(readOne({ id: '7' }).findings[0].key).toBe('INP99/Shop');
  });

  it('completes what 1.4 leaves empty from the same rule on another element', () => {
    expect(found('INP99/Orders')).toMatchObject({
      title: 'Forged order',
      description: 'Orders are not checked.',
      severity: 'unknown',
      status: 'mitigated',
      score: { value: 9.8, scale: 'CVSS, 0-10' },
      categories: found('INP99/Shop')?.categories,
      mitigations: [],
    });
    expect(found('XX01/Shop')?.title).toBe('XX01');
  });

  it.each([
    ['Very High', 'critical'],
    ['High', 'high'],
    ['Medium', 'medium'],
    ['Low', 'low'],
    ['Very Low', 'info'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('reads the severity %p as %s', (severity, expected) => {
    const read = readOne({ severity });
    expect(read.findings[0].severity).toBe(expected);
    expect(codesOf(read)).toEqual([]);
  });

  it('keeps a severity nobody has seen, and does not rate by it', () => {
    const read = readOne({ severity: 'Extreme' });
    expect(read.findings[0]).toMatchObject({
      severity: 'unknown',
      severityRaw: 'Extreme',
    });
    expect(codesOf(read)).toEqual(['unknown-severity']);
  });

  it.each([
    ['', 'open', false],
    [null, 'open', false],
    ['mitigated', 'mitigated', true],
    ['Accepted', 'accepted', true],
    ['transferred', 'transferred', true],
    ['avoided', 'avoided', true],
  ])('reads the response %p as %s', (response, status, reviewed) => {
    const read = readOne({ response });
    expect(read.findings[0]).toMatchObject({ status, reviewed });
    expect(codesOf(read)).toEqual([]);
  });

  it.each(['**To Mitigate**: throttle', 'unmitigated', 'not accepted yet'])(
    'counts the response %p as open and keeps it',
    response => {
      const read = readOne({ response });
      expect(read.findings[0]).toMatchObject({
        status: 'open',
        reviewed: true,
      });
      expect(read.findings[0].statusReason).toBe(response);
      expect(codesOf(read)).toEqual(['free-text-status']);
    },
  );

  it('reads a finding that an assumption excludes as not applicable', () => {
    expect(found('excluded/PH09/Shop')).toMatchObject({
      status: 'not_applicable',
      statusReason: 'The warehouse is trusted',
      severity: 'high',
      reviewed: true,
    });
    const read = readModel(dump({ excluded_findings: [finding({})] }));
    expect(read.findings[0].statusReason).toBe(
      'Excluded by an assumption of the model.',
    );
  });

  it('reads weaknesses and attack patterns from the links, each once', () => {
    expect(found('INP99/Shop')?.categories).toEqual([
      { taxonomy: 'CAPEC', id: 'CAPEC-153' },
      { taxonomy: 'CWE', id: 'CWE-20' },
    ]);
  });

  it('makes one mitigation of each text, done where the finding is mitigated', () => {
    expect(model.mitigations.map(({ key, status }) => [key, status])).toEqual([
      ['INP99/Shop/mitigation', 'proposed'],
      ['DE09/save/mitigation', 'proposed'],
      ['DE09/save#2/mitigation', 'proposed'],
      ['DO09/order/mitigation', 'proposed'],
    ]);
    const read = readOne({ response: 'mitigated', mitigations: 'Check.' });
    expect(read.mitigations[0].status).toBe('implemented');
    expect(read.findings[0].mitigations[0].status).toBe('implemented');
  });

  it.each(['11', 'high', '', '-1'])('takes %p for no CVSS score', cvss => {
    expect(readOne({ cvss }).findings[0].score).toBeUndefined();
  });

  it('puts a finding on the model when its element is not in the file', () => {
    const read = readOne({ target: 'Nowhere' });
    expect(read.findings[0].elementIds).toEqual([]);
    expect(codesOf(read)).toEqual(['dangling-reference']);
  });

  it('recognises a finding without a rule by its title', () => {
    const read = readOne({ threat_id: undefined });
    expect(read.findings[0].key).toBe('Forged order/Shop');
    expect(codesOf(read)).toEqual(['missing-id']);
  });

  it('warns of elements without a name and of references that lead nowhere', () => {
    const read = readModel(
      dump({
        elements: [{ __class__: 'Server' }],
        flows: [{ name: 'f', source: 'x', sink: 'y', inBoundary: 'z' }],
        findings: [finding({ target: 'f' })],
      }),
    );
    expect(codesOf(read)).toEqual([
      'missing-id',
      'dangling-reference',
      'dangling-reference',
      'dangling-reference',
    ]);
  });

  it('takes a dump of a model that was not processed for no assessment', () => {
    expect(codesOf(readModel(dump({})))).toEqual(['not-an-assessment']);
  });

  it('refuses the input of pytm, also when told that it is pytm', () => {
    const input = dump({ findings: undefined });
    expect(refusalOf(input).code).toBe('unknown-format');
    expect(refusalOf(input, { formatHint: 'pytm' })).toMatchObject({
      code: 'invalid-structure',
      message: expect.stringContaining('Run the model with --json'),
    });
  });

  it.each(['findings', 'excluded_findings', 'elements', 'flows', 'boundaries'])(
    'refuses %s that are no list',
    section => {
      expect(refusalOf(dump({ [section]: { a: 1 } }))).toMatchObject({
        code: 'invalid-structure',
        position: { pointer: `/${section}` },
      });
    },
  );

  it('refuses a dump that was cut off instead of reading its beginning', () => {
    const text = JSON.stringify(dump({ findings: [finding({})] }));
    expect(refusalOf(text.slice(0, -30)).code).toBe('syntax');
  });
});
