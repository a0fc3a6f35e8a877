import fc from 'fast-check';
import { anyFraction, propertyRuns } from '../__testUtils__/arbitraries';
import { expectError } from '../__testUtils__/expectError';
import { chooseTreatment, returnOnInvestment } from './chooseTreatment';
import { TreatmentChoice, TreatmentOption } from './options';

const option = (
  id: string,
  cost: number,
  effectLikelihood: number,
  riskId = 'r',
): TreatmentOption => ({
  id,
  cost,
  effects: [{ riskId, effectLikelihood, effectImpact: 0 }],
});

const risk = (id: string) => ({
  id,
  estimate: { probabilityMicro: 500_000, impactCenti: 2_000 },
});

const anyChoice = (size: { minLength?: number; maxLength: number }) =>
  fc
    .array(
      fc.record({
        cost: fc.integer({ min: 0, max: 20 }),
        effect: anyFraction,
        riskId: fc.constantFrom('r', 's'),
      }),
      size,
    )
    .chain(drawn => {
      const options = drawn.map(({ cost, effect, riskId }, index) =>
        option(String.fromCharCode(97 + index), cost, effect, riskId),
      );
      const anyPairs = fc
        .array(
          fc.tuple(
            fc.integer({ min: 0, max: options.length - 1 }),
            fc.integer({ min: 0, max: options.length - 1 }),
          ),
          { maxLength: 3 },
        )
        .map(pairs =>
          pairs
            .filter(([a, b]) => a < b)
            .map(([a, b]): [string, string] => [options[a].id, options[b].id]),
        );
      return fc.record({
        risks: fc.constant([risk('r'), risk('s')]),
        options: fc.constant(options),
        excludes: anyPairs,
        needs: anyPairs,
      });
    });
const anyTarget = fc.integer({ min: 0, max: 20 });

function expectSound(choice: TreatmentChoice, targetPoints: number) {
  const { paretoFront, cheapest } = chooseTreatment(choice, targetPoints);
  for (const set of [...paretoFront, ...(cheapest ? [cheapest] : [])]) {
    for (const [a, b] of choice.excludes ?? []) {
      expect(set.options.includes(a) && set.options.includes(b)).toBe(false);
    }
    for (const [a, b] of choice.needs ?? []) {
      expect(!set.options.includes(a) || set.options.includes(b)).toBe(true);
    }
  }
  paretoFront.slice(1).forEach((set, index) => {
    expect(set.cost).toBeGreaterThan(paretoFront[index].cost);
    expect(set.projectedPoints).toBeLessThan(
      paretoFront[index].projectedPoints,
    );
  });
  if (cheapest) {
    expect(cheapest.projectedPoints).toBeLessThanOrEqual(targetPoints + 1e-9);
  }
}

describe('chooseTreatment', () => {
  it('multiplies effects and pays a shared option once', () => {
    const shared: TreatmentOption = {
      id: 'shared',
      cost: 5,
      effects: ['r', 's'].map(riskId => ({
        riskId,
        effectLikelihood: 0.5,
        effectImpact: 0.5,
      })),
    };
    expect(
      chooseTreatment({ risks: [risk('r'), risk('s')], options: [shared] }, 5),
    ).toEqual({
      method: 'exact',
      paretoFront: [
        { options: [], cost: 0, projectedPoints: 20 },
        { options: ['shared'], cost: 5, projectedPoints: 5 },
      ],
      cheapest: { options: ['shared'], cost: 5, projectedPoints: 5 },
    });
  });

  it('breaks ties by what is left, then by name', () => {
    const options = [
      option('c', 1, 0.5),
      option('b', 1, 0.9),
      option('a', 1, 0.9),
    ];
    expect(
      chooseTreatment({ risks: [risk('r')], options }, 5).cheapest?.options,
    ).toEqual(['a']);
  });

  it('takes nothing where nothing is needed, and says when nothing is enough', () => {
    const choice = { risks: [risk('r')], options: [option('a', 1, 0.5)] };
    expect(chooseTreatment(choice, 10).cheapest?.options).toEqual([]);
    expect(chooseTreatment(choice, 4).cheapest).toBeUndefined();
    expect(chooseTreatment({ risks: [], options: [] }, 0).cheapest).toEqual({
      options: [],
      cost: 0,
      projectedPoints: 0,
    });
  });

  it('respects what excludes and needs, and keeps a front that improves', () => {
    fc.assert(
      fc.property(
        anyChoice({ minLength: 1, maxLength: 6 }),
        anyTarget,
        expectSound,
      ),
      propertyRuns,
    );
  });

  it('does so beyond 12 options too, and says that it is greedy', () => {
    fc.assert(
      fc.property(
        anyChoice({ minLength: 13, maxLength: 16 }),
        anyTarget,
        (choice, targetPoints) => {
          expectSound(choice, targetPoints);
          expect(chooseTreatment(choice, targetPoints).method).toBe('greedy');
        },
      ),
      propertyRuns,
    );
  });

  it('finds no dearer set than trying them all by hand would', () => {
    fc.assert(
      fc.property(
        anyChoice({ minLength: 1, maxLength: 6 }),
        anyTarget,
        (choice, targetPoints) => {
          const { options, excludes = [], needs = [] } = choice;
          const costs = Array.from({ length: 2 ** options.length }, (_, set) =>
            options.filter((__, index) => Math.floor(set / 2 ** index) % 2),
          )
            .filter(chosen => {
              const has = (id: string) => chosen.some(each => each.id === id);
              return (
                excludes.every(([a, b]) => !(has(a) && has(b))) &&
                needs.every(([a, b]) => !has(a) || has(b)) &&
                choice.risks.reduce(
                  (points, { id }) =>
                    points +
                    chosen
                      .flatMap(({ effects }) => effects)
                      .filter(({ riskId }) => riskId === id)
                      .reduce(
                        (left, { effectLikelihood }) =>
                          left * (1 - effectLikelihood),
                        10,
                      ),
                  0,
                ) <=
                  targetPoints + 1e-9
              );
            })
            .map(chosen => chosen.reduce((sum, { cost }) => sum + cost, 0));
          expect(chooseTreatment(choice, targetPoints).cheapest?.cost).toBe(
            costs.length > 0 ? Math.min(...costs) : undefined,
          );
        },
      ),
      propertyRuns,
    );
  });

  it('tries every set of 12 options and no more', () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, index) => option(`o${index}`, 1, 0.1));
    const methodOf = (count: number) =>
      chooseTreatment({ risks: [risk('r')], options: options(count) }, 9)
        .method;
    expect([methodOf(12), methodOf(13)]).toEqual(['exact', 'greedy']);
  });

  it('takes first what removes most for its cost when it is greedy', () => {
    const useless = Array.from({ length: 10 }, (_, index) =>
      option(`x${index}`, 1, 0),
    );
    const options = [
      option('big', 10, 0.9),
      option('fair', 2, 0.5),
      option('poor', 4, 0.5),
      ...useless,
    ];
    const { paretoFront, cheapest } = chooseTreatment(
      { risks: [risk('r')], options },
      5,
    );
    expect(paretoFront.map(set => set.options)).toEqual([
      [],
      ['fair'],
      ['fair', 'poor'],
      ['big', 'fair', 'poor'],
    ]);
    expect(cheapest).toEqual({
      options: ['fair'],
      cost: 2,
      projectedPoints: 5,
    });
  });

  it('brings along what an option needs, directly or not, when it is greedy', () => {
    const options = [
      option('a', 1, 0.9),
      ...Array.from({ length: 12 }, (_, index) => option(`x${index}`, 50, 0)),
    ];
    const { cheapest } = chooseTreatment(
      {
        risks: [risk('r')],
        options,
        needs: [
          ['a', 'x1'],
          ['x1', 'x0'],
        ],
      },
      1,
    );
    expect(cheapest).toEqual({
      options: ['a', 'x0', 'x1'],
      cost: 101,
      projectedPoints: expect.closeTo(1, 12),
    });
  });

  it('gives up the dearest of what is not needed first', () => {
    const options = [
      option('a', 1, 0.5),
      option('b', 3, 0.6),
      option('c', 2, 0.55),
      ...Array.from({ length: 11 }, (_, index) => option(`x${index}`, 50, 0)),
    ];
    // Greedy takes a, c, b; without b it still is met, without a or c not.
    expect(
      chooseTreatment({ risks: [risk('r')], options }, 2.3).cheapest?.options,
    ).toEqual(['a', 'c']);
  });

  it('gives the same answer in whatever order options and risks come', () => {
    fc.assert(
      fc.property(
        anyChoice({ minLength: 1, maxLength: 6 }),
        anyTarget,
        (choice, targetPoints) => {
          const reversed = {
            ...choice,
            options: [...choice.options].reverse(),
          };
          expect(chooseTreatment(reversed, targetPoints)).toEqual(
            chooseTreatment(choice, targetPoints),
          );
        },
      ),
      propertyRuns,
    );
  });

  it('tells sets apart by their names only where cost and effect are equal on paper', () => {
    // 0.3 * 0.2 and 0.2 * 0.3 differ in their last digits.
    const options = [
      option('b', 1, 0.9),
      {
        ...option('a', 1, 0.3),
        effects: [0.7, 0.8, 0.9].map(() => ({
          riskId: 'r',
          effectLikelihood: 1 - 0.1 ** (1 / 3),
          effectImpact: 0,
        })),
      },
    ];
    const { cheapest, paretoFront } = chooseTreatment(
      { risks: [risk('r')], options },
      1,
    );
    expect(cheapest?.options).toEqual(['a']);
    expect(paretoFront.map(set => set.options)).toEqual([
      [],
      ['a'],
      ['a', 'b'],
    ]);
  });

  it('drops what a greedy set turned out not to need', () => {
    const options = [
      option('cheap', 1, 0.5),
      option('full', 10, 1),
      ...Array.from({ length: 11 }, (_, index) => option(`x${index}`, 50, 0)),
    ];
    expect(chooseTreatment({ risks: [risk('r')], options }, 0)).toMatchObject({
      method: 'greedy',
      cheapest: { options: ['full'], cost: 10 },
    });
  });

  it('refuses unknown risks and options, circles and values out of range', () => {
    const choose = (more: Partial<TreatmentChoice>, target = 1) =>
      chooseTreatment(
        {
          risks: [risk('r')],
          options: [option('a', 1, 0.5), option('b', 1, 0.5)],
          ...more,
        },
        target,
      );
    expectError(
      () => choose({ options: [option('a', 1, 0.5, 'other')] }),
      'unknownReference',
      'options[0].effects[0].riskId',
    );
    expectError(
      () => choose({ excludes: [['a', 'c']] }),
      'unknownReference',
      'excludes[0]',
    );
    expectError(
      () =>
        choose({
          needs: [
            ['a', 'b'],
            ['b', 'a'],
          ],
        }),
      'cyclic',
      'needs',
    );
    expectError(() => choose({ needs: [['a', 'a']] }), 'cyclic', 'needs');
    expectError(
      () => choose({ options: [option('a', -1, 0.5)] }),
      'outOfRange',
      'options[0].cost',
    );
    expectError(
      () => choose({ options: [option('a', 1, NaN)] }),
      'notFinite',
      'options[0].effects[0].effectLikelihood',
    );
    expectError(
      () =>
        choose({
          options: [
            {
              ...option('a', 1, 0.5),
              effects: [{ riskId: 'r', effectLikelihood: 0, effectImpact: 2 }],
            },
          ],
        }),
      'outOfRange',
      'options[0].effects[0].effectImpact',
    );
    expectError(
      () => choose({ options: [option('a', NaN, 0.5)] }),
      'notFinite',
      'options[0].cost',
    );
    expectError(() => choose({}, -1), 'outOfRange', 'targetPoints');
    expectError(() => choose({}, NaN), 'notFinite', 'targetPoints');
    expectError(
      () =>
        choose({ options: [option('a', 1e308, 0.5), option('b', 1e308, 0)] }),
      'tooLarge',
      'options',
    );
    expectError(
      () => choose({ risks: [risk('r'), risk('r')] }),
      'duplicateId',
      'risks',
    );
    expectError(
      () => choose({ options: [option('a', 1, 0.5), option('a', 2, 0.5)] }),
      'duplicateId',
      'options',
    );
    const wrong = { probabilityMicro: 1_000_001, impactCenti: 1 };
    expectError(
      () => choose({ risks: [{ id: 'r', estimate: wrong }] }),
      'outOfRange',
      'risks[0].estimate.probabilityMicro',
    );
  });

  it('names the circle and not the way to it', () => {
    expect(() =>
      chooseTreatment(
        {
          risks: [],
          options: ['a', 'b', 'c'].map(id => ({ id, cost: 1, effects: [] })),
          needs: [
            ['a', 'b'],
            ['b', 'c'],
            ['c', 'b'],
          ],
        },
        1,
      ),
    ).toThrow('needs go in a circle: b -> c -> b');
  });
});

describe('returnOnInvestment', () => {
  const given = {
    removedPoints: 5,
    costPerPoint: 1_000,
    years: 2,
    cost: 4_000,
  };

  it('compares what is removed with what it costs', () => {
    expect(returnOnInvestment(given)).toBe(1.5);
    expect(returnOnInvestment({ ...given, cost: 0 })).toBeUndefined();
  });

  it('refuses NaN and negative costs', () => {
    expectError(
      () => returnOnInvestment({ ...given, removedPoints: NaN }),
      'notFinite',
      'removedPoints',
    );
    expectError(
      () => returnOnInvestment({ ...given, cost: -1 }),
      'outOfRange',
      'cost',
    );
    expectError(
      () => returnOnInvestment({ ...given, years: Infinity }),
      'notFinite',
      'years',
    );
    expectError(
      () => returnOnInvestment({ ...given, removedPoints: 1e308 }),
      'tooLarge',
      'return on investment',
    );
    expectError(
      () =>
        returnOnInvestment({
          ...given,
          removedPoints: 1e308,
          costPerPoint: 1e308,
          years: 0,
        }),
      'tooLarge',
      'return on investment',
    );
  });
});
