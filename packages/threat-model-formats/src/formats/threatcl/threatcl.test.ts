import {
  bytesOf,
  codesOf,
  readFixture,
  readModel,
  refusalOf,
} from '../../__fixtures__';
import { readThreatModels } from '../../readThreatModels';

const withThreat = (body: string) =>
  `spec_version = "0.7.0"\nthreatmodel "Shop" {\n  author = "me"\n  threat "T" {\n    description = "d"\n${body}\n  }\n}\n`;
const readOne = (body: string) => {
  const model = readModel(withThreat(body));
  return { model, finding: model.findings[0] };
};
const risk = (likelihood: string, impact: string, more = '') =>
  `risk {\n likelihood = "${likelihood}"\n impact = "${impact}"\n${more}\n}`;
const control = (name: string, implemented?: boolean) =>
  `control "${name}" {\n description = "c"\n${
    implemented === undefined ? '' : `implemented = ${implemented}`
  }\n}`;

const export1 = {
  name: 'Shop',
  author: 'me',
  updatedAt: 1714557600,
  informationAsset: [
    { name: 'orders', informationClassification: 'Restricted' },
  ],
  threat: [
    {
      name: 'Forged order',
      description: 'False name',
      stride: ['Spoofing'],
      informationAssetRefs: ['orders'],
      risk: { likelihood: 'low', impact: 'low' },
      control: 'Look twice',
      expandedControl: [
        {
          name: 'Signature',
          description: 'Sign',
          implemented: true,
          implementationNotes: 'In the gateway',
          riskReduction: 50,
          attribute: [{ name: 'owner', value: 'Gateway team' }],
        },
      ],
      proposedControl: [{ description: 'A safe' }],
    },
  ],
  dataFlowDiagram: [
    {
      name: 'Checkout',
      process: [{ name: 'Shop', trustZone: 'Cloud' }],
      externalElement: [{ name: 'Reader' }],
      flow: [{ name: 'https', from: 'Reader', to: 'Shop' }],
    },
  ],
};

describe('threatcl', () => {
  const model = readFixture('bookshop.threatcl.hcl');

  it('reads what the model says about itself', () => {
    expect(model).toMatchObject({
      kind: 'threat-model',
      format: 'threatcl',
      formatVersion: '0.7.0',
      title: 'Book shop',
      description: 'Sells books.\nTakes payments.',
      owner: 'Checkout team',
      authors: ['@reader'],
      updatedAt: '2024-05-01T10:00:00.000Z',
      diagrams: [{ id: 'Checkout', title: 'Checkout' }],
    });
  });

  it('reads assets and diagrams, and the zones that are only named', () => {
    expect(
      model.elements.map(({ id, kind, parentId, diagramId }) => [
        id,
        kind,
        parentId,
        diagramId,
      ]),
    ).toEqual([
      ['orders', 'asset', undefined, undefined],
      ['Cloud', 'boundary', undefined, 'Checkout'],
      ['Shop floor', 'boundary', undefined, 'Checkout'],
      ['Shop', 'process', 'Cloud', 'Checkout'],
      ['Orders', 'datastore', 'Cloud', 'Checkout'],
      ['Till', 'process', 'Shop floor', 'Checkout'],
      ['Reader', 'actor', undefined, 'Checkout'],
      ['https: Reader > Shop', 'flow', undefined, 'Checkout'],
      ['https: Shop > Orders', 'flow', undefined, 'Checkout'],
    ]);
    expect(model.elements[0]).toMatchObject({
      tags: ['Confidential'],
      entityRef: 'component:default/orders',
    });
    expect(model.elements[8]).toMatchObject({
      sourceId: 'Shop',
      targetId: 'Orders',
    });
  });

  it('reads a threat with its texts, categories, assets and rating', () => {
    expect(model.findings[0]).toMatchObject({
      key: 'Book shop/Forged order',
      sourceId: 'T-1',
      title: 'Forged order',
      description: 'Orders in a false name\n\nHappened twice',
      severity: 'critical',
      likelihoodRaw: 'high',
      impactRaw: 'very_high',
      score: { value: 71.25, scale: 'likelihood x impact, 0-100' },
      status: 'in_progress',
      categories: [
        { taxonomy: 'STRIDE', id: 'spoofing' },
        { taxonomy: 'STRIDE', id: 'information-disclosure' },
        { taxonomy: 'CIA', id: 'integrity' },
        { taxonomy: 'CIA', id: 'confidentiality' },
      ],
      elementIds: ['orders'],
      position: { pointer: '/threatmodel/0/threat/0', line: 30, column: 3 },
    });
  });

  it('reads a threat of old files: without a label, its control a text', () => {
    expect(model.findings[1]).toMatchObject({
      title: 'Someone takes the till',
      severity: 'unknown',
      status: 'in_progress',
    });
    expect(model.findings[1].mitigations.map(({ status }) => status)).toEqual([
      'proposed',
      'implemented',
    ]);
  });

  it('reads controls of every spelling, and those the file has to import', () => {
    expect(
      model.mitigations.map(({ title, status, owner }) => [
        title,
        status,
        owner,
      ]),
    ).toEqual([
      ['Signature', 'implemented', 'Gateway team'],
      ['Review', 'proposed', undefined],
      ['signed_orders', 'implemented', undefined],
      ['A heavy till', 'proposed', undefined],
      ['A safe', 'implemented', undefined],
    ]);
    expect(model.mitigations[0].description).toBe(
      'Sign orders\n\nIn the gateway',
    );
    expect(
      model.findings[0].mitigations.map(({ riskReduction }) => riskReduction),
    ).toEqual([0.8, undefined, 0.6]);
    expect(codesOf(model)).toEqual(['derived-status']);
  });

  it.each(
    [
      ['very_low', ['info', 'info', 'low', 'low', 'medium']],
      ['low', ['info', 'low', 'low', 'medium', 'high']],
      ['medium', ['low', 'low', 'medium', 'high', 'high']],
      ['high', ['low', 'medium', 'high', 'high', 'critical']],
      ['very_high', ['low', 'medium', 'high', 'critical', 'critical']],
    ].flatMap(([likelihood, row]) =>
      ['very_low', 'low', 'medium', 'high', 'very_high'].map(
        (impact, column): [string, string, string] => [
          String(likelihood),
          impact,
          row[column],
        ],
      ),
    ),
  )('rates the likelihood %s and the impact %s as %s', (l, i, severity) => {
    const { model: read, finding } = readOne(risk(l, i));
    expect(finding.severity).toBe(severity);
    expect(codesOf(read)).toEqual(['derived-status']);
  });

  it.each(['critical', 'high', 'medium', 'low', 'info'])(
    'lets the author state the severity %s',
    severity => {
      const { finding } = readOne(
        risk('low', 'low', `severity = "${severity}"`),
      );
      expect(finding).toMatchObject({ severity, severityRaw: severity });
    },
  );

  it('does not rate by words nobody has seen', () => {
    const { model: read, finding } = readOne(risk('extreme', 'low'));
    expect(finding).toMatchObject({
      severity: 'unknown',
      likelihoodRaw: 'extreme',
      score: undefined,
    });
    expect(codesOf(read)).toEqual(['unknown-severity', 'derived-status']);
    const stated = readOne(risk('low', 'low', 'severity = "extreme"'));
    expect(stated.finding).toMatchObject({
      severity: 'unknown',
      severityRaw: 'extreme',
    });
    expect(readOne(risk('Very High', 'VERY-LOW')).finding.severity).toBe('low');
  });

  it.each([
    ['', 'open'],
    [control('a'), 'open'],
    [control('a', false), 'open'],
    ['control = "a text"', 'open'],
    [control('a', true), 'mitigated'],
    [`${control('a', true)}\n${control('b', true)}`, 'mitigated'],
    [`${control('a', true)}\n${control('b', false)}`, 'in_progress'],
    [`${control('a', true)}\ncontrol = "a text"`, 'in_progress'],
    [`${control('a', true)}\ncontrol_imports = ["x"]`, 'in_progress'],
    ['control_imports = ["x"]', 'open'],
  ])('derives from %j that the threat is %s', (body, status) => {
    expect(readOne(body).finding.status).toBe(status);
  });

  it('never takes an expression for an implemented control', () => {
    const { model: read, finding } = readOne(
      'control "a" {\n description = var.x\n implemented = var.done\n}',
    );
    expect(finding.status).toBe('open');
    expect(read.mitigations[0].description).toBe('var.x');
    expect(codesOf(read)).toEqual([
      'expression-not-evaluated',
      'expression-not-evaluated',
      'derived-status',
    ]);
  });

  it('never reads other files, and warns that there are some', () => {
    const read = readModel(
      'threatmodel "S" {\n including = "https://example.com/x.hcl"\n imports = ["git::ssh://example.com/y"]\n threat "T" {\n description = "d"\n control_imports = ["import.control.z"]\n }\n}\n',
    );
    expect(codesOf(read)).toEqual([
      'includes-not-read',
      'includes-not-read',
      'includes-not-read',
      'derived-status',
    ]);
    expect(read.findings[0].mitigations).toEqual([]);
  });

  it('warns of labels, references and values that mean nothing', () => {
    const { model: read, finding } = readOne(
      'stride = ["Nonsense"]\ninformation_asset_refs = ["gone"]\ncontrol "c" {\n description = "d"\n risk_reduction = 120\n}\ncontrol = ["text", 7]',
    );
    expect(finding.categories).toEqual([{ taxonomy: 'other', id: 'Nonsense' }]);
    expect(finding.mitigations).toHaveLength(2);
    expect(codesOf(read).sort()).toEqual([
      'dangling-reference',
      'derived-status',
      'invalid-item',
      'out-of-range',
      'unknown-category',
    ]);
  });

  it('keeps threats with one name apart', () => {
    const read = readModel(
      'threatmodel "S" {\n threat "T" {\n description = "a"\n }\n threat "T" {\n description = "b"\n }\n}\n',
    );
    expect(read.findings.map(({ key }) => key)).toEqual(['S/T', 'S/T#2']);
    expect(codesOf(read)).toEqual(['duplicate-id', 'derived-status']);
  });

  it('reads every model of a file', () => {
    const { models } = readThreatModels({
      bytes: bytesOf('threatmodel "A" {}\nthreatmodel "B" {}\n'),
      fileName: 'a.hcl',
    });
    expect(models.map(({ title }) => title)).toEqual(['A', 'B']);
  });

  it('refuses a file of more models than anybody has', () => {
    expect(refusalOf('threatmodel "A" {}\n'.repeat(1001)).code).toBe(
      'too-complex',
    );
  });

  it('takes a library of controls for no assessment', () => {
    const read = readModel(
      'component "control" "x" {\n description = "d"\n}\n',
      {
        fileName: 'library.hcl',
      },
    );
    expect(read.title).toBe('library.hcl');
    expect(codesOf(read)).toEqual(['not-an-assessment']);
  });

  it('says where HCL is broken', () => {
    expect(refusalOf('threatmodel "S" {\n  author = \n}\n')).toMatchObject({
      code: 'syntax',
      position: { line: 2, column: 12 },
      message: expect.stringContaining('read as HCL'),
    });
  });

  it.each([
    ['threatmodel = "x"\nspec_version = "1"\n', '/threatmodel'],
    ['threatmodel "S" {\n threat = "x"\n}\n', '/threatmodel/0/threat'],
  ])('refuses %j, which could hide threats', (text, pointer) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'invalid-structure',
      position: { pointer },
    });
  });

  it('refuses what is no file of threatcl', () => {
    expect(refusalOf('42', { formatHint: 'threatcl' }).code).toBe(
      'invalid-structure',
    );
  });
});

describe("threatcl in HCL's JSON syntax", () => {
  const hclJson = (threat: unknown, members = '') =>
    `{"spec_version": "0.1.0", "threatmodel": {"Shop": {"author": ["a", "b"], ${members} "threat": ${JSON.stringify(
      threat,
    )}}}}`;

  it('reads labels that are names of objects', () => {
    const read = readModel(
      hclJson(
        {
          'Forged order': {
            description: 'd',
            risk: { likelihood: 'low', impact: 'high' },
            control: { Signature: { description: 'c', implemented: true } },
            proposed_control: [{ description: 'p' }],
          },
        },
        '"information_asset": {"orders": {"description": "x"}}, "data_flow_diagram": {"process": {"Shop": {}, "Till": {}}},',
      ),
    );
    expect(read.authors).toEqual(['a', 'b']);
    expect(read.findings).toMatchObject([
      {
        key: 'Shop/Forged order',
        severity: 'medium',
        status: 'in_progress',
        position: { line: 1 },
      },
    ]);
    expect(read.elements.map(({ id, kind }) => [id, kind])).toEqual([
      ['orders', 'asset'],
      ['Shop', 'process'],
      ['Till', 'process'],
    ]);
    expect(read.mitigations.map(({ title }) => title)).toEqual([
      'Signature',
      'p',
    ]);
  });

  it('reads threats without a label', () => {
    const one = { description: 'One', control: 'Lock' };
    expect(readModel(hclJson(one)).findings).toHaveLength(1);
    const read = readModel(hclJson([one, { description: 'Two' }]));
    expect(read.findings.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(read.mitigations).toMatchObject([
      { title: 'Lock', status: 'proposed' },
    ]);
  });

  it('keeps the blocks of a name that is given several times', () => {
    const text =
      '{"spec_version": "1", "threatmodel": {"Shop": {"author": "a", ' +
      '"threat": {"A": {"description": "1"}, "A": {"description": "2"}}, ' +
      '"threat": {"B": {"description": "3"}},\n"threat": [{"C": {"description": "4"}}], ' +
      '"data_flow_diagram_v2": {"D": {"process": {"P": {}, "Q": {}}, ' +
      '"flow": {"https": {"from": "P", "to": "Q"}, "https": {"from": "Q", "to": "P"}, "https": {"from": "P", "to": "P"}}}}}}}';
    const read = readModel(text);
    expect(read.findings.map(({ description }) => description)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(read.findings[3].position).toMatchObject({ line: 2 });
    expect(read.elements.filter(({ kind }) => kind === 'flow')).toHaveLength(3);
    expect(codesOf(read)).toEqual(['duplicate-id', 'derived-status']);
  });

  it('refuses an attribute with a list that is given twice', () => {
    expect(
      refusalOf(
        '{"spec_version": "1", "threatmodel": {"S": {"imports": ["a"], "imports": ["b"]}}}',
      ).code,
    ).toBe('syntax');
  });

  it('keeps the last of two scalars of one name, with a warning', () => {
    const read = readModel(
      '{"spec_version": "1", "threatmodel": {"S": {"author": "a", "author": "b"}}}',
    );
    expect(read.authors).toEqual(['b']);
    expect(codesOf(read)).toEqual(['duplicate-key', 'not-an-assessment']);
  });

  it('resolves controls that a JSON file has to import', () => {
    const read = readModel(
      '{"spec_version": "1", "component": {"control": {"c": {"description": "x", "implemented": true}}}, ' +
        '"threatmodel": {"S": {"author": "a", "threat": {"T": {"description": "d", "control_imports": ["import.control.c"]}}}}}',
    );
    expect(read.findings[0].status).toBe('mitigated');
  });
});

describe('the JSON export of threatcl', () => {
  it('reads the camelCase lists of an export', () => {
    const read = readModel([export1]);
    expect(read).toMatchObject({
      format: 'threatcl',
      title: 'Shop',
      authors: ['me'],
      updatedAt: '2024-05-01T10:00:00.000Z',
    });
    expect(read.findings).toMatchObject([
      {
        key: 'Shop/Forged order',
        severity: 'low',
        status: 'in_progress',
        elementIds: ['orders'],
        position: { pointer: '/0/threat/0' },
      },
    ]);
    expect(
      read.mitigations.map(({ title, status, owner }) => [
        title,
        status,
        owner,
      ]),
    ).toEqual([
      ['Look twice', 'proposed', undefined],
      ['Signature', 'implemented', 'Gateway team'],
      ['A safe', 'proposed', undefined],
    ]);
    expect(read.findings[0].mitigations[1].riskReduction).toBe(0.5);
    expect(read.elements.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['orders', undefined],
      ['Cloud', undefined],
      ['Shop', 'Cloud'],
      ['Reader', undefined],
      ['https: Reader > Shop', undefined],
    ]);
    expect(codesOf(read)).toEqual(['derived-status']);
  });

  it('gives the same findings as the HCL it was made from', () => {
    const hcl = readModel(
      'threatmodel "Shop" {\n author = "me"\n threat "Forged order" {\n description = "False name"\n }\n}\n',
    );
    expect(readModel([export1]).findings[0].key).toBe(hcl.findings[0].key);
  });

  it('reads models in a wrapper, with components to import', () => {
    const read = readModel({
      specVersion: '0.7.0',
      threatmodels: [
        {
          name: 'S',
          threat: [
            {
              name: 'T',
              description: 'd',
              controlImports: ['import.control.c'],
            },
          ],
        },
      ],
      components: [
        {
          componentType: 'control',
          componentName: 'c',
          description: 'x',
          implemented: true,
        },
      ],
    });
    expect(read.formatVersion).toBe('0.7.0');
    expect(read.findings[0].status).toBe('mitigated');
    expect(read.mitigations[0].title).toBe('c');
  });

  it('leaves out an item that is no model, with a warning', () => {
    const read = readModel([export1, 7]);
    expect(codesOf(read)).toEqual(['invalid-item', 'derived-status']);
  });

  it('takes an empty export for no assessment', () => {
    expect(codesOf(readModel([], { formatHint: 'threatcl' }))).toEqual([
      'not-an-assessment',
    ]);
  });
});
