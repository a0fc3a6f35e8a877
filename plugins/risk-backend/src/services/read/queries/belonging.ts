import { Knex } from 'knex';
import { selectInChunks } from '../../../database/batches';
import { DbAttachmentRow, DbFindingRow } from '../../../database/tables';
import { groupBy } from '../../groupBy';
import { entityRefsOfDecisions } from './decisions';

/** Which entities a thing belongs to; undefined when there is no such thing. */
type Belonging = Promise<string[] | undefined>;

async function attachedEntities(db: Knex, sourceId: string): Promise<string[]> {
  return db('attachment')
    .where({ source_id: sourceId })
    .whereNull('detached_at')
    .orderBy('entity_ref')
    .pluck('entity_ref');
}

/** The entity of a finding; of one that maps nowhere, those of its source. */
export async function entitiesOfFinding(db: Knex, id: string): Belonging {
  const row = await db('finding')
    .where({ id })
    .first('entity_ref', 'source_id');
  if (!row) return undefined;
  return row.entity_ref === null
    ? attachedEntities(db, row.source_id)
    : [row.entity_ref];
}

/** Like {@link entitiesOfFinding}, by id; without those that are unknown. */
export async function entitiesOfFindings(
  db: Knex,
  ids: Iterable<string>,
): Promise<Map<string, string[]>> {
  const findings = await selectInChunks(ids, chunk =>
    db('finding')
      .whereIn('id', chunk)
      .select<Pick<DbFindingRow, 'id' | 'entity_ref' | 'source_id'>[]>(
        'id',
        'entity_ref',
        'source_id',
      ),
  );
  const attached = groupBy(
    await selectInChunks(
      findings.flatMap(({ entity_ref, source_id }) =>
        entity_ref === null ? source_id : [],
      ),
      chunk =>
        db('attachment')
          .whereIn('source_id', chunk)
          .whereNull('detached_at')
          .select<Pick<DbAttachmentRow, 'source_id' | 'entity_ref'>[]>(
            'source_id',
            'entity_ref',
          ),
    ),
    ({ source_id }) => source_id,
  );
  return new Map(
    findings.map(({ id, entity_ref, source_id }) => [
      id,
      entity_ref === null
        ? (attached.get(source_id) ?? []).map(one => one.entity_ref)
        : [entity_ref],
    ]),
  );
}

export async function entitiesOfMitigation(db: Knex, id: string): Belonging {
  const row = await db('mitigation').where({ id }).first('finding_id');
  return row && entitiesOfFinding(db, row.finding_id);
}

export async function entitiesOfModel(db: Knex, id: string): Belonging {
  const row = await db('threat_model').where({ id }).first('source_id');
  return row && attachedEntities(db, row.source_id);
}

export async function entitiesOfSource(db: Knex, id: string): Belonging {
  const row = await db('source').where({ id }).first('id');
  return row && attachedEntities(db, id);
}

export async function entitiesOfImport(db: Knex, id: string): Belonging {
  const row = await db('import').where({ id }).first('source_id');
  return row && attachedEntities(db, row.source_id);
}

/** The product a session is about. */
export async function productOfSession(db: Knex, id: string): Belonging {
  const row = await db('session').where({ id }).first('product_ref');
  return row && [row.product_ref];
}

/** The product whose risks an option treats. */
export async function productOfOption(db: Knex, id: string): Belonging {
  const row = await db('treatment_option').where({ id }).first('product_ref');
  return row && [row.product_ref];
}

/** The product on whose timeline somebody put an event. */
export async function productOfTimelineEvent(db: Knex, id: string): Belonging {
  const row = await db('timeline_event').where({ id }).first('product_ref');
  return row && [row.product_ref];
}

/** The entities a risk touches; of one that touches none, its product. */
export async function entitiesOfRisk(db: Knex, id: string): Belonging {
  const row = await db('risk').where({ id }).first('product_ref');
  if (!row) return undefined;
  const refs: string[] = await db('risk_entity')
    .where({ risk_id: id })
    .orderBy('entity_ref')
    .pluck('entity_ref');
  return refs.length > 0 ? refs : [row.product_ref].filter(Boolean);
}

/** The product of a decision, and the entities its risks touch or touched. */
export async function placesOfDecision(
  db: Knex,
  id: string,
): Promise<{ productRef: string; entityRefs: string[] } | undefined> {
  const row = await db('decision').where({ id }).first('product_ref');
  if (!row) return undefined;
  const refs = await entityRefsOfDecisions(db, [id]);
  const entityRefs = [...new Set([...refs.values()].flat())].sort();
  return {
    productRef: row.product_ref,
    entityRefs: entityRefs.length > 0 ? entityRefs : [row.product_ref],
  };
}
