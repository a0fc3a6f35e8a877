import { checks } from '../scripts/oracleChecks';
import { runOracles } from '../scripts/runOracles';
import { hasOracles, readOracles } from './__testUtils__/oracles';

const independently = hasOracles ? it : it.skip;

describe('independently computed cases (skipped where ../shared/oracles is absent)', () => {
  independently.each(Object.keys(checks))('%s', section => {
    const results = runOracles({ [section]: readOracles()[section] });
    expect(results).not.toHaveLength(0);
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });

  independently('hold no section that nothing here checks', () => {
    expect(Object.keys(checks)).toEqual(
      expect.arrayContaining(
        Object.keys(readOracles()).filter(section => section !== 'note'),
      ),
    );
  });
});

describe('runOracles', () => {
  it('passes what is right, to the last digit that can be expected', () => {
    expect(
      runOracles({
        note: 'for readers',
        levelCuts: [{ exposure: 30_000, level: 'high' }],
        // 0.1^3 of a certain draw of three.
        binomialTail: [{ k: 3, n: 3, p0: 0.1, pValue: 0.001 }],
        effectiveNumber: [{ exposures: [0, 0], nEff: null }],
      }),
    ).toEqual([
      { place: 'levelCuts[0]', problems: [] },
      { place: 'binomialTail[0]', problems: [] },
      { place: 'effectiveNumber[0]', problems: [] },
    ]);
  });

  it('says what is wrong, where, and with what', () => {
    const wrong = (
      section: string,
      given: { [key: string]: number | string },
    ) => runOracles({ [section]: [given] }).flatMap(({ problems }) => problems);
    expect(wrong('levelCuts', { exposure: 29_999, level: 'high' })).toEqual([
      'level: expected "high", got medium',
    ]);
    expect(
      wrong('binomialTail', { k: 3, n: 3, p0: 0.1, pValue: 0.00100001 }),
    ).toEqual([
      expect.stringMatching(/^pValue: expected 0\.00100001, got 0\.001/),
    ]);
    expect(
      wrong('mcnemar', { cleared: -1, newlyAffected: 0, pValue: 1 }),
    ).toEqual([expect.stringContaining('cleared must lie between')]);
    expect(wrong('horoscope', {})).toEqual(['no check knows this section']);
  });

  it('is exact where numbers are whole, however large', () => {
    const matrix = (exposure: number) =>
      runOracles({
        matrix: [{ likelihood: 5, impact: 5, exposure, level: 'critical' }],
      })[0].problems;
    expect(matrix(700_000)).toEqual([]);
    expect(matrix(700_001)).toEqual(['exposure: expected 700001, got 700000']);
  });

  it('misses neither a row too many nor one too few', () => {
    const qValues = (q: number[]) =>
      runOracles({ benjaminiHochberg: [{ p: [0.01, 0.5], q }] })[0].problems;
    expect(qValues([0.02, 0.5])).toEqual([]);
    expect(qValues([0.02])).toEqual(['q: expected 1, got 2']);
    expect(qValues([0.02, 0.5, 1])).toEqual([
      'q: expected 3, got 2',
      'q.2: expected 1, got undefined',
    ]);
  });
});
