import { parseArgs } from 'util';
import { cpus } from 'os';
import { parseEntityRef } from '@backstage/catalog-model';
import { readRiskConfig } from '../plugins/risk-backend/src/config';
import { loadVocabulary } from '../plugins/risk-backend/src/frameworksConfig';
import { CategoryLedger } from '../plugins/risk-backend/src/services/categories/CategoryLedger';
import { RiskLedger } from '../plugins/risk-backend/src/services/risks/RiskLedger';
import { RollupService } from '../plugins/risk-backend/src/services/rollup/RollupService';
import { ConfigReader } from '@backstage/config';
import { measureCategories } from './categories';
import { measureImport } from './import';
import { measure, stopwatch, Timing } from './measure';
import { componentRef, OrganisationSize, systemRef } from './organisation';
import { Portal, startPortal } from './portal';
import { recordSql } from './recordSql';
import { seedFindings } from './seed';

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '2000' },
    components: { type: 'string', default: '20000' },
    findings: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '200' },
    part: { type: 'string', default: 'all' },
  },
});
const size: OrganisationSize = {
  products: Number(values.products),
  components: Number(values.components),
  findings: Number(values.findings),
};
const runs = Number(values.runs);
const ms = (value: number) => value.toFixed(1);
const print = (line: string) => process.stdout.write(`${line}\n`);

const path = (ref: string) => {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `${kind}/${namespace}/${name}`;
};

const system = (run: number) => systemRef((run * 37) % size.products);
const component = (run: number) => componentRef((run * 61) % size.components);

/** Waits for the plugin's own scheduled sync to have mirrored the catalog. */
async function waitForMirror({ risk }: Portal) {
  const elapsed = await stopwatch(async () => {
    for (;;) {
      const [{ count }] = await risk('entity').count({ count: '*' });
      if (Number(count) >= size.products + size.components) return;
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  });
  print(`Mirror complete ${ms(elapsed / 1000)} s after the catalog was.`);
}

const readBody = async (response: Response) => {
  await response.arrayBuffer();
};

async function measureRequest(
  portal: Portal,
  name: string,
  urlOf: (run: number) => string,
  empty: Timing,
  catalogCall: Timing,
) {
  const statements = await recordSql(portal.risk, () =>
    portal.call(urlOf(3)).then(readBody),
  );
  const sql = await measure(() => statements.replay(), { runs });
  const request = await measure(run => portal.call(urlOf(run)).then(readBody), {
    runs,
  });
  const sum = sql.p50 + empty.p50 + catalogCall.p50;
  print(
    `| ${name} | ${ms(request.p50)} | ${ms(request.p95)} | ${
      statements.count
    } | ${ms(sql.p50)} | ${ms(empty.p50)} | ${ms(catalogCall.p50)} | ${(
      request.p50 / sum
    ).toFixed(2)} |`,
  );
}

async function measureRating(portal: Portal): Promise<Timing> {
  const risks = await portal
    .risk('risk')
    .where({ state: 'open' })
    .orderBy('id')
    .limit(50)
    .pluck('id');
  return measure(
    run =>
      portal
        .call(`/risk/risks/${risks[run % risks.length]}/ratings`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            likelihood: 1 + (run % 5),
            impact: 1 + ((run >> 1) % 5),
            comment: '',
          }),
        })
        .then(readBody),
    { runs: 100, warmup: 10 },
  );
}

async function rebuild({ risk }: Portal): Promise<number> {
  const config = readRiskConfig(new ConfigReader({}));
  const shared = {
    database: risk,
    config,
    vocabulary: loadVocabulary(config.frameworks),
    now: () => new Date(),
  };
  const rollup = new RollupService({
    ...shared,
    risks: new RiskLedger(shared),
    categories: new CategoryLedger(shared),
  });
  await risk('meta').where({ key: 'policyVersion' }).delete();
  return stopwatch(() => rollup.rebuildAll());
}

async function main() {
  print(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0].model}, ` +
      `${size.products} products, ${size.components} components, ${size.findings} findings`,
  );
  const portal = await startPortal(process.env.BENCH_DATABASE ?? '', size);
  await waitForMirror(portal);

  const sizes = { products: size.products, runs };
  if (values.part === 'categories') {
    await seedFindings(portal.risk, size, 0, size.findings);
    await rebuild(portal);
    await portal.risk.raw('analyze');
    for await (const line of measureCategories(portal, sizes)) print(line);
    await portal.stop();
    return;
  }

  const few = Math.min(1_000, size.findings);
  await seedFindings(portal.risk, size, 0, few);
  await rebuild(portal);
  const ratingFew = await measureRating(portal);
  await seedFindings(portal.risk, size, few, size.findings);
  print(
    `Full rebuild of ${size.findings} findings: ${ms(
      (await rebuild(portal)) / 1000,
    )} s`,
  );
  await portal.risk.raw('analyze');
  const ratingMany = await measureRating(portal);
  print(
    `Rating one risk with its roll-up: p50 ${ms(
      ratingFew.p50,
    )} ms at ${few} findings, ` +
      `${ms(ratingMany.p50)} ms at ${size.findings}`,
  );

  for await (const line of measureCategories(portal, sizes)) print(line);

  const empty = await measure(() => portal.call('/empty').then(readBody), {
    runs,
  });
  const page = (run: number) =>
    JSON.stringify({
      entityRefs: Array.from({ length: 10 }, (_, index) =>
        componentRef((run * 61 + index * size.products) % size.components),
      ),
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
  const catalogCall = await measure(
    run =>
      portal
        .call('/catalog/entities/by-refs', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: page(run),
        })
        .then(readBody),
    { runs },
  );
  print(
    '| request | p50 ms | p95 ms | statements | bare SQL | empty endpoint | catalog call | share of their sum |',
  );
  print('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const requests: [string, (run: number) => string][] = [
    ['scorecard', run => `/risk/products/${path(system(run))}`],
    ['component', run => `/risk/entities/${path(component(run))}`],
    [
      'findings of a component',
      run => `/risk/entities/${path(component(run))}/findings`,
    ],
    ['report', () => '/risk/report'],
    [
      'report, products',
      run => `/risk/report/products?limit=${25 + (run % 2)}`,
    ],
  ];
  for (const [name, urlOf] of requests) {
    await measureRequest(portal, name, urlOf, empty, catalogCall);
  }
  for (const line of await measureImport(portal, component(1))) print(line);
  await portal.stop();
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
