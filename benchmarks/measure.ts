/** Milliseconds of repeated runs. */
export interface Timing {
  p50: number;
  p95: number;
  runs: number;
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

export function summarise(samples: number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    runs: sorted.length,
  };
}

export async function stopwatch(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Times runs one after the other, after some that warm up and do not count. */
export async function measure(
  work: (run: number) => Promise<unknown>,
  { runs = 200, warmup = 20 } = {},
): Promise<Timing> {
  const samples: number[] = [];
  for (let run = -warmup; run < runs; run++) {
    const elapsed = await stopwatch(() => work(run + warmup));
    if (run >= 0) samples.push(elapsed);
  }
  return summarise(samples);
}
