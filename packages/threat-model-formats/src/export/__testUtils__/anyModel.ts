import fc from 'fast-check';
import {
  Finding,
  Mitigation,
  ModelElement,
  StatedRating,
  ThreatModel,
  TreatmentOption,
} from '../../model';
import { leastAdvanced } from '../../reading/mitigationProgress';
import { plainLine, plainText } from '../../reading/plainText';

/** Texts that YAML, JSON, CSV or a reader could take for something else. */
const awkward = [
  'yes',
  'null',
  '~',
  '007',
  '1.0',
  '2026-01-01',
  '- item',
  'key: value',
  '# no comment',
  '"quoted"',
  "it's",
  '=1+1',
  'a, b; c',
  '@home',
  '*anchor',
  '&amp',
  '[x]',
  '{x}',
  '| pipe',
  '> fold',
  '50%',
  'Ünïcödé 漢字',
];

const line = fc
  .oneof(
    fc.constantFrom(...awkward),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map(plainLine)
  .filter(text => text !== '');
const text = fc
  .oneof(
    line,
    fc.array(line, { minLength: 2, maxLength: 4 }).map(all => all.join('\n')),
    fc.constant(''),
  )
  .map(plainText);
const id = fc
  .oneof(
    fc.constantFrom('a', 'b/c', '007', 'yes', '#1', 'on', 'x y', 'é%2F'),
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }),
  )
  .map(candidate => candidate.trim())
  .filter(candidate => candidate !== '');
const ids = (maxLength: number) => fc.uniqueArray(id, { maxLength });
/** Keys never hold the start of a tag. */
const keysOfItems = (maxLength: number) =>
  fc.uniqueArray(
    id
      .map(it => it.replace(/</g, ''))
      .filter(it => it.trim() === it && it !== ''),
    { maxLength },
  );
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined, freq: 2 });
const lines = fc.uniqueArray(line, { maxLength: 3 });
const fraction = fc.integer({ min: 0, max: 1000 }).map(n => n / 1000);
const entityRef = fc.constantFrom(
  'component:default/orders',
  'resource:shop/orders-db',
);
const date = fc.constantFrom('2026-11-25', '2027-03-31');

const severity = fc.constantFrom(
  'critical' as const,
  'high' as const,
  'medium' as const,
  'low' as const,
  'info' as const,
  'unknown' as const,
);
const status = fc.constantFrom(
  'open' as const,
  'in_progress' as const,
  'mitigated' as const,
  'accepted' as const,
  'transferred' as const,
  'avoided' as const,
  'not_applicable' as const,
  'unknown' as const,
);
const mitigationStatus = fc.constantFrom(
  'proposed' as const,
  'planned' as const,
  'in_progress' as const,
  'implemented' as const,
  'verified' as const,
  'rejected' as const,
  'retired' as const,
  'unknown' as const,
);

const range = fc
  .tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
  .map(([a, b]) => ({ low: Math.min(a, b) / 100, high: Math.max(a, b) / 100 }));
const rating: fc.Arbitrary<StatedRating> = fc.oneof(
  fc.record({
    unit: fc.constant('steps' as const),
    likelihood: fc.integer({ min: 1, max: 5 }),
    impact: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    unit: fc.constant('points' as const),
    probability: fc.oneof(
      fraction.filter(p => p > 0),
      range,
    ),
    impactPoints: fc.oneof(fc.integer({ min: 1, max: 100 }), range),
  }),
);

const category = fc.oneof(
  fc.constantFrom(
    { taxonomy: 'STRIDE' as const, id: 'spoofing' },
    { taxonomy: 'LINDDUN' as const, id: 'linkability' },
    { taxonomy: 'CIA' as const, id: 'integrity' },
    { taxonomy: 'CWE' as const, id: 'CWE-79' },
    { taxonomy: 'CAPEC' as const, id: 'CAPEC-66' },
    { taxonomy: 'ATTACK' as const, id: 'T1190' },
    { taxonomy: 'other' as const, id: 'asvs@5.0.0:V11.3' },
    { taxonomy: 'other' as const, id: 'spoofing' },
    { taxonomy: 'OWASP' as const, id: 'A03:2021' },
  ),
  line.map(label => ({ taxonomy: 'other' as const, id: label })),
);

function elements(diagramIds: string[]): fc.Arbitrary<ModelElement[]> {
  return ids(6).chain(elementIds =>
    fc.tuple(
      ...elementIds.map((elementId, position) => {
        // Only earlier elements, so that nobody walks in a circle.
        const earlier = elementIds.slice(0, position);
        const reference = maybe(
          earlier.length > 0
            ? fc.constantFrom(...earlier)
            : fc.constant(undefined),
        );
        return fc
          .record({
            name: line,
            kind: fc.constantFrom(
              'process' as const,
              'datastore' as const,
              'actor' as const,
              'flow' as const,
              'boundary' as const,
              'asset' as const,
              'node' as const,
            ),
            description: maybe(text.filter(it => it !== '')),
            outOfScope: fc.boolean(),
            parentId: reference,
            sourceId: reference,
            targetId: reference,
            bidirectional: fc.boolean(),
            diagramId: maybe(
              diagramIds.length > 0
                ? fc.constantFrom(...diagramIds)
                : fc.constant(undefined),
            ),
            tags: lines,
            owner: maybe(line),
            entityRef: maybe(entityRef),
            purl: maybe(fc.constant('pkg:npm/left-pad@1.3.0')),
            sourcePaths: maybe(fc.constant<string[]>(['src/a.ts', 'src/b.ts'])),
          })
          .map(({ sourceId, targetId, bidirectional, ...element }) => ({
            id: elementId,
            ...element,
            ...(element.kind === 'flow' && {
              sourceId,
              targetId,
              bidirectional,
            }),
          }));
      }),
    ),
  );
}

type Definition = Omit<Mitigation, 'status'> & { status: undefined };

const mitigations: fc.Arbitrary<Definition[]> = keysOfItems(4).chain(keys =>
  fc.tuple(
    ...keys.map((key, position) =>
      fc.record({
        key: fc.constant(key),
        sourceId: maybe(id),
        // Unique, so that they can be told apart when ids are formed anew.
        title: line.map(title => `${title} m${position}`),
        description: text,
        status: fc.constant(undefined),
        owner: maybe(line),
      }),
    ),
  ),
);

function findings(
  elementIds: string[],
  mitigationKeys: string[],
): fc.Arbitrary<Finding[]> {
  return fc
    .tuple(keysOfItems(6), fc.boolean())
    .chain(([keys, hasDefinitions]) =>
      fc.tuple(
        ...keys.map((key, position) =>
          fc
            .record({
              key: fc.constant(key),
              sourceId: maybe(id),
              definitionKey: hasDefinitions
                ? fc.constantFrom('d1', 'd2', 'd3')
                : fc.constant(undefined),
              title: line.map(title => `${title} f${position}`),
              description: text,
              severity,
              likelihoodRaw: maybe(fc.constantFrom('80', 'likely')),
              impactRaw: maybe(fc.constantFrom('100', 'medium')),
              score: maybe(
                fc.record({
                  value: fc.integer({ min: 0, max: 10 }),
                  scale: fc.constantFrom('custom', 'CVSS'),
                }),
              ),
              rating: maybe(rating),
              status,
              statusReason: maybe(text.filter(it => it !== '')),
              acceptanceRequest: maybe(
                fc.record({
                  reason: text.filter(it => it !== ''),
                  until: maybe(date),
                }),
              ),
              reviewed: fc.boolean(),
              categories: fc.uniqueArray(category, {
                maxLength: 3,
                selector: ({ taxonomy, id: it }) => `${taxonomy} ${it}`,
              }),
              elementIds: fc.subarray(elementIds),
              mitigations: fc.subarray(mitigationKeys).chain(used =>
                fc.tuple(
                  ...used.map(mitigationKey =>
                    fc.record({
                      mitigationKey: fc.constant(mitigationKey),
                      status: mitigationStatus,
                      riskReduction: maybe(fraction),
                    }),
                  ),
                ),
              ),
              advice: maybe(text.filter(it => it !== '')),
              tags: lines,
              ticket: maybe(line),
              scan: maybe(
                fc.record({
                  rule: maybe(line),
                  vulnerability: maybe(line),
                  aliases: lines,
                  package: maybe(line),
                }),
              ),
            })
            .map(finding => ({
              ...finding,
              position: { pointer: `/${position}` },
            })),
        ),
      ),
    );
}

function options(findingKeys: string[]): fc.Arbitrary<TreatmentOption[]> {
  return keysOfItems(3).chain(keys =>
    fc.tuple(
      ...keys.map(key =>
        fc.record({
          key: fc.constant(key),
          kind: fc.constantFrom(
            'mitigate' as const,
            'avoid' as const,
            'transfer' as const,
            'detect' as const,
            'accept' as const,
          ),
          title: line,
          description: text,
          effects: fc.subarray(findingKeys).chain(treated =>
            fc.tuple(
              ...treated.map(findingKey =>
                fc.record({
                  findingKey: fc.constant(findingKey),
                  likelihoodReduction: maybe(fraction),
                  impactReduction: maybe(fraction),
                }),
              ),
            ),
          ),
          costOnce: maybe(fc.integer({ min: 0, max: 500 })),
          costPerYear: maybe(fc.integer({ min: 0, max: 500 })),
          leadTimeDays: maybe(fc.integer({ min: 0, max: 365 })),
          constraints: lines,
          needs: fc.subarray(keys.filter(other => other !== key)),
          excludes: fc.subarray(keys.filter(other => other !== key)),
        }),
      ),
    ),
  );
}

/** Any model that an importer could produce. */
export const anyModel: fc.Arbitrary<ThreatModel> = fc
  .tuple(ids(3), mitigations)
  .chain(([diagramIds, definitions]) =>
    elements(diagramIds).chain(modelElements =>
      findings(
        modelElements.map(element => element.id),
        definitions.map(({ key }) => key),
      ).chain(modelFindings =>
        fc
          .record({
            kind: fc.constantFrom('threat-model' as const, 'scan' as const),
            id: maybe(id),
            format: fc.constant('any'),
            title: line,
            description: maybe(text.filter(it => it !== '')),
            owner: maybe(line),
            authors: lines,
            reviewer: maybe(line),
            businessCriticality: maybe(line),
            updatedAt: maybe(date),
            treatmentOptions: options(modelFindings.map(({ key }) => key)),
          })
          .map(model => ({
            ...model,
            diagrams: diagramIds.map((diagramId, position) => ({
              id: diagramId,
              title: `Diagram ${position}`,
            })),
            elements: modelElements,
            findings: modelFindings,
            mitigations: definitions.map(definition => ({
              ...definition,
              status: leastAdvanced(
                modelFindings
                  .flatMap(finding => finding.mitigations)
                  .filter(use => use.mitigationKey === definition.key)
                  .map(use => use.status),
              ),
            })),
            warnings: [],
          })),
      ),
    ),
  );
