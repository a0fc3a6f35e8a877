import { StaleReason } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { inChunks, selectInChunks } from '../database/batches';
import { lastAssessed } from '../database/coveringModels';
import { DbEntityChangeRow, DbEntityRollupRow } from '../database/tables';
import { staleReasons } from './staleReasons';

export interface StalenessPolicy {
  now: Date;
  /** `risk.policy.staleAfterDays` */
  staleAfterDays: number;
}

/** The columns of an entity's roll-up that staleness writes. */
export type Staleness = Pick<
  DbEntityRollupRow,
  'entity_ref' | 'stale_since' | 'stale_reasons'
>;

function stalenessOf(
  entityRef: string,
  reasons: readonly StaleReason[],
): Staleness {
  return {
    entity_ref: entityRef,
    stale_since: reasons.at(0)?.since ?? null,
    stale_reasons: JSON.stringify(reasons),
  };
}

/**
 * Which of some entities are stale, or fresh, other than their roll-ups say.
 *
 * @remarks
 * An entity is stale when none of its models is fresh; the reasons are those
 * of the newest one, because what an older one misses includes them. An entity
 * without a model is never stale: it is not assessed.
 */
export async function changedStaleness(
  knex: Knex,
  entityRefs: Iterable<string>,
  { now, staleAfterDays }: StalenessPolicy,
): Promise<Staleness[]> {
  const stored = await selectInChunks(entityRefs, chunk =>
    knex<DbEntityRollupRow>('entity_rollup')
      .whereIn('entity_ref', chunk)
      .select('entity_ref', 'stale_since', 'stale_reasons'),
  );
  const refs = stored.map(row => row.entity_ref);
  const updatedAt = new Map(
    (await lastAssessed(knex, refs)).map(row => [
      row.entity_ref,
      row.updated_at,
    ]),
  );
  const changes = new Map<string, DbEntityChangeRow[]>();
  for (const change of await selectInChunks(updatedAt.keys(), chunk =>
    knex<DbEntityChangeRow>('entity_change')
      .whereIn('entity_ref', chunk)
      .orderBy('id')
      .select(),
  )) {
    const known = changes.get(change.entity_ref);
    if (known) known.push(change);
    else changes.set(change.entity_ref, [change]);
  }
  return stored.flatMap(row => {
    const ref = row.entity_ref;
    const updated = updatedAt.get(ref);
    const fresh = stalenessOf(
      ref,
      updated === undefined
        ? []
        : staleReasons(
            { updatedAt: updated },
            changes.get(ref) ?? [],
            now,
            staleAfterDays,
          ),
    );
    return fresh.stale_since === row.stale_since &&
      fresh.stale_reasons === row.stale_reasons
      ? []
      : [fresh];
  });
}

/**
 * Brings the staleness in the roll-ups of some entities up to date, within the
 * caller's transaction. The roll-ups of their products count stale entities
 * and have to be recomputed after it.
 *
 * @returns entities that became stale or fresh, or are stale for other reasons
 */
export async function refreshStaleness(
  trx: Knex.Transaction,
  entityRefs: Iterable<string>,
  policy: StalenessPolicy,
): Promise<string[]> {
  const changed = await changedStaleness(trx, entityRefs, policy);
  const groups = new Map<string, Staleness[]>();
  for (const row of changed) {
    const group = groups.get(row.stale_reasons);
    if (group) group.push(row);
    else groups.set(row.stale_reasons, [row]);
  }
  for (const group of groups.values()) {
    const { stale_since, stale_reasons } = group[0];
    await inChunks(
      group.map(row => row.entity_ref),
      chunk =>
        trx<DbEntityRollupRow>('entity_rollup')
          .whereIn('entity_ref', chunk)
          .update({ stale_since, stale_reasons }),
    );
  }
  return changed.map(row => row.entity_ref);
}
