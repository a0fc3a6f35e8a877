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
