import { ObservedChange, staleReasons } from './staleReasons';

const MODEL = { updatedAt: '2026-10-01T00:00:00.000Z' };
const NOW = new Date('2026-11-24T00:00:00.000Z');

const relation = (
  kind: 'relation-added' | 'relation-removed',
  day: string,
  subject = 'component:default/x',
  type = 'dependsOn',
): ObservedChange => ({
  kind,
  at: `${day}T00:00:00.000Z`,
  relation: type,
  subject,
  previous: null,
});

const retyped = (
  day: string,
  previous: string,
  subject: string,
): ObservedChange => ({
  kind: 'type-changed',
  at: `${day}T00:00:00.000Z`,
  relation: null,
  subject,
  previous,
});

const reasonsOf = (...changes: ObservedChange[]) =>
  staleReasons(MODEL, changes, NOW, 365);

const textsOf = (...changes: ObservedChange[]) =>
  reasonsOf(...changes).map(({ text }) => text);

describe('staleReasons', () => {
  it('has none for a model that is younger than every change', () => {
    expect(reasonsOf()).toEqual([]);
    expect(reasonsOf(relation('relation-added', '2026-09-30'))).toEqual([]);
  });

  it('says which relation is new, and since when', () => {
    expect(reasonsOf(relation('relation-added', '2026-11-12'))).toEqual([
      {
        code: 'relation-added',
        text: 'now depends on component:default/x (since 12 Nov 2026)',
        since: '2026-11-12T00:00:00.000Z',
      },
    ]);
  });

  it.each([
    ['partOf', 'is no longer part of'],
    ['subcomponentOf', 'is no longer a subcomponent of'],
    ['dependsOn', 'no longer depends on'],
    ['providesApi', 'no longer provides'],
    ['consumesApi', 'no longer consumes'],
  ])('says in words that %s is gone', (type, words) => {
    expect(
      textsOf(
        relation('relation-removed', '2026-11-12', 'api:default/a', type),
      ),
    ).toEqual([`${words} api:default/a (since 12 Nov 2026)`]);
  });

  it('does not mind what was changed back', () => {
    expect(
      textsOf(
        relation('relation-removed', '2026-11-12'),
        relation('relation-added', '2026-11-10'),
        relation('relation-added', '2026-11-11', 'component:default/y'),
      ),
    ).toEqual(['now depends on component:default/y (since 11 Nov 2026)']);
    expect(
      textsOf(
        retyped('2026-11-10', 'service', 'website'),
        retyped('2026-11-11', 'website', 'service'),
      ),
    ).toEqual([]);
  });

  it('counts what was changed back before the model was updated', () => {
    expect(
      textsOf(
        relation('relation-added', '2026-09-10'),
        relation('relation-removed', '2026-11-12'),
      ),
    ).toEqual(['no longer depends on component:default/x (since 12 Nov 2026)']);
  });

  it('says what the type is and was when the model was made', () => {
    expect(
      textsOf(
        retyped('2026-11-10', 'service', 'website'),
        retyped('2026-11-11', 'website', 'library'),
      ),
    ).toEqual(['is now library, was service (since 11 Nov 2026)']);
  });

  it('is stale by age from the day on, and not the moment before', () => {
    const at = (now: string) =>
      staleReasons(
        { updatedAt: '2025-11-24T00:00:00.000Z' },
        [],
        new Date(now),
        365,
      );
    expect(at('2026-11-23T23:59:59.999Z')).toEqual([]);
    expect(at('2026-11-24T00:00:00.000Z')).toEqual([
      {
        code: 'age',
        text: 'not updated for 365 days (last on 24 Nov 2025)',
        since: '2026-11-24T00:00:00.000Z',
      },
    ]);
  });

  it('lists the oldest reason first', () => {
    expect(
      reasonsOf(
        relation('relation-added', '2026-11-12'),
        relation('relation-added', '2026-10-05', 'component:default/z'),
      ).map(({ since }) => since.slice(0, 10)),
    ).toEqual(['2026-10-05', '2026-11-12']);
  });
});
