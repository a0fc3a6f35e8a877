import fc from 'fast-check';
import { bytesOf, dragonWith, otmWith, threagileRisk } from './__fixtures__';
import { tm7With } from './__fixtures__/tm7';
import { problemsIn } from './__testUtils__/problemsIn';
import { readOrRefuse as read } from './__testUtils__/readOrRefuse';
import { formats } from './formats';

const fragment = fc.constantFrom(
  '<b>',
  '</b>',
  '<script>',
  '</script',
  '<',
  '>',
  '&lt;',
  '&gt;',
  '&amp;',
  '&#60;',
  '<img src=x onerror=',
  '<!--',
  '-->',
  '<svg/onload=',
  'text',
  ' ',
  '"',
  '/',
  'a',
  '\u0000',
  '\n',
  'ſcript',
  'İ',
);
const text = fc.oneof(
  fc.string(),
  fc.array(fragment, { maxLength: 12 }).map(parts => parts.join('')),
  fc.constantFrom('Open', 'High', 'Spoofing', 'exposed', '__proto__', ''),
);
const anything = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const record = (...names: string[]) =>
  fc.record(Object.fromEntries(names.map(name => [name, anything])), {
    requiredKeys: [],
  });
const listOf = (item: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(item, { maxLength: 6 }) },
    { weight: 1, arbitrary: anything },
  );

const dragonThreat = record(
  'id',
  'title',
  'status',
  'severity',
  'type',
  'description',
  'mitigation',
  'modelType',
  'score',
  'cardSuit',
);
const otmThreat = record(
  'id',
  'name',
  'description',
  'categories',
  'cwes',
  'risk',
  'tags',
);
const otmInstance = record('threat', 'state', 'mitigations');
const otmComponent = fc
  .tuple(
    record('id', 'name', 'type', 'parent', 'tags', 'attributes', 'source'),
    listOf(otmInstance),
  )
  .map(([component, threats]) => ({ ...component, threats }));
const risk = record(
  'category',
  'risk_status',
  'severity',
  'title',
  'synthetic_id',
  'most_relevant_technical_asset',
  'most_relevant_communication_link',
  'risk_explanation',
);

const nativeThreat = record(
  'id',
  'title',
  'description',
  'on',
  'concerns',
  'severity',
  'rating',
  'score',
  'status',
  'reason',
  'categories',
  'mitigations',
  'acceptance',
  'definition',
  'key',
  'original',
  'scan',
);
const nativeMitigation = record('id', 'title', 'state', 'effect', 'owner');
const nativeModel = fc
  .record(
    {
      title: anything,
      elements: listOf(record('id', 'name', 'kind', 'parent', 'entity')),
      flows: listOf(record('id', 'name', 'from', 'to', 'parent')),
      threats: listOf(nativeThreat),
      mitigations: listOf(nativeMitigation),
      options: listOf(
        record('id', 'kind', 'title', 'treats', 'cost', 'needs', 'excludes'),
      ),
    },
    { requiredKeys: [] },
  )
  .map(members => ({ productRisk: '1', ...members }));

const uri = fc.record({ uri: anything }, { requiredKeys: [] });
const sarifResult = fc
  .tuple(
    record(
      'ruleId',
      'message',
      'level',
      'kind',
      'baselineState',
      'suppressions',
      'fingerprints',
      'partialFingerprints',
      'workItemUris',
      'taxa',
      'properties',
    ),
    anything,
    uri,
  )
  .map(([result, words, artifactLocation]) => ({
    message: { text: words },
    ...result,
    locations: [{ physicalLocation: { artifactLocation } }],
  }));
const sarifRule = record(
  'id',
  'name',
  'help',
  'shortDescription',
  'properties',
);
const bomPart = record('bom-ref', 'name', 'group', 'version', 'purl', 'type');
const bomVulnerability = record(
  'id',
  'description',
  'recommendation',
  'analysis',
  'ratings',
  'cwes',
  'affects',
);
const bomTarget = fc.oneof(
  fc.constantFrom('urn:cdx:1-2/3#', 'pkg:npm/', 'pkg:npm/%3Cb%3E@%3Ci%3E?<b>'),
  text,
);
const statement = record(
  'vulnerability',
  'products',
  'status',
  'justification',
  'impact_statement',
  'action_statement',
  'subcomponents',
);
const xmlText = text.map(words =>
  words
    .replace(/[^\t\n -\ud7ff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;'),
);
const tm7Properties = fc.record({
  Title: xmlText,
  UserThreatCategory: xmlText,
  UserThreatDescription: xmlText,
  PossibleMitigations: xmlText,
  StateInformation: xmlText,
  Priority: xmlText,
});
const tm7Text = fc
  .array(
    fc.record({ key: fc.constantFrom('a', 'b'), properties: tm7Properties }),
    {
      maxLength: 4,
    },
  )
  .map(threats => tm7With({ threats }));

const documents = fc.oneof(
  nativeModel,
  tm7Text,
  fc
    .tuple(listOf(sarifResult), fc.array(sarifRule, { maxLength: 3 }))
    .map(([results, rules]) => ({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'x', rules } }, results }],
    })),
  fc
    .tuple(listOf(bomPart), listOf(bomVulnerability), bomTarget)
    .map(([components, vulnerabilities, ref]) => ({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components,
      vulnerabilities: Array.isArray(vulnerabilities)
        ? [{ id: 'V', affects: [{ ref }] }, ...vulnerabilities]
        : vulnerabilities,
    })),
  fc.tuple(listOf(statement), bomTarget).map(([statements, product]) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    statements: Array.isArray(statements)
      ? [
          { vulnerability: 'V', products: [product], status: 'fixed' },
          ...statements,
        ]
      : statements,
  })),
  listOf(dragonThreat).map(threats => dragonWith(threats)),
  fc
    .record({
      components: listOf(otmComponent),
      dataflows: listOf(otmComponent),
      threats: listOf(otmThreat),
      mitigations: listOf(record('id', 'name', 'riskReduction')),
      trustZones: listOf(record('id', 'name', 'parent')),
    })
    .map(otmWith),
  fc.array(risk, { maxLength: 8 }).map(risks => [threagileRisk(), ...risks]),
  fc
    .record({
      technical_assets: fc.dictionary(
        text,
        record('id', 'type', 'tags', 'communication_links'),
      ),
      trust_boundaries: fc.dictionary(
        text,
        record('id', 'technical_assets_inside', 'trust_boundaries_nested'),
      ),
      risk_tracking: fc.dictionary(text, record('status', 'justification')),
      custom_risk_categories: listOf(
        record('id', 'title', 'stride', 'cwe', 'risks_identified'),
      ),
      generated_risks_by_category: fc.dictionary(text, listOf(risk)),
    })
    .map(members => ({ threagile_version: '1.0.0', ...members })),
);

describe('reading, whatever the document', () => {
  it('gives the same result each time, with unique keys, sound references and no markup', () => {
    fc.assert(
      fc.property(documents, document => {
        const bytes = bytesOf(document);
        const models = read(bytes);
        expect(read(bytes)).toEqual(models);
        expect(models.flatMap(problemsIn)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses or reads any bytes and any value, and fails in no other way', () => {
    const hint = fc.constantFrom(undefined, ...formats.map(({ id }) => id));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string({ unit: 'binary', maxLength: 200 }).map(bytesOf),
          fc.jsonValue().map(value => bytesOf(JSON.stringify(value))),
          fc
            .array(
              fc.constantFrom(
                '- ',
                'a: ',
                '\n',
                '  ',
                '&x ',
                '*x',
                '[',
                ']',
                '{',
                '}',
                '"',
                "'",
                '<<: ',
                '|',
                '>',
                '? ',
                '#',
                '---\n',
                '!!set ',
                '!!binary ',
                '%YAML 1.1\n',
                ',',
                'null',
                '1',
                '\t',
              ),
              { maxLength: 40 },
            )
            .map(parts => bytesOf(parts.join(''))),
        ),
        hint,
        (bytes, formatHint) => {
          expect(Array.isArray(read(bytes, formatHint))).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
