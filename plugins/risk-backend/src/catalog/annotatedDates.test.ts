import { annotatedDates } from './annotatedDates';

const REF = 'system:default/payments';
const RELEASE = 'product-risk/next-release';
const AUDIT = 'product-risk/next-audit';

const released = (text: string) => annotatedDates(REF, { [RELEASE]: text });

describe('annotatedDates', () => {
  it('reads a day alone', () => {
    expect(released('2026-12-15')).toEqual({
      dates: [
        {
          annotation: RELEASE,
          index: 0,
          startDay: '2026-12-15',
          endDay: '2026-12-15',
          after: [],
          categories: [],
        },
      ],
      problems: [],
    });
  });

  it('reads several entries with days, title, predecessors and categories', () => {
    const { dates, problems } = annotatedDates(REF, {
      [RELEASE]:
        '2026-12-15 Checkout 5\n\n 2026-12-18 Payouts; after Checkout 5',
      [AUDIT]:
        '2027-01-12..2027-01-14 Surveillance; on A.8.13, A.8.3; after Payouts',
    });
    expect(problems).toEqual([]);
    expect(dates).toMatchObject([
      { title: 'Checkout 5', startDay: '2026-12-15', index: 0 },
      { title: 'Payouts', after: ['Checkout 5'], index: 1 },
      {
        annotation: AUDIT,
        title: 'Surveillance',
        startDay: '2027-01-12',
        endDay: '2027-01-14',
        after: ['Payouts'],
        categories: ['A.8.13', 'A.8.3'],
        index: 0,
      },
    ]);
  });

  it.each([
    ['soon', '“soon” is no day. Write it as 2026-12-15'],
    ['2026-02-30 Payouts', '“2026-02-30” is no day'],
    ['15.12.2026', '“15.12.2026” is no day'],
    ['2026-12-15..', '“2026-12-15..” is no day'],
    ['2026-12-15..2026-12-16..2026-12-17', 'is no day'],
    ['2026-12-15..2026-12-01', 'ends before it starts'],
    ['2026-12-15 Payouts; before Christmas', '“before Christmas” cannot be'],
    ['2026-12-15 Payouts; after', '“after” cannot be read'],
    ['2026-12-15 Payouts; on A.8.13', '“on A.8.13” cannot be read'],
    ['x'.repeat(500), `“${'x'.repeat(60)}…” is no day`],
  ])('says where and what is wrong with %j', (text, words) => {
    const { dates, problems } = released(text);
    expect(dates).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems[0]).toMatch(
      /^system:default\/payments, annotation product-risk\/next-release: /,
    );
  });

  it('keeps what is right beside what is wrong', () => {
    const { dates, problems } = released('soon\n2026-12-15 Payouts');
    expect(dates).toMatchObject([{ title: 'Payouts', index: 1 }]);
    expect(problems).toHaveLength(1);
  });

  it('reads no more lines than anybody plans', () => {
    const { dates, problems } = released('2026-12-15 Payouts\n'.repeat(1_000));
    expect(dates).toHaveLength(20);
    expect(problems).toEqual([
      expect.stringContaining('has 1000 lines; the first 20 are read'),
    ]);
  });

  it('has nothing to say where nothing is annotated', () => {
    expect(annotatedDates(REF, { 'product-risk/owner': 'x' })).toEqual({
      dates: [],
      problems: [],
    });
  });
});
