import { bytesOf, codesOf, readModel, refusalOf } from '../../__fixtures__';
import { Finding } from '../../model';
import { readThreatModels } from '../../readThreatModels';

const rule = {
  id: 'js/xss',
  name: 'Xss',
  shortDescription: { text: 'Text of users in a page' },
  help: { text: 'Escape the <b>text</b>.' },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', 'external/cwe/cwe-079'] },
};

const at = (uri: string) => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine: 7 } },
});

const result = {
  ruleId: 'js/xss',
  message: { text: 'The title is not escaped.' },
  locations: [at('src/page.ts')],
};

const runOf = (
  results: unknown,
  members: object = {},
  rules: object[] = [rule],
) => ({
  tool: { driver: { name: 'Linter', semanticVersion: '1.2.3', rules } },
  results,
  ...members,
});

const sarifOf = (...runs: object[]) => ({ version: '2.1.0', runs });

const read = (results: unknown, members?: object, rules?: object[]) =>
  readModel(sarifOf(runOf(results, members, rules)));

const findingOf = (members: object, ruleMembers: object = {}): Finding =>
  read([{ ...result, ...members }], {}, [{ ...rule, ...ruleMembers }])
    .findings[0];

const ratingOf = (...members: Parameters<typeof findingOf>) => {
  const { severity, severityRaw, score } = findingOf(...members);
  return { severity, severityRaw, score };
};

const keysOf = (...results: object[]) =>
  read(results.map(members => ({ ...result, ...members }))).findings.map(
    ({ key }) => key,
  );

describe('results in SARIF', () => {
  it('are findings of a scan, with the rule, the file and its repository', () => {
    const model = read([result], {
      automationDetails: { id: 'nightly/main/2026-01-01' },
      invocations: [{ endTimeUtc: '2026-01-01T02:03:04Z' }],
      versionControlProvenance: [
        { repositoryUri: 'https://github.com/acme/shop' },
      ],
    });
    expect(model).toMatchObject({
      id: 'Linter/nightly%2Fmain',
      kind: 'scan',
      format: 'sarif',
      formatVersion: '2.1.0',
      title: 'Linter: nightly/main',
      description: 'Linter 1.2.3',
      updatedAt: '2026-01-01T02:03:04Z',
      mitigations: [],
      warnings: [],
    });
    expect(model.elements).toEqual([
      {
        id: 'src/page.ts',
        name: 'src/page.ts',
        kind: 'node',
        outOfScope: false,
        tags: [],
        repoUrls: ['https://github.com/acme/shop'],
        sourcePaths: ['src/page.ts'],
      },
    ]);
    expect(model.findings).toEqual([
      expect.objectContaining({
        title: 'Text of users in a page',
        description: 'The title is not escaped.',
        severity: 'high',
        severityRaw: 'error',
        status: 'open',
        reviewed: false,
        categories: [{ taxonomy: 'CWE', id: 'CWE-79' }],
        elementIds: ['src/page.ts'],
        advice: 'Escape the text.',
        tags: ['security'],
        scan: { rule: 'js/xss', vulnerability: undefined, aliases: [] },
        position: expect.objectContaining({ pointer: '/runs/0/results/0' }),
      }),
    ]);
  });

  describe('severity', () => {
    it.each([
      ['error', 'high'],
      ['warning', 'medium'],
      ['note', 'low'],
      ['none', 'info'],
      ['fatal', 'unknown'],
    ])('of level %s is %s', (level, severity) => {
      expect(findingOf({ level })).toMatchObject({
        severity,
        severityRaw: level,
      });
      expect(findingOf({}, { defaultConfiguration: { level } }).severity).toBe(
        severity,
      );
    });

    it.each([
      ['9.0', 'critical'],
      ['8.9', 'high'],
      ['7.0', 'high'],
      ['6.9', 'medium'],
      ['4.0', 'medium'],
      ['3.9', 'low'],
      ['0.1', 'low'],
      ['0.0', 'info'],
      [9.5, 'critical'],
    ])('of security severity %s is %s', (number, severity) => {
      const rated = findingOf(
        { level: 'note' },
        { properties: { 'security-severity': number } },
      );
      expect(rated).toMatchObject({
        severity,
        severityRaw: String(number),
        score: { value: Number(number) },
      });
    });

    it.each([
      ['CRITICAL', 'critical'],
      ['High', 'high'],
      ['moderate', 'medium'],
      ['medium', 'medium'],
      ['low', 'low'],
      ['info', 'info'],
      ['informational', 'info'],
      ['none', 'info'],
      ['awful', 'unknown'],
      ['11', 'unknown'],
      ['-1', 'unknown'],
    ])('of the word %s is %s', (word, severity) => {
      expect(ratingOf({ properties: { 'security-severity': word } })).toEqual({
        severity,
        severityRaw: word,
      });
    });

    it('prefers that of the result over that of the rule', () => {
      expect(
        findingOf(
          { properties: { 'security-severity': '2' } },
          { properties: { 'security-severity': '9' } },
        ).severity,
      ).toBe('low');
    });

    it('without a level is the default of the standard', () => {
      expect(ratingOf({}, { defaultConfiguration: undefined })).toEqual({
        severity: 'medium',
      });
      expect(findingOf({ kind: 'pass' }).severity).toBe('info');
      expect(findingOf({ kind: 'pass', level: 'note' }).severity).toBe('low');
    });

    it('of an unknown word warns', () => {
      expect(codesOf(read([{ ...result, level: 'fatal' }]))).toEqual([
        'unknown-severity',
      ]);
    });
  });

  describe('status', () => {
    it.each([
      ['fail', 'open', undefined],
      ['pass', 'not_applicable', 'pass'],
      ['open', 'not_applicable', 'open'],
      ['informational', 'not_applicable', 'informational'],
      ['notApplicable', 'not_applicable', 'notApplicable'],
      ['review', 'not_applicable', 'review'],
      ['odd', 'open', undefined],
    ])('of kind %s is %s', (kind, status, statusRaw) => {
      const finding = findingOf({ kind });
      expect([finding.status, finding.statusRaw, finding.reviewed]).toEqual([
        status,
        statusRaw,
        false,
      ]);
    });

    it.each([
      ['new', 'open'],
      ['unchanged', 'open'],
      ['updated', 'open'],
      ['absent', 'mitigated'],
      ['existing', 'open'],
    ])('of baseline state %s is %s', (baselineState, status) => {
      expect(findingOf({ baselineState }).status).toBe(status);
    });

    it.each([
      [[], 'open'],
      [[{ kind: 'inSource' }], 'accepted'],
      [[{ kind: 'external', status: 'accepted' }], 'accepted'],
      [[{ kind: 'external', status: 'underReview' }], 'open'],
      [[{ kind: 'external', status: 'rejected' }], 'open'],
      [[{ kind: 'external', status: 'maybe' }], 'open'],
      [
        [{ kind: 'inSource' }, { kind: 'external', status: 'rejected' }],
        'open',
      ],
    ])('of suppressions %j is %s', (suppressions, status) => {
      expect(findingOf({ suppressions })).toMatchObject({
        status,
        reviewed: status === 'accepted',
      });
    });

    it('keeps why something was suppressed', () => {
      expect(
        findingOf({
          suppressions: [
            { kind: 'inSource', justification: 'Only for tests' },
            { kind: 'external' },
          ],
        }),
      ).toMatchObject({
        statusRaw: 'suppressed',
        statusReason: 'Only for tests',
      });
    });

    it('of words nobody has seen warns', () => {
      expect(
        codesOf(
          read([
            { ...result, kind: 'odd' },
            { ...result, baselineState: 'existing' },
            { ...result, suppressions: [{ status: 'maybe' }] },
          ]),
        ),
      ).toEqual(['unknown-status', 'unknown-status', 'unknown-status']);
    });
  });

  describe('key', () => {
    it('is the first fingerprint, plain or wrapped', () => {
      expect(
        keysOf(
          { fingerprints: { 'b/v1': 'bbb', 'a/v1': 'aaa' } },
          { fingerprints: { sha: { value: 'ccc' } } },
          {
            fingerprints: { empty: '', none: {} },
            partialFingerprints: { p: 'd' },
          },
        ),
      ).toEqual(['js%2Fxss/aaa', 'js%2Fxss/ccc', 'js%2Fxss/src%2Fpage.ts/d']);
    });

    it('is made of partial fingerprints, but for those of a place', () => {
      expect(
        keysOf(
          {
            partialFingerprints: {
              primaryLocationLineHash: 'abc:1',
              primaryLocationStartColumnFingerprint: '4',
              other: 'x',
            },
          },
          { partialFingerprints: { two: '2', one: '1' } },
        ),
      ).toEqual(['js%2Fxss/src%2Fpage.ts/abc:1', 'js%2Fxss/src%2Fpage.ts/1/2']);
    });

    it('does not change with the line, and does with file, rule and message', () => {
      const moved = {
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'src/page.ts' },
              region: { startLine: 99 },
            },
          },
        ],
      };
      const [plain] = keysOf({});
      expect(keysOf(moved)).toEqual([plain]);
      for (const members of [
        { locations: [at('src/other.ts')] },
        { ruleId: 'js/other' },
        { message: { text: 'Another' } },
      ]) {
        expect(keysOf(members)).not.toEqual([plain]);
      }
      expect(keysOf({}, {})).toEqual([plain, `${plain}#2`]);
    });
  });

  describe('rule', () => {
    it('is found by index, by id, by a refined id, and in extensions', () => {
      const model = readModel(
        sarifOf({
          tool: {
            driver: { name: 'Linter', rules: [rule] },
            extensions: [
              { name: 'Pack', rules: [{ id: 'p1', name: 'Of the pack' }] },
            ],
          },
          results: [
            { message: { text: 'a' }, ruleIndex: 0 },
            { message: { text: 'b' }, ruleId: 'js/xss/dom' },
            { message: { text: 'c' }, ruleId: 'p1' },
            {
              message: { text: 'd' },
              rule: { index: 0, toolComponent: { index: 0 } },
            },
            { message: { text: 'e\nf' }, ruleId: 'nowhere' },
            { message: {}, ruleId: 'nowhere' },
            {},
          ],
        }),
      );
      expect(
        model.findings.map(({ title, scan }) => [title, scan?.rule]),
      ).toEqual([
        ['Text of users in a page', 'js/xss'],
        ['Text of users in a page', 'js/xss/dom'],
        ['Of the pack', 'p1'],
        ['Of the pack', 'p1'],
        ['e', 'nowhere'],
        ['nowhere', 'nowhere'],
        ['Untitled result', undefined],
      ]);
    });

    it('names weaknesses in tags, properties and taxonomies', () => {
      const { categories } = findingOf(
        {
          taxa: [
            { id: '22', toolComponent: { name: 'CWE' } },
            { id: 'A1', toolComponent: { name: 'Other' } },
          ],
          properties: { cwe: 'CWE-327: Broken cryptography' },
        },
        {
          properties: {
            tags: ['CWE-89: SQL injection', 'OWASP'],
            cwe: ['CWE-89'],
          },
          relationships: [{ target: { id: 'CWE-20' } }],
        },
      );
      expect(categories.map(({ id }) => id)).toEqual([
        'CWE-89',
        'CWE-20',
        'CWE-327',
        'CWE-22',
      ]);
    });

    it('of a dependency scanner names vulnerability and package', () => {
      expect(
        findingOf(
          { ruleId: 'BDSA-1 (CVE-2020-11022)' },
          {
            id: 'BDSA-1 (CVE-2020-11022)',
            properties: { purls: ['pkg:npm/jquery@1.0?x=y'] },
          },
        ).scan,
      ).toEqual({
        rule: 'BDSA-1 (CVE-2020-11022)',
        vulnerability: 'CVE-2020-11022',
        aliases: [],
        package: 'pkg:npm/jquery',
      });
    });
  });

  it('take their text from the rule or the tool, with arguments', () => {
    const driver = {
      name: 'Linter',
      globalMessageStrings: { all: { text: 'Global {0}' } },
      rules: [
        { id: 'r', messageStrings: { one: { text: '{1} before {0}, {2}' } } },
      ],
    };
    const { findings } = readModel(
      sarifOf({
        tool: { driver },
        results: [
          { ruleId: 'r', message: { id: 'one', arguments: ['a', 'b'] } },
          { ruleId: 'r', message: { id: 'all', arguments: ['x'] } },
          { ruleId: 'r', message: { markdown: '*hello*' } },
        ],
      }),
    );
    expect(findings.map(({ description }) => description)).toEqual([
      'b before a, {2}',
      'Global x',
      '*hello*',
    ]);
  });

  it('name files without the machine that scanned them', () => {
    const { elements } = read(
      [
        {
          ...result,
          locations: [
            at('file:///build/work/src/a.ts'),
            at('file:///home/me/b.ts'),
            at('./c.ts'),
            at('c.ts'),
            {},
            { physicalLocation: { artifactLocation: { index: 0 } } },
            { physicalLocation: { artifactLocation: { index: 5 } } },
          ],
        },
      ],
      {
        originalUriBaseIds: {
          ROOT: { uri: 'file:///build/work/' },
          SRC: { uri: 'src/' },
        },
        artifacts: [{ location: { uri: 'd.ts' } }],
      },
    );
    expect(elements.map(({ id }) => id)).toEqual([
      'src/a.ts',
      '/home/me/b.ts',
      'c.ts',
      'd.ts',
    ]);
    expect(elements[0].repoUrls).toBeUndefined();
  });

  it('keep the ticket somebody opened', () => {
    expect(
      findingOf({
        workItemUris: ['https://example.org/1', 'https://example.org/2'],
      }).ticket,
    ).toBe('https://example.org/1');
  });

  it('of several runs are several models', () => {
    const { models } = readThreatModels({
      bytes: bytesOf(
        sarifOf(runOf([result]), { tool: { driver: {} }, results: [] }),
      ),
      fileName: 'results.sarif',
    });
    expect(models.map(({ id, title }) => [id, title])).toEqual([
      ['Linter/', 'Linter'],
      ['Unnamed tool/', 'Unnamed tool'],
    ]);
    expect(models[1].warnings).toMatchObject([
      { code: 'not-an-assessment', position: { pointer: '/runs/1' } },
    ]);
    expect(models[1].warnings[0].message).toContain('results of the scan');
  });

  it.each(['STRIDE-GPT', 'Some model'])(
    'that %s wrote of threats are drafts of a threat model',
    name => {
      const model = readModel(
        sarifOf({
          tool: { driver: { name, rules: [{ id: 'STRIDE/Spoofing' }] } },
          results: [
            'Spoofing',
            'Tampering',
            'Spoofing',
            'Tampering',
            'Spoofing',
          ].map((category, position) => ({
            ruleId: `STRIDE/${category}`,
            level: 'warning',
            message: { text: `Scenario ${position}\nand more` },
          })),
        }),
      );
      expect(model.kind).toBe('threat-model');
      expect(codesOf(model)).toEqual(['uniform-ratings']);
      expect(model.findings[0]).toMatchObject({
        title: 'Scenario 0',
        reviewed: false,
        categories: [{ taxonomy: 'STRIDE', id: 'spoofing' }],
      });
      expect(model.findings[1].categories).toEqual([
        { taxonomy: 'STRIDE', id: 'tampering' },
      ]);
      expect(model.findings[0].scan).toBeUndefined();
    },
  );

  it('warn when results are elsewhere or the run failed', () => {
    expect(
      codesOf(
        read([result], {
          externalPropertyFileReferences: { results: [{}], taxonomies: [{}] },
          invocations: [{ executionSuccessful: false }],
        }),
      ),
    ).toEqual(['includes-not-read', 'partial-assessment']);
  });

  it.each([[[]], [null]])('without a run (%j) are no assessment', runs => {
    const model = readModel(
      { version: '2.1.0', runs },
      { fileName: 'r.sarif' },
    );
    expect(model).toMatchObject({
      kind: 'scan',
      title: 'r.sarif',
      findings: [],
    });
    expect(codesOf(model)).toContain('not-an-assessment');
  });

  it.each([
    [{ version: '2.1.0', runs: {} }],
    [{ version: '1.0.0', runs: [] }],
    [{ $schema: 'https://example.org/sarif.json', results: [] }],
    [sarifOf(runOf({ a: 1 }))],
  ])('are refused when %j could hide some', content => {
    expect(refusalOf(content).code).toBe('invalid-structure');
  });
});
