import fc from 'fast-check';
import { bytesOf, dragonWith, otmWith, threagileRisk } from './__fixtures__';
import { ThreatModelFormatError } from './errors';
import { formats } from './formats';
import { ThreatModel } from './model';
import { readThreatModels } from './readThreatModels';

function read(bytes: Uint8Array, formatHint?: string): ThreatModel[] {
  try {
    return readThreatModels({ bytes, fileName: 'f', formatHint }).models;
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      return [];
    }
    throw error;
  }
}

/** Every text of a model that is shown, without ids, keys and places. */
function shownTexts(model: ThreatModel): string[] {
  const texts: string[] = [];
  JSON.stringify(model, (name, value) => {
    if (['sourceId', 'id', 'position', 'elementIds'].includes(name)) {
      return undefined;
    }
    if (typeof value === 'string') {
      texts.push(value);
    }
    return value;
  });
  return texts;
}

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

const documents = fc.oneof(
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
  it('gives the same result each time, with unique keys and sound references', () => {
    fc.assert(
      fc.property(documents, document => {
        const bytes = bytesOf(document);
        const models = read(bytes);
        expect(read(bytes)).toEqual(models);
        for (const model of models) {
          const elements = new Set(model.elements.map(({ id }) => id));
          const mitigations = new Set(model.mitigations.map(({ key }) => key));
          expect(elements.size).toBe(model.elements.length);
          expect(mitigations.size).toBe(model.mitigations.length);
          expect(new Set(model.findings.map(({ key }) => key)).size).toBe(
            model.findings.length,
          );
          for (const finding of model.findings) {
            expect(finding.title).not.toBe('');
            expect(finding.elementIds.every(id => elements.has(id))).toBe(true);
            expect(
              finding.mitigations.every(({ mitigationKey }) =>
                mitigations.has(mitigationKey),
              ),
            ).toBe(true);
          }
          for (const { parentId, sourceId, targetId } of model.elements) {
            for (const id of [parentId, sourceId, targetId]) {
              expect(id === undefined || elements.has(id)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets no markup through', () => {
    fc.assert(
      fc.property(documents, document => {
        for (const model of read(bytesOf(document))) {
          for (const shown of shownTexts(model)) {
            expect(shown).not.toMatch(/<[a-zA-Z/!?]/);
          }
        }
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
      { numRuns: 2000 },
    );
  });
});
