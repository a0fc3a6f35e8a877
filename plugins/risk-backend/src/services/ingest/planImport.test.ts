import fc from 'fast-check';
import { ThreatModel } from '@product-risk/threat-model-formats';
import { MappableEntities } from './elementCandidates';
import { findingStatus } from './findingStatus';
import { IncomingFinding, incomingDocument } from './incoming';
import { planCounts, planImport, StoredFinding } from './planImport';
import { quarantineReason } from './quarantineReason';

const severities = ['low', 'medium', 'high', 'critical', 'unknown'] as const;
const statuses = ['open', 'mitigated', 'accepted', 'not_applicable'] as const;

const models = fc
  .uniqueArray(
    fc.record({
      key: fc.string({ minLength: 1, maxLength: 6 }),
      title: fc.string({ maxLength: 8 }),
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...statuses),
    }),
    { selector: ({ key }) => key, maxLength: 12 },
  )
  .map((findings): ThreatModel[] => [
    {
      id: 'm',
      kind: 'threat-model',
      format: 'test',
      title: 'Model',
      authors: [],
      diagrams: [],
      elements: [],
      mitigations: [],
      warnings: [],
      findings: findings.map(finding => ({
        ...finding,
        description: '',
        reviewed: true,
        categories: [],
        elementIds: [],
        mitigations: [],
        tags: [],
        position: { pointer: '' },
      })),
    },
  ]);

const read = (some: ThreatModel[]) =>
  incomingDocument(some, {
    byPerson: new Map(),
    knownRefs: new Set(),
    entities: new MappableEntities(),
    attachedTo: 'component:default/a',
  }).findings;

const store = (
  finding: IncomingFinding,
  absentSince: string | null = null,
): StoredFinding => ({
  ...finding,
  id: finding.key,
  model_id: 'm',
  status: findingStatus(finding.stated_status, null),
  triage: null,
  absent_since: absentSince,
});

/** What would be stored after a plan was carried out. */
function carriedOut(
  stored: readonly StoredFinding[],
  incoming: readonly IncomingFinding[],
): StoredFinding[] {
  const seen = new Set(incoming.map(({ key }) => key));
  return [
    ...incoming.map(finding => store(finding)),
    ...stored
      .filter(({ key }) => !seen.has(key))
      .map(finding => ({ ...finding, absent_since: '2026-01-01' })),
  ];
}

describe('planImport', () => {
  it('finds nothing to do when the same document comes again', () => {
    fc.assert(
      fc.property(models, models, (before, document) => {
        const stored = carriedOut(
          read(before).map(one => store(one)),
          read(document),
        );
        expect(planCounts(planImport(stored, read(document)))).toEqual({
          created: 0,
          changed: 0,
          reopened: 0,
          absent: 0,
          unchanged: read(document).length,
        });
      }),
    );
  });

  it('accounts for every finding once, and loses none', () => {
    fc.assert(
      fc.property(models, models, (before, document) => {
        const stored = read(before).map(one => store(one));
        const incoming = read(document);
        const plan = planImport(stored, incoming);
        const { created, changed, reopened, absent, unchanged } =
          planCounts(plan);
        expect(created + changed + reopened + unchanged).toBe(incoming.length);
        expect(changed + absent + unchanged).toBe(stored.length);
        for (const { fields } of plan.changed) {
          expect(fields.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('does not depend on the order of the findings in the file', () => {
    fc.assert(
      fc.property(models, models, (before, document) => {
        const stored = read(before).map(one => store(one));
        const [model] = document;
        const reversed = [
          { ...model, findings: [...model.findings].reverse() },
        ];
        expect(planCounts(planImport(stored, read(reversed)))).toEqual(
          planCounts(planImport(stored, read(document))),
        );
      }),
    );
  });

  describe('of one finding', () => {
    const finding = (more: Partial<ThreatModel['findings'][number]>) => {
      const [model] = fc.sample(
        models.filter(([{ findings }]) => findings.length > 0),
        { numRuns: 1, seed: 7 },
      )[0];
      const [first] = model.findings;
      return read([
        {
          ...model,
          findings: [{ ...first, severity: 'high', status: 'open', ...more }],
        },
      ]);
    };
    const fieldsOf = (
      before: Partial<ThreatModel['findings'][number]>,
      after: Partial<ThreatModel['findings'][number]>,
    ) =>
      planImport(
        finding(before).map(one => store(one)),
        finding(after),
      ).changed.flatMap(({ fields }) => fields);

    it('takes a word written in another way for the same word', () => {
      expect(
        fieldsOf(
          { severityRaw: 'High', statusRaw: 'OPEN' },
          { severityRaw: 'high', statusRaw: undefined },
        ),
      ).toEqual([]);
      expect(
        fieldsOf({ severityRaw: 'High' }, { severityRaw: 'elevated' }),
      ).toEqual(['severity']);
      expect(
        fieldsOf({ statusRaw: 'Open' }, { statusRaw: 'AutoGenerated' }),
      ).toEqual(['status']);
    });

    it('takes a definition of its own for no news, and another one for some', () => {
      expect(fieldsOf({}, { definitionKey: 'a', sourceId: 'x' })).toEqual([]);
      expect(fieldsOf({ definitionKey: 'a' }, { definitionKey: 'b' })).toEqual([
        'definition',
      ]);
    });
  });

  it('reopens what was absent', () => {
    const [model] = fc.sample(
      models.filter(([{ findings }]) => findings.length > 0),
      1,
    );
    const incoming = read(model);
    const stored = incoming.map(one => store(one, '2026-01-01'));

    expect(planCounts(planImport(stored, incoming))).toMatchObject({
      reopened: incoming.length,
      absent: 0,
    });
  });
});

describe('quarantineReason', () => {
  const policy = { quarantineShare: 0.3, quarantineMinimum: 3 };
  const [base] = read([
    {
      id: 'm',
      kind: 'threat-model',
      format: 'test',
      title: 'Model',
      authors: [],
      diagrams: [],
      elements: [],
      mitigations: [],
      warnings: [],
      findings: [
        {
          key: 'k',
          title: 'T',
          description: '',
          severity: 'high',
          status: 'open',
          reviewed: true,
          categories: [],
          elementIds: [],
          mitigations: [],
          tags: [],
          position: { pointer: '' },
        },
      ],
    },
  ]);
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...base, key: `${index}` }));
  const losing = (count: number, lost: number, status = 'open' as const) =>
    quarantineReason(
      planImport(
        many(count).map(one => ({ ...store(one), status })),
        many(count).slice(lost),
      ),
      policy,
    );

  it.each([
    [10, 3, false],
    [10, 4, true],
    [3, 3, true],
    [3, 1, true],
    [2, 2, false],
    [1, 1, false],
    [5, 0, false],
  ])('of %i open findings, losing %i is held back: %s', (open, lost, held) => {
    expect(losing(open, lost) !== undefined).toBe(held);
  });

  it('does not mind losing what was left out anyway, unless all goes', () => {
    const stored = many(10).map((one, index) => ({
      ...store(one),
      status: index < 5 ? ('excluded' as const) : ('open' as const),
    }));
    expect(
      quarantineReason(planImport(stored, many(10).slice(5)), policy),
    ).toBeUndefined();
    expect(quarantineReason(planImport(stored, []), policy)).toContain('All');
  });
});
