import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CENTI_PER_POINT,
  Estimate,
  UNITS_PER_POINT,
  burnRate,
  chooseTreatment,
  exceedance,
  exposureBudget,
  lossDistribution,
  lossExceedance,
  wilsonInterval,
} from '../src';

const WIDTH = 640;
const HEIGHT = 320;
const LEFT = 56;
const BOTTOM = 272;
const TOP = 36;
const RIGHT = 616;

interface Axis {
  readonly label: string;
  readonly max: number;
  readonly ticks: readonly number[];
  readonly text?: (value: number) => string;
}

interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly draw: (
    x: (value: number) => number,
    y: (value: number) => number,
  ) => string[];
}

/** Thousands apart, as the text of the pages has them. */
const grouped = (value: number) =>
  String(value).replace(/\B(?=(\d{3})+$)/g, ' ');

const round = (value: number) => Math.round(value * 10) / 10;

function label(x: number, y: number, content: string, anchor = 'middle') {
  return `<text x="${round(x)}" y="${round(
    y,
  )}" text-anchor="${anchor}" paint-order="stroke" stroke="#ffffff" stroke-width="4">${content}</text>`;
}

function line(points: ReadonlyArray<readonly [number, number]>, style: string) {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" ${style}/>`;
}

function render({ title, x, y, draw }: Plot): string {
  const toX = (value: number) => LEFT + ((RIGHT - LEFT) * value) / x.max;
  const toY = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / y.max;
  const grid = [
    ...x.ticks.map(tick =>
      label(toX(tick), BOTTOM + 18, x.text?.(tick) ?? `${tick}`),
    ),
    ...y.ticks.flatMap(tick => [
      line(
        [
          [LEFT, toY(tick)],
          [RIGHT, toY(tick)],
        ],
        'stroke="#d0d5dd"',
      ),
      label(LEFT - 8, toY(tick) + 4, y.text?.(tick) ?? grouped(tick), 'end'),
    ]),
    label((LEFT + RIGHT) / 2, HEIGHT - 10, x.label),
    label(LEFT - 44, TOP - 18, y.label, 'start'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="#344054">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...grid,
    ...draw(toX, toY),
    '</svg>',
    '',
  ].join('\n');
}

/** A line that keeps each value until the next one begins. */
function stairs(
  points: ReadonlyArray<readonly [number, number]>,
): Array<readonly [number, number]> {
  return points.flatMap(([x, y], index) =>
    index === 0
      ? [[x, y] as const]
      : [[x, points[index - 1][1]] as const, [x, y] as const],
  );
}

const percent = (value: number) => `${Math.round(value * 100)} %`;
const BLUE = 'stroke="#175cd3" stroke-width="2"';
const RED = 'stroke="#b42318" stroke-width="2" stroke-dasharray="6 4"';

const estimate = (probability: number, points: number): Estimate => ({
  probabilityMicro: Math.round(probability * 1e6),
  impactCenti: points * CENTI_PER_POINT,
});
const risks = [
  { id: 'replay', estimate: estimate(0.15, 100) },
  { id: 'refund', estimate: estimate(0.1, 30) },
  { id: 'outage', estimate: estimate(0.3, 10) },
  { id: 'export', estimate: estimate(0.03, 100) },
  { id: 'defaced', estimate: estimate(0.7, 1) },
];

function lossPicture(): Plot {
  const distribution = lossDistribution(risks.map(risk => risk.estimate));
  const losses = Array.from({ length: 201 }, (_, points) => points);
  const { quantilePoints } = lossExceedance(
    risks.map(risk => ({ ...risk, confirmed: true })),
  );
  const mark = (percentile: 80 | 99, words: string) => ({
    points: quantilePoints[percentile],
    chance: 1 - percentile / 100,
    words: `${words} above ${quantilePoints[percentile]} points`,
  });
  const marks = [mark(80, 'one year in five'), mark(99, 'one in a hundred')];
  return {
    title: 'Chance of losing at least so many points in a year',
    x: {
      label: 'points lost in a year',
      max: 200,
      ticks: [0, 50, 100, 150, 200],
    },
    y: {
      label: 'chance of at least',
      max: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      text: percent,
    },
    draw: (x, y) => [
      // Each chance is that of any loss above the one before.
      line(
        losses
          .map(points => [
            x(points),
            y(exceedance(distribution, points * CENTI_PER_POINT)),
          ])
          .flatMap(([at, chance], index, all) =>
            index === 0
              ? [[at, chance] as const]
              : [[all[index - 1][0], chance] as const, [at, chance] as const],
          ),
        BLUE,
      ),
      ...marks.flatMap(({ points, chance, words }) => [
        `<circle cx="${round(x(points))}" cy="${round(
          y(chance),
        )}" r="4" fill="#175cd3"/>`,
        label(x(points) + 6, y(chance) - 8, words, 'start'),
      ]),
    ],
  };
}

const exposure = [
  { fromDay: 0, exposureUnits: 8 * UNITS_PER_POINT },
  { fromDay: 30, exposureUnits: 20 * UNITS_PER_POINT },
  { fromDay: 40, exposureUnits: 12 * UNITS_PER_POINT },
];
const target = [{ fromDay: 0, exposureUnits: 10 * UNITS_PER_POINT }];

function budgetPicture(): Plot {
  const days = Array.from({ length: 121 }, (_, day) => day);
  const at = (day: number) => exposureBudget({ exposure, target, day });
  return {
    title: 'Exposure spent in the last 90 days, and the budget',
    x: { label: 'day', max: 120, ticks: [0, 30, 60, 90, 120] },
    y: { label: 'point days', max: 1_200, ticks: [0, 300, 600, 900, 1_200] },
    draw: (x, y) => [
      line(
        days.map(day => [x(day), y(at(day).budgetUnitDays / UNITS_PER_POINT)]),
        RED,
      ),
      line(
        days.map(day => [x(day), y(at(day).spentUnitDays / UNITS_PER_POINT)]),
        BLUE,
      ),
      label(x(12), y(930), 'budget', 'start'),
      label(x(56), y(560), 'spent', 'start'),
    ],
  };
}

function burnRatePicture(): Plot {
  const days = Array.from({ length: 121 }, (_, day) => day);
  const rates = (length: number) =>
    days.flatMap(day => {
      const rate = burnRate({ exposure, target, day }, length);
      return rate === undefined ? [] : [[day, rate] as const];
    });
  return {
    title:
      'Burn rate over 15 and over 3 days, and the rate that opens a ticket',
    x: { label: 'day', max: 120, ticks: [0, 30, 60, 90, 120] },
    y: { label: 'burn rate', max: 2.5, ticks: [0, 0.5, 1, 1.5, 2, 2.5] },
    draw: (x, y) => [
      line(
        rates(15).map(([day, rate]) => [x(day), y(rate)]),
        BLUE,
      ),
      line(
        rates(3).map(([day, rate]) => [x(day), y(rate)]),
        'stroke="#667085" stroke-width="2"',
      ),
      line(
        [
          [x(0), y(1.5)],
          [x(120), y(1.5)],
        ],
        RED,
      ),
      label(x(62), y(1.55), 'ticket above 1.5 in both', 'start'),
      label(x(33), y(2.06), 'last 3 days', 'start'),
      label(x(46), y(1.76), 'last 15 days', 'start'),
    ],
  };
}

function treatmentPicture(): Plot {
  const option = (
    id: string,
    cost: number,
    riskId: string,
    effectLikelihood: number,
  ) => ({
    id,
    cost,
    effects: [{ riskId, effectLikelihood, effectImpact: 0 }],
  });
  const { paretoFront, cheapest } = chooseTreatment(
    {
      risks,
      options: [
        option('bind sessions', 8, 'replay', 0.6),
        option('second approval', 3, 'refund', 0.9),
        option('second region', 2, 'outage', 1),
        option('limit exports', 5, 'export', 0.7),
        option('sign pages', 1, 'defaced', 0.9),
      ],
    },
    10,
  );
  return {
    title:
      'What every cost can buy, and the cheapest set that meets the target',
    x: { label: 'cost', max: 20, ticks: [0, 5, 10, 15, 20] },
    y: { label: 'points left', max: 25, ticks: [0, 5, 10, 15, 20, 25] },
    draw: (x, y) => [
      line(
        [
          [x(0), y(10)],
          [x(20), y(10)],
        ],
        RED,
      ),
      label(x(0.2), y(10) + 16, 'target', 'start'),
      line(
        stairs(paretoFront.map(set => [x(set.cost), y(set.projectedPoints)])),
        BLUE,
      ),
      ...paretoFront.map(
        set =>
          `<circle cx="${round(x(set.cost))}" cy="${round(
            y(set.projectedPoints),
          )}" r="3" fill="#175cd3"/>`,
      ),
      ...(cheapest
        ? [
            `<circle cx="${round(x(cheapest.cost))}" cy="${round(
              y(cheapest.projectedPoints),
            )}" r="6" fill="#175cd3"/>`,
            label(
              x(cheapest.cost) - 40,
              y(20),
              `cheapest that meets the target, cost ${cheapest.cost}:`,
              'start',
            ),
            ...cheapest.options.map((name, index) =>
              label(
                x(cheapest.cost) - 40,
                y(20) + 16 * (index + 1),
                name,
                'start',
              ),
            ),
          ]
        : []),
    ],
  };
}

function wilsonPicture(): Plot {
  const sizes = [5, 10, 20, 40, 60];
  return {
    title:
      '60 % affected: how sure that is, by the number of products assessed',
    x: { label: 'products assessed', max: 66, ticks: sizes },
    y: {
      label: 'true share',
      max: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      text: percent,
    },
    draw: (x, y) => [
      line(
        [
          [x(0), y(0.25)],
          [x(66), y(0.25)],
        ],
        RED,
      ),
      label(x(24), y(0.25) + 16, 'tolerated: 25 % affected', 'start'),
      ...sizes.flatMap(n => {
        const k = Math.round(0.6 * n);
        const { low, high } = wilsonInterval(k, n);
        return [
          line(
            [
              [x(n), y(low)],
              [x(n), y(high)],
            ],
            BLUE,
          ),
          `<circle cx="${round(x(n))}" cy="${round(
            y(k / n),
          )}" r="4" fill="#175cd3"/>`,
        ];
      }),
    ],
  };
}

const folder = resolve(__dirname, '../../../docs/images/risk-model');
mkdirSync(folder, { recursive: true });
Object.entries({
  'loss-exceedance': lossPicture(),
  budget: budgetPicture(),
  'burn-rate': burnRatePicture(),
  treatment: treatmentPicture(),
  wilson: wilsonPicture(),
}).forEach(([name, plot]) =>
  writeFileSync(resolve(folder, `${name}.svg`), render(plot)),
);
