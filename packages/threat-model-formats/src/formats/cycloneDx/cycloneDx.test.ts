import { codesOf, readModel, refusalOf } from '../../__fixtures__';
import { Finding } from '../../model';

const serial = '11111111-2222-4333-8444-555555555555';

const bomWith = (members: object) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: `urn:uuid:${serial}`,
  version: 1,
  ...members,
});

const library = {
  type: 'library',
  'bom-ref': 'lib',
  group: 'org.acme',
  name: 'parser',
  version: '1.2',
  purl: 'pkg:maven/org.acme/parser@1.2?type=jar',
};

const vulnerability = { id: 'CVE-2026-1000', affects: [{ ref: 'lib' }] };

const read = (members: object) => readModel(bomWith(members));

const findingOf = (members: object): Finding =>
  read({
    components: [library],
    vulnerabilities: [{ ...vulnerability, ...members }],
  }).findings[0];

describe('vulnerabilities in CycloneDX', () => {
  it('are findings of a scan, one for each component they affect', () => {
    const model = read({
      metadata: {
        timestamp: '2026-01-02T03:04:05Z',
        authors: [{ name: 'Ann' }],
        component: {
          'bom-ref': 'app',
          name: 'Shop',
          externalReferences: [
            { type: 'vcs', url: 'https://github.com/acme/shop' },
            { type: 'website', url: 'https://example.org' },
          ],
        },
      },
      components: [library, { name: 'unaffected', 'bom-ref': 'other' }],
      services: [{ 'bom-ref': 'svc', name: 'Search', description: 'Finds' }],
      vulnerabilities: [
        {
          id: 'SNYK-1',
          references: [{ id: 'CVE-2026-1000' }, { id: 'GHSA-AAAA-bbbb-cccc' }],
          ratings: [{ severity: 'high', score: 7.5, method: 'CVSSv31' }],
          cwes: [79, 'CWE-89', 'none'],
          description: 'Reads <b>too much</b>',
          recommendation: 'Update\nto 1.3',
          affects: [{ ref: 'lib' }, { ref: 'svc' }],
        },
      ],
    });
    expect(model).toMatchObject({
      kind: 'scan',
      format: 'cyclonedx',
      formatVersion: '1.6',
      title: 'Shop',
      authors: ['Ann'],
      updatedAt: '2026-01-02T03:04:05Z',
      warnings: [],
    });
    expect(model.id).toBeUndefined();
    expect(model.elements).toMatchObject([
      {
        id: 'app',
        name: 'Shop',
        repoUrls: ['https://github.com/acme/shop'],
      },
      { id: 'lib', name: 'org.acme/parser', kind: 'node', purl: library.purl },
      { id: 'svc', name: 'Search', kind: 'process', description: 'Finds' },
    ]);
    expect(model.findings).toMatchObject([
      {
        key: 'CVE-2026-1000/pkg:maven%2Forg.acme%2Fparser',
        sourceId: 'SNYK-1',
        definitionKey: 'CVE-2026-1000',
        title: 'CVE-2026-1000 in org.acme/parser 1.2',
        description: 'Reads too much',
        severity: 'high',
        severityRaw: 'high',
        score: { value: 7.5, scale: 'CVSSv31' },
        categories: [
          { taxonomy: 'CWE', id: 'CWE-79' },
          { taxonomy: 'CWE', id: 'CWE-89' },
        ],
        elementIds: ['lib'],
        scan: {
          vulnerability: 'CVE-2026-1000',
          aliases: ['SNYK-1', 'GHSA-aaaa-bbbb-cccc'],
          package: 'pkg:maven/org.acme/parser',
        },
        position: { pointer: '/vulnerabilities/0/affects/0' },
      },
      { key: 'CVE-2026-1000/Search', elementIds: ['svc'] },
    ]);
    expect(model.mitigations).toMatchObject([
      { title: 'Update', description: 'Update\nto 1.3', status: 'proposed' },
      { status: 'proposed' },
    ]);
  });

  it.each([
    ['resolved', 'mitigated', true],
    ['resolved_with_pedigree', 'mitigated', true],
    ['exploitable', 'open', true],
    ['in_triage', 'open', false],
    ['false_positive', 'not_applicable', true],
    ['not_affected', 'not_applicable', true],
    ['perhaps', 'unknown', true],
    [undefined, 'open', false],
  ])('in state %s are %s', (state, status, reviewed) => {
    expect(findingOf({ analysis: { state } })).toMatchObject({
      status,
      statusRaw: state,
      reviewed,
    });
  });

  it.each([
    ['exploitable', ['will_not_fix'], 'accepted'],
    ['exploitable', ['can_not_fix', 'update'], 'open'],
    ['not_affected', ['will_not_fix'], 'not_applicable'],
    ['in_triage', ['will_not_fix'], 'open'],
  ])('in state %s with the response %j are %s', (state, response, status) => {
    expect(findingOf({ analysis: { state, response } }).status).toBe(status);
  });

  it('keep the justification', () => {
    expect(
      findingOf({
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
          detail: 'Never called',
        },
      }).statusReason,
    ).toBe('code_not_reachable: Never called');
  });

  it('whose record was rejected are not applicable, unless somebody decided', () => {
    const rejected = '2026-01-01T00:00:00Z';
    expect(findingOf({ rejected })).toMatchObject({
      status: 'not_applicable',
      statusReason: expect.stringContaining(rejected),
    });
    expect(
      findingOf({ rejected, analysis: { state: 'exploitable' } }).status,
    ).toBe('open');
  });

  it.each([
    [[{ version: '1', status: 'unaffected' }], 'not_applicable'],
    [[{ version: '1', status: 'unaffected' }, { version: '2' }], 'open'],
    [[{ range: 'vers:npm/<2', status: 'affected' }], 'open'],
    [[], 'open'],
  ])('of versions %j are %s', (versions, status) => {
    expect(findingOf({ affects: [{ ref: 'lib', versions }] }).status).toBe(
      status,
    );
  });

  it.each([
    ['critical', 'critical'],
    ['high', 'high'],
    ['medium', 'medium'],
    ['low', 'low'],
    ['info', 'info'],
    ['none', 'info'],
    ['unknown', 'unknown'],
    ['moderate', 'unknown'],
  ])('rated %s are %s', (severity, canonical) => {
    expect(findingOf({ ratings: [{ severity }] })).toMatchObject({
      severity: canonical,
      severityRaw: severity,
    });
  });

  it('rated several times have the highest severity', () => {
    expect(
      findingOf({
        ratings: [
          { severity: 'low', score: 9.9, method: 'CVSSv2' },
          { severity: 'high' },
          { severity: 'unknown' },
          { score: 6, method: 'CVSSv31' },
        ],
      }),
    ).toMatchObject({
      severity: 'high',
      score: { value: 6, scale: 'CVSSv31' },
    });
  });

  it.each([
    [9, 'CVSSv4', 'critical'],
    [9, 'CVSSv2', 'high'],
    [7, 'CVSSv3', 'high'],
    [4, 'CVSSv31', 'medium'],
    [0.1, 'CVSSv31', 'low'],
    [0, 'CVSSv31', 'info'],
    [9, 'OWASP', 'unknown'],
  ])('rated %s by %s without a word are %s', (score, method, severity) => {
    expect(findingOf({ ratings: [{ score, method }] }).severity).toBe(severity);
  });

  it('without a rating are unrated', () => {
    expect(findingOf({})).toMatchObject({
      severity: 'unknown',
      severityRaw: undefined,
      score: undefined,
    });
  });

  it('that are resolved have an implemented mitigation', () => {
    const { mitigations } = read({
      components: [library],
      vulnerabilities: [
        {
          ...vulnerability,
          recommendation: 'Update',
          workaround: 'Switch it off',
          analysis: { state: 'resolved' },
        },
      ],
    });
    expect(mitigations).toMatchObject([
      { description: 'Update\nSwitch it off', status: 'implemented' },
    ]);
  });

  it('of nested components show what contains them', () => {
    const { elements } = read({
      components: [
        {
          'bom-ref': 'image',
          name: 'Image',
          services: [{ 'bom-ref': 'svc', name: 'Inside' }],
          components: [{ ...library, components: [{ name: 'Deep' }] }],
        },
      ],
      vulnerabilities: [vulnerability],
    });
    expect(elements.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['image', undefined],
      ['lib', 'image'],
    ]);
  });

  it('keep their key when the package is updated, and tell two versions apart', () => {
    const versions = (...numbers: string[]) =>
      read({
        components: numbers.map(version => ({
          'bom-ref': version,
          name: 'parser',
          version,
          purl: `pkg:npm/parser@${version}`,
        })),
        vulnerabilities: [
          { id: 'CVE-2026-1000', affects: numbers.map(ref => ({ ref })) },
        ],
      }).findings.map(({ key }) => key);
    expect(versions('1.0')).toEqual(versions('2.0'));
    expect(versions('1.0', '2.0')).toEqual([
      'CVE-2026-1000/pkg:npm%2Fparser/1.0',
      'CVE-2026-1000/pkg:npm%2Fparser/2.0',
    ]);
  });

  it('refer to other documents by link, and to packages by URL', () => {
    const link = `urn:cdx:99999999-2222-4333-8444-555555555555/1#pkg%3Anpm%2Fa%401.0`;
    const { elements, findings, warnings } = read({
      components: [library],
      vulnerabilities: [
        {
          id: 'V-1',
          affects: [
            { ref: link },
            { ref: link },
            { ref: 'urn:cdx:99999999-2222-4333-8444-555555555555/1' },
            { ref: 'urn:cdx:99999999-2222-4333-8444-555555555555/1#%zz' },
            { ref: `urn:cdx:${serial}/1#lib` },
            { ref: 'pkg:npm/b@2.0' },
          ],
        },
      ],
    });
    expect(elements.map(({ name, purl }) => [name, purl])).toEqual([
      ['org.acme/parser', library.purl],
      ['a', 'pkg:npm/a@1.0'],
      ['urn:cdx:99999999-2222-4333-8444-555555555555/1', undefined],
      ['%zz', undefined],
      ['b', 'pkg:npm/b@2.0'],
    ]);
    expect(findings.map(({ scan }) => scan?.package)).toEqual([
      'pkg:npm/a',
      'pkg:npm/a',
      'urn:cdx:99999999-2222-4333-8444-555555555555/1',
      '%zz',
      'pkg:maven/org.acme/parser',
      'pkg:npm/b',
    ]);
    expect(warnings).toEqual([]);
  });

  it('are kept when what they affect is missing or not told', () => {
    const model = read({
      components: [library, library],
      vulnerabilities: [
        { id: 'V-1', affects: [{ ref: 'gone' }] },
        { id: 'V-2', affects: [{}] },
        { id: 'V-3' },
        { id: 'V-4', affects: [{ ref: `urn:cdx:${serial}/1#gone` }] },
        { description: 'Without a name' },
      ],
    });
    expect(
      model.findings.map(({ title, elementIds }) => [title, elementIds]),
    ).toEqual([
      ['V-1', []],
      ['V-2', []],
      ['V-3', []],
      ['V-4', []],
      ['Unnamed vulnerability', []],
    ]);
    expect(codesOf(model)).toEqual([
      'duplicate-id',
      'dangling-reference',
      'invalid-item',
      'dangling-reference',
      'missing-id',
    ]);
  });

  it('are read alike from XML', () => {
    const xml = `<?xml version="1.0"?>
<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.4" serialNumber="urn:uuid:${serial}">
  <c:metadata>
    <c:timestamp>2026-01-02T03:04:05Z</c:timestamp>
    <c:authors><c:author><c:name>Ann</c:name></c:author></c:authors>
    <c:component type="application" bom-ref="app"><c:name>Shop</c:name>
      <c:externalReferences><c:reference type="vcs"><c:url>https://github.com/acme/shop</c:url></c:reference></c:externalReferences>
    </c:component>
  </c:metadata>
  <c:components><c:component type="container" bom-ref="image"><c:name>Image</c:name>
    <c:components><c:component type="library" bom-ref="lib"><c:group>org.acme</c:group><c:name>parser</c:name>
      <c:version>1.2</c:version><c:purl>pkg:maven/org.acme/parser@1.2?type=jar</c:purl></c:component></c:components>
  </c:component></c:components>
  <c:vulnerabilities>
    <c:vulnerability>
      <c:id>SNYK-1</c:id>
      <c:references><c:reference><c:id>CVE-2026-1000</c:id></c:reference></c:references>
      <c:ratings><c:rating><c:score>7.5</c:score><c:severity>high</c:severity><c:method>CVSSv31</c:method></c:rating></c:ratings>
      <c:cwes><c:cwe>79</c:cwe></c:cwes>
      <c:description>Reads &lt;b&gt;too much&lt;/b&gt;</c:description>
      <c:recommendation>Update</c:recommendation>
      <c:analysis><c:state>exploitable</c:state><c:responses><c:response>will_not_fix</c:response></c:responses></c:analysis>
      <c:affects><c:target><c:ref>lib</c:ref><c:versions><c:version><c:version>1.2</c:version><c:status>affected</c:status></c:version></c:versions></c:target></c:affects>
    </c:vulnerability>
    <c:vulnerability><c:id>V-2</c:id><c:analysis><c:state>perhaps</c:state></c:analysis></c:vulnerability>
  </c:vulnerabilities>
</c:bom>`;
    const json = bomWith({
      specVersion: '1.4',
      metadata: {
        timestamp: '2026-01-02T03:04:05Z',
        authors: [{ name: 'Ann' }],
        component: {
          'bom-ref': 'app',
          name: 'Shop',
          externalReferences: [
            { type: 'vcs', url: 'https://github.com/acme/shop' },
          ],
        },
      },
      components: [
        { 'bom-ref': 'image', name: 'Image', components: [library] },
      ],
      vulnerabilities: [
        {
          id: 'SNYK-1',
          references: [{ id: 'CVE-2026-1000' }],
          ratings: [{ score: 7.5, severity: 'high', method: 'CVSSv31' }],
          cwes: [79],
          description: 'Reads <b>too much</b>',
          recommendation: 'Update',
          analysis: { state: 'exploitable', response: ['will_not_fix'] },
          affects: [{ ref: 'lib', versions: [{ version: '1.2' }] }],
        },
        { id: 'V-2', analysis: { state: 'perhaps' } },
      ],
    });
    const withoutPlaces = ({
      findings,
      warnings,
      ...model
    }: ReturnType<typeof readModel>) => ({
      ...model,
      findings: findings.map(finding => ({ ...finding, position: undefined })),
      codes: warnings.map(({ code }) => code),
    });
    const fromXml = readModel(xml);
    expect(withoutPlaces(fromXml)).toEqual(withoutPlaces(readModel(json)));
    expect(fromXml.findings[0].status).toBe('accepted');
    expect(fromXml.findings[0].position).toEqual({
      pointer: '/bom/vulnerabilities/vulnerability[1]/affects/target[1]',
      line: 23,
      column: 18,
    });
    expect(fromXml.warnings[0]).toMatchObject({
      code: 'unknown-status',
      position: {
        pointer: '/bom/vulnerabilities/vulnerability[2]/analysis/state',
        line: 25,
      },
    });
  });

  it('of services are read from XML, too, in other services', () => {
    const { elements } = readModel(
      `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><services><service bom-ref="a"><name>Outer</name><services><service bom-ref="b"><name>Inner</name></service></services></service></services><vulnerabilities><vulnerability><id>V</id><affects><target><ref>b</ref></target></affects></vulnerability></vulnerabilities></bom>`,
    );
    expect(
      elements.map(({ kind, name, parentId }) => [kind, name, parentId]),
    ).toEqual([
      ['process', 'Outer', undefined],
      ['process', 'Inner', 'a'],
    ]);
  });

  it('are none in a plain bill of materials, which is no assessment', () => {
    const model = read({ components: [library] });
    expect(model.findings).toEqual([]);
    expect(model.warnings).toEqual([
      expect.objectContaining({
        code: 'not-an-assessment',
        message: expect.stringContaining('bill of materials'),
      }),
    ]);
  });

  it('of the old extension are refused rather than missed', () => {
    const component = `<component type="library"><name>a</name><components><component type="library"><name>b</name><v:vulnerabilities><v:vulnerability ref="x"/></v:vulnerabilities></component></components></component>`;
    expect(
      refusalOf(
        `<bom xmlns="http://cyclonedx.org/schema/bom/1.2" xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"><components>${component}</components></bom>`,
      ),
    ).toMatchObject({
      code: 'invalid-structure',
      message: expect.stringContaining('CycloneDX 1.4 or later'),
    });
  });

  it.each([
    [bomWith({ vulnerabilities: { a: 1 } })],
    [bomWith({ specVersion: '2.0' })],
    [{ specFormat: 'CycloneDX', specVersion: '2.0' }],
    ['<bom/>'],
    ['<other/>'],
  ])('are refused in %j, even with a hint', content => {
    expect(refusalOf(content, { formatHint: 'cyclonedx' }).code).toBe(
      'invalid-structure',
    );
  });

  it('of CycloneDX 2 are refused as a pre-release', () => {
    expect(
      refusalOf({ specFormat: 'CycloneDX', specVersion: '2.0' }),
    ).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('CycloneDX 1.4 to 1.7'),
    });
  });
});
