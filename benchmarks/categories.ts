import { measure, summarise, Timing } from './measure';
import { systemRef } from './organisation';
import { Portal } from './portal';

const readBody = async (response: Response) => {
  await response.arrayBuffer();
};

const line = (name: string, { p50, p95, runs }: Timing) =>
  `| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${runs} |`;

/**
 * The report of categories: as it is read again and again, and right after a
 * counter changed, when every statistic is computed anew.
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
  yield '| request | p50 ms | p95 ms | runs |';
  yield '| --- | --- | --- | --- |';
  const requests: [string, string][] = [
    ['categories, ISO controls', '/risk/report/categories'],
    [
      'categories, ASVS sections',
      '/risk/report/categories?framework=asvs%405.0.0&level=section',
    ],
    ['heat map, 25 products', '/risk/report/categories/heatmap'],
    ['one category', '/risk/report/category?category=iso27001%402022%3AA.8.24'],
  ];
  const change = (run: number) =>
    portal
      .risk('product_category_total')
      .where({ product_ref: systemRef(run % products) })
      .increment('revision', 1);
  for (const [name, path] of requests) {
    const call = () => portal.call(path).then(readBody);
    yield line(name, await measure(call, { runs }));
    const samples: number[] = [];
    for (let run = 0; run < Math.min(runs, 60) + 5; run++) {
      await change(run);
      const { p50 } = await measure(call, { runs: 1, warmup: 0 });
      if (run >= 5) samples.push(p50);
    }
    yield line(`${name}, after a change`, summarise(samples));
  }
}
