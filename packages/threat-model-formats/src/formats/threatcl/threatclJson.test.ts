import { codesOf, readModel, refusalOf } from '../../__fixtures__';

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
