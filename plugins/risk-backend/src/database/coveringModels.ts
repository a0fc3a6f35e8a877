import { Knex } from 'knex';
import { selectInChunks } from './batches';
import { ELEMENT_IS_ENTITY } from './tables';

/** An entity and the last update of any model that assesses it. */
export interface AssessedEntity {
  entity_ref: string;
  /** As the file states it, else when its content changed. */
  updated_at: string;
}

/**
 * When the current assessments of some entities were last updated: models
 * attached to an entity, or with an element that stands for it. Entities without one are left out.
 */
export async function lastAssessed(
  knex: Knex,
  entityRefs: Iterable<string>,
): Promise<AssessedEntity[]> {
  return selectInChunks(entityRefs, chunk => {
    const current = (query: Knex.QueryBuilder, entityRef: string) =>
      query
        .whereIn(entityRef, chunk)
        .whereNull('m.absent_since')
        .where('m.is_assessment', true)
        .select(
          `${entityRef} as entity_ref`,
          knex.raw('coalesce(m.stated_at, m.content_changed_at) as updated_at'),
        );
    const attached = current(
      knex({ a: 'attachment' })
        .join({ m: 'threat_model' }, 'm.source_id', 'a.source_id')
        .whereNull('a.detached_at'),
      'a.entity_ref',
    );
    const mapped = current(
      knex({ e: 'model_element' })
        .join({ m: 'threat_model' }, 'm.id', 'e.model_id')
        .whereIn('e.mapped_by', ELEMENT_IS_ENTITY),
      'e.entity_ref',
    );
    return knex
      .from(attached.unionAll([mapped]).as('covering'))
      .groupBy('entity_ref')
      .select<AssessedEntity[]>(
        'entity_ref',
        knex.raw('max(updated_at) as updated_at'),
      );
  });
}
