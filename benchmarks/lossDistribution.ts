// Measures the loss distribution of products of several sizes and prints the
// figures as a Markdown table. Processor time, because it is what the function
// costs however busy the machine is.
import { Estimate, lossDistribution } from '@product-risk/risk-model';
import { summarise } from './measure';

const RUNS = 15;
const WARMUP = 3;

/** Risks of up to 30 % and `maxCenti`, the same on every run. */
function scattered(
  count: number,
  { maxCenti, stepCenti }: { maxCenti: number; stepCenti: number },
): Estimate[] {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ({
    probabilityMicro: Math.ceil(next() * 300_000),
    impactCenti: Math.ceil((next() * maxCenti) / stepCenti) * stepCenti,
  }));
}

const cases = [
  { name: '500, whole points up to 100', count: 500, stepCenti: 100 },
  { name: '5 000, whole points up to 100', count: 5_000, stepCenti: 100 },
  { name: '100, any 1/100 point up to 100', count: 100, stepCenti: 1 },
  { name: '500, any 1/100 point up to 100', count: 500, stepCenti: 1 },
  { name: '5 000, any 1/100 point up to 100', count: 5_000, stepCenti: 1 },
  {
    name: '500, any 1/100 point up to 1 000 000',
    count: 500,
    stepCenti: 1,
    maxCenti: 1e8,
  },
];

const points = (centi: number) => (centi === 0 ? 'exact' : `${centi / 100}`);

process.stdout.write(
  `| risks and impacts | p50, ms | p95, ms | mean loss, points | error bound, points | probability besides |\n` +
    `|---|---|---|---|---|---|\n`,
);
for (const { name, count, stepCenti, maxCenti = 10_000 } of cases) {
  const estimates = scattered(count, { maxCenti, stepCenti });
  const samples: number[] = [];
  for (let run = -WARMUP; run < RUNS; run++) {
    const start = process.cpuUsage();
    lossDistribution(estimates);
    const { user, system } = process.cpuUsage(start);
    if (run >= 0) samples.push((user + system) / 1_000);
  }
  const { p50, p95 } = summarise(samples);
  const { lossErrorCenti, probabilityError } = lossDistribution(estimates);
  const mean = estimates.reduce(
    (sum, { probabilityMicro, impactCenti }) =>
      sum + (probabilityMicro / 1e6) * (impactCenti / 100),
    0,
  );
  process.stdout.write(
    `| ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${mean.toFixed(
      0,
    )} | ${points(lossErrorCenti)} | ${
      probabilityError === 0 ? '0' : probabilityError.toExponential(0)
    } |\n`,
  );
}
