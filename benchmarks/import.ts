import { parseEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { stopwatch } from './measure';
import { Portal } from './portal';

const FINDINGS = 10_000;
function largeModel(): string {
  const cells = Array.from({ length: 100 }, (_, element) => ({
    id: `element-${element}`,
    shape: 'process',
    position: { x: element * 150, y: 0 },
    size: { width: 100, height: 100 },
    data: {
      type: 'tm.Process',
      name: `Process ${element}`,
      threats: Array.from({ length: FINDINGS / 100 }, (__, index) => ({
        id: `threat-${element}-${index}`,
        number: element * 100 + index,
        title: `Threat ${index} on process ${element}`,
        status: index % 5 === 0 ? 'Mitigated' : 'Open',
        severity: ['Low', 'Medium', 'High', 'Critical'][index % 4],
        type: 'Tampering',
        modelType: 'STRIDE',
        description: `What could happen in case ${index} of process ${element}`,
        mitigation: index % 2 ? `What is done about case ${index}` : '',
      })),
    },
  }));
  return JSON.stringify({
    version: '2.6.1',
    summary: { title: 'Large model', owner: '', description: '', id: 0 },
    detail: {
      contributors: [],
      reviewer: '',
      diagramTop: 1,
      threatTop: FINDINGS,
      diagrams: [
        { id: 0, title: 'All', diagramType: 'STRIDE', version: '2.6.1', cells },
      ],
    },
  });
}

/** Inserts copies of the rows that the import wrote, and nothing else. */
async function insertRowsAgain(knex: Knex, rows: Map<string, object[]>) {
  return knex.transaction(async trx => {
    for (const table of rows.keys()) {
      await trx.raw(
        `create temporary table bench_${table} (like ${table} including all) on commit drop`,
      );
    }
    return stopwatch(async () => {
      for (const [table, content] of rows) {
        await trx.batchInsert(`bench_${table}`, content, 1_000);
      }
    });
  });
}

/** Imports a model of 10 000 findings, beside the bare inserts of its rows. */
export async function measureImport(
  { risk, call }: Portal,
  entityRef: string,
): Promise<string[]> {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const model = largeModel();
  const elapsed = await stopwatch(async () => {
    const response = await call(
      `/risk/entities/${kind}/${namespace}/${name}/imports?fileName=large.json`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: model,
      },
    );
    await response.arrayBuffer();
  });

  const source = await risk('source').where({ method: 'upload' }).first('id');
  const findings = risk('finding').where({ source_id: source.id });
  const findingIds = findings.clone().select('id');
  const riskIds = risk('risk_finding')
    .whereIn('finding_id', findingIds)
    .select('risk_id');
  const rows = new Map<string, object[]>([
    [
      'model_element',
      await risk('model_element').whereIn(
        'model_id',
        risk('threat_model').where({ source_id: source.id }).select('id'),
      ),
    ],
    ['finding', await findings.clone()],
    [
      'finding_event',
      await risk('finding_event').whereIn('finding_id', findingIds),
    ],
    ['mitigation', await risk('mitigation').whereIn('finding_id', findingIds)],
    ['risk', await risk('risk').whereIn('id', riskIds)],
    [
      'risk_finding',
      await risk('risk_finding').whereIn('finding_id', findingIds),
    ],
    ['risk_entity', await risk('risk_entity').whereIn('risk_id', riskIds)],
    ['risk_state', await risk('risk_state').whereIn('risk_id', riskIds)],
  ]);
  const bare = await insertRowsAgain(risk, rows);
  const count = [...rows.values()].reduce((sum, part) => sum + part.length, 0);
  return [
    `Import of ${FINDINGS} findings (${(model.length / 1e6).toFixed(
      1,
    )} MB, ${count} rows): ${(elapsed / 1000).toFixed(
      2,
    )} s; bare inserts of its rows ${(bare / 1000).toFixed(2)} s; ${(
      elapsed / bare
    ).toFixed(1)} times`,
  ];
}
