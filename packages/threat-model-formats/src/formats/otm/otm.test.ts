import {
  bytesOf,
  codesOf,
  otmWith,
  readFixture,
  readModel,
  refusalOf,
} from '../../__fixtures__';
import { readThreatModels } from '../../readThreatModels';

const instance = (state?: string, mitigations?: unknown) => [
  { id: 'api', name: 'API', threats: [{ threat: 't', state, mitigations }] },
];
const definition = { id: 't', name: 'Threat' };

describe('Open Threat Model', () => {
  const model = readFixture('bookshop.otm.yaml');
  const found = (key: string) => model.findings.find(f => f.key === key);

  it('reads what the model says about itself', () => {
    expect(model).toMatchObject({
      id: 'bookshop',
      format: 'otm',
      formatVersion: '0.2.0',
      title: 'Book shop',
      owner: 'Checkout team',
      diagrams: [{ id: 'picture', title: 'Picture' }],
    });
  });

  it('takes the date of the last change from the attributes of the project', () => {
    const dated = (updatedAt: unknown) =>
      readThreatModels({
        bytes: bytesOf(
          JSON.stringify({
            otmVersion: '0.2.0',
            project: { id: 'p', name: 'P', attributes: { updatedAt } },
          }),
        ),
        fileName: 'p.otm',
      }).models[0].updatedAt;

    expect(dated('2025-04-02')).toBe('2025-04-02');
    expect(dated('last spring')).toBeUndefined();
    expect(dated(null)).toBeUndefined();
  });

  it('makes a finding of each instance, and one on the model of a definition without', () => {
    expect(
      model.findings.map(({ key, elementIds }) => [key, elementIds]),
    ).toEqual([
      ['bookshop/orders/sqli', ['orders']],
      ['bookshop/orders/spoof', ['orders']],
      ['bookshop/stock/sqli', ['stock']],
      ['bookshop/reserve/sniff', ['reserve']],
      ['bookshop//nowhere', []],
    ]);
    expect(found('bookshop/orders/sqli')?.definitionKey).toBe(
      found('bookshop/stock/sqli')?.definitionKey,
    );
    expect(found('bookshop/orders/spoof')?.definitionKey).not.toBe(
      found('bookshop/stock/sqli')?.definitionKey,
    );
  });

  it('derives the severity from likelihood and impact, and knows none without both', () => {
    expect(
      model.findings.map(({ severity, likelihoodRaw, score }) => [
        severity,
        likelihoodRaw,
        score?.value,
      ]),
    ).toEqual([
      ['high', '80', 7.2],
      ['unknown', undefined, undefined],
      ['high', '80', 7.2],
      ['medium', '40', 4],
      ['critical', '100', 10],
    ]);
  });

  it('counts what a rule generated as not reviewed', () => {
    expect(found('bookshop/orders/spoof')?.reviewed).toBe(false);
    expect(found('bookshop/orders/sqli')?.reviewed).toBe(true);
  });

  it('lets one mitigation stand differently against each finding', () => {
    expect(found('bookshop/orders/sqli')?.mitigations).toEqual([
      {
        mitigationKey: 'bookshop/prepared',
        status: 'implemented',
        statusRaw: 'implemented',
        riskReduction: 0.8,
      },
    ]);
    expect(
      found('bookshop/stock/sqli')?.mitigations.map(({ status }) => status),
    ).toEqual(['planned', 'unknown']);
    expect(model.mitigations.map(({ key, status }) => [key, status])).toEqual([
      ['bookshop/prepared', 'planned'],
      ['bookshop/unused', 'proposed'],
      ['bookshop/firewall', 'unknown'],
    ]);
  });

  it('reads structure, entity refs and diagrams of the elements', () => {
    expect(
      model.elements.map(({ id, kind, parentId, entityRef, diagramId }) => [
        id,
        kind,
        parentId,
        entityRef,
        diagramId,
      ]),
    ).toEqual([
      ['cloud', 'boundary', undefined, undefined, undefined],
      ['orders', 'node', 'cloud', 'component:default/orders', 'picture'],
      ['stock', 'datastore', 'orders', 'resource:default/stock-db', undefined],
      ['reserve', 'flow', undefined, undefined, undefined],
    ]);
    expect(model.elements[3]).toMatchObject({
      sourceId: 'orders',
      targetId: 'stock',
      bidirectional: true,
    });
  });

  it('reads categories and weaknesses with and without a prefix', () => {
    expect(found('bookshop/stock/sqli')?.categories).toEqual([
      { taxonomy: 'STRIDE', id: 'tampering' },
      { taxonomy: 'other', id: 'Input handling' },
      { taxonomy: 'CWE', id: 'CWE-89' },
      { taxonomy: 'CWE', id: 'CWE-943' },
    ]);
  });

  it('says where the odd things stand in the YAML', () => {
    expect(
      model.warnings.map(({ code, position }) => [code, position?.line]),
    ).toEqual([
      ['dangling-reference', 38],
      ['unknown-status', 38],
    ]);
    expect(found('bookshop/stock/sqli')?.position).toEqual({
      pointer: '/components/1/threats/0',
      line: 34,
      column: 9,
    });
  });

  it.each([
    ['exposed', 'open', []],
    ['Expose', 'open', []],
    ['NeedsInvestigation', 'open', []],
    ['partly-mitigated', 'in_progress', []],
    ['Mitigated', 'mitigated', []],
    ['unmitigated', 'unknown', ['unknown-status']],
    ['Mitigation planned', 'unknown', ['unknown-status']],
    ['not mitigated', 'unknown', ['unknown-status']],
    ['accept', 'accepted', []],
    ['NotApplicable', 'not_applicable', []],
    ['na', 'not_applicable', []],
    ['hidden', 'not_applicable', ['hidden-threat']],
    [undefined, 'open', []],
  ])('reads the state %s as %s', (state, status, warnings) => {
    const read = readModel(
      otmWith({ components: instance(state), threats: [definition] }),
    );
    expect(read.findings[0].status).toBe(status);
    expect(codesOf(read)).toEqual(warnings);
  });

  it('keeps a finding whose threat is not defined', () => {
    const read = readModel(otmWith({ components: instance('open') }));
    expect(read.findings).toMatchObject([
      { title: 't', severity: 'unknown', elementIds: ['api'] },
    ]);
    expect(codesOf(read)).toEqual(['dangling-reference']);
  });

  it('keeps definitions with one id apart', () => {
    const read = readModel(
      otmWith({
        components: instance('open'),
        threats: [definition, { id: 't', name: 'Another' }],
      }),
    );
    expect(read.findings.map(({ title }) => title)).toEqual([
      'Threat',
      'Another',
    ]);
    expect(
      new Set(read.findings.map(({ definitionKey }) => definitionKey)).size,
    ).toBe(2);
    expect(codesOf(read)).toEqual(['duplicate-id']);
  });

  it('does not recognise numbered threats without components by their number', () => {
    const threats = ['Stolen token', 'Lost key'].map(
      (description, position) => ({
        id: `threat-${position + 1}`,
        name: `Threat ${position + 1}`,
        description,
      }),
    );
    const read = (list: object[]) =>
      readModel(otmWith({ components: null, threats: list })).findings.map(
        ({ key }) => key,
      );
    const renumbered = [
      { id: 'threat-1', name: 'Threat 1', description: 'Lost key' },
    ];
    expect(read(renumbered)).toEqual([read(threats)[1]]);
  });

  it('reads sections that are null', () => {
    const read = readModel(
      otmWith({ components: null, threats: null, assets: null }),
    );
    expect(codesOf(read)).toContain('not-an-assessment');
  });

  it.each(['components', 'threats', 'dataflows', 'mitigations'])(
    'refuses %s that are no list',
    section => {
      expect(refusalOf(otmWith({ [section]: { a: 1 } }))).toMatchObject({
        code: 'invalid-structure',
        position: { pointer: `/${section}` },
      });
    },
  );

  it('reads every document of a list, and of a YAML stream', () => {
    const other = { otmVersion: 0.1, project: { id: 'b', name: 'B' } };
    const list = readThreatModels({
      bytes: bytesOf([otmWith({}), other]),
      fileName: 'models.json',
    });
    expect(list.models.map(({ id }) => id)).toEqual(['shop', 'b']);
    const stream = readThreatModels({
      bytes: bytesOf(
        'otmVersion: 0.2.0\nproject: {id: a, name: A}\n---\notmVersion: 0.2.0\nproject: {id: b, name: B}\n',
      ),
      fileName: 'models.yaml',
    });
    expect(stream.models.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('shows an element in the first of the diagrams it is drawn in', () => {
    const drawn = (...ids: string[]) => ({
      id: ids.join('-'),
      name: 'C',
      representations: ids.map(representation => ({ representation })),
    });
    const diagram = (id: string) => ({ id, name: id, type: 'diagram' });
    const read = readModel(
      otmWith({
        representations: [diagram('one'), diagram('two')],
        components: [drawn('two', 'one'), drawn('gone', 'two'), drawn('gone')],
      }),
    );
    expect(read.elements.map(({ diagramId }) => diagramId)).toEqual([
      'one',
      'two',
      undefined,
    ]);
  });

  it('refuses a list of more models than anybody has', () => {
    const models = Array.from({ length: 1001 }, () => otmWith({}));
    expect(refusalOf(models)).toMatchObject({
      code: 'too-complex',
      message: expect.stringContaining('more than 1000 models'),
    });
  });

  it('reads a file without otmVersion only when told what it is', () => {
    const content = { project: { id: 'x', name: 'X' } };
    expect(refusalOf(content).code).toBe('unknown-format');
    expect(codesOf(readModel(content, { formatHint: 'otm' }))).toContain(
      'missing-version',
    );
  });

  it('opens a circle of components that contain each other', () => {
    const read = readModel(
      otmWith({
        components: [
          { id: 'a', name: 'A', parent: { component: 'b' } },
          { id: 'b', name: 'B', parent: { component: 'a' } },
        ],
      }),
    );
    expect(codesOf(read)).toContain('circular-parents');
    expect(
      read.elements.filter(({ parentId }) => parentId === undefined),
    ).toHaveLength(1);
  });

  it('names the repository of the code that a component stands for', () => {
    const { elements } = readModel(
      otmWith({
        representations: [
          {
            id: 'code',
            type: 'code',
            repository: { url: 'https://github.com/acme/shop' },
          },
          { id: 'drawing', type: 'diagram', name: 'Drawing' },
        ],
        components: [
          { id: 'a', name: 'A', representations: [{ representation: 'code' }] },
          {
            id: 'b',
            name: 'B',
            representations: [{ representation: 'drawing' }],
          },
        ],
      }),
    );
    expect(elements.map(({ repoUrls }) => repoUrls)).toEqual([
      ['https://github.com/acme/shop'],
      undefined,
    ]);
  });

  it('leaves out percentages out of range', () => {
    const read = readModel(
      otmWith({
        threats: [{ ...definition, risk: { likelihood: 900, impact: 50 } }],
      }),
    );
    expect(read.findings[0].severity).toBe('unknown');
    expect(codesOf(read)).toEqual(['out-of-range']);
  });
});
