import { stopwatch, summarise } from './measure';
import { systemRef } from './organisation';
import { Portal } from './portal';

const readBody = async (response: Response) => {
  await response.arrayBuffer();
};

const WARMUP = 5;
const CATEGORY = 'category=iso27001%402022%3AA.8.24';

/**
 * Times requests, and the processor time of portal and caller together, which
 * other work on the machine does not lengthen as it does the rest.
 */
async function timed(
  call: (run: number) => Promise<unknown>,
  runs: number,
  before: (run: number) => Promise<unknown> = async () => {},
) {
  const samples: number[] = [];
  let processor = process.cpuUsage();
  for (let run = -WARMUP; run < runs; run++) {
    if (run === 0) processor = process.cpuUsage();
    await before(run + WARMUP);
    const elapsed = await stopwatch(() => call(run));
    if (run >= 0) samples.push(elapsed);
  }
  const { user, system } = process.cpuUsage(processor);
  return { ...summarise(samples), processor: (user + system) / 1_000 / runs };
}

/**
 * The report of categories: as it is read again and again, and with a counter
 * that changes before every request.
 */
export async function* measureCategories(
  portal: Portal,
  { products, runs }: { products: number; runs: number },
): AsyncGenerator<string> {
  const [{ count }] = await portal
    .risk('product_category')
    .where({ framework: 'iso27001@2022', kind: 'control' })
    .count({ count: '*' });
  yield `Counters of products and ISO controls: ${count}`;
  yield '| request | p50 ms | p95 ms | processor ms | runs |';
  yield '| --- | --- | --- | --- | --- |';
  const requests: [string, string][] = [
    ['categories, ISO controls', '/risk/report/categories'],
    [
      'categories, ASVS sections',
      '/risk/report/categories?framework=asvs%405.0.0&level=section',
    ],
    ['heat map, 25 products', '/risk/report/categories/heatmap'],
    ['one category', `/risk/report/category?${CATEGORY}`],
    [
      'its open risks, first 10',
      `/risk/report/category/risks?limit=10&${CATEGORY}`,
    ],
    [
      'what informs it, first 10',
      `/risk/report/category/evidence?limit=10&${CATEGORY}`,
    ],
  ];
  const change = (run: number) =>
    portal
      .risk('product_category_total')
      .where({ product_ref: systemRef(run % products) })
      .increment('revision', 1);
  for (const [name, path] of requests) {
    const call = () => portal.call(path).then(readBody);
    for (const [when, before] of [
      ['', undefined],
      [', after a change', change],
    ] as const) {
      const { p50, p95, processor } = await timed(call, runs, before);
      yield `| ${name}${when} | ${[p50, p95, processor]
        .map(value => value.toFixed(1))
        .join(' | ')} | ${runs} |`;
    }
  }
}
