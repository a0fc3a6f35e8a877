import { THREAT_MODEL_ANNOTATION } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { selectInChunks } from '../../database/batches';
import { DbEntityRow } from '../../database/tables';

const MANAGED_BY = 'backstage.io/managed-by-location';

const annotationsSchema = z.record(z.string(), z.string());

/** What the mirror knows about an entity's threat model annotation. */
export interface AnnotatedEntity {
  ref: string;
  /** Undefined: the entity has no annotation. */
  annotation?: string;
  managedByLocation?: string;
  missing: boolean;
}

type Row = Pick<DbEntityRow, 'ref' | 'annotations' | 'missing_since'>;

function annotatedEntity(row: Row): AnnotatedEntity {
  const parsed = annotationsSchema.safeParse(JSON.parse(row.annotations));
  const annotations = parsed.success ? parsed.data : {};
  return {
    ref: row.ref,
    annotation: annotations[THREAT_MODEL_ANNOTATION],
    managedByLocation: annotations[MANAGED_BY],
    missing: row.missing_since !== null,
  };
}

/** All entities with the annotation, in order of refs. */
export async function annotatedEntities(
  knex: Knex,
): Promise<AnnotatedEntity[]> {
  const rows = await knex<DbEntityRow>('entity')
    .where('annotations', 'like', `%"${THREAT_MODEL_ANNOTATION}"%`)
    .orderBy('ref')
    .select<Row[]>('ref', 'annotations', 'missing_since');
  return rows.map(annotatedEntity);
}

/** Some entities, with or without the annotation. */
export async function entitiesByRef(
  knex: Knex,
  refs: Iterable<string>,
): Promise<AnnotatedEntity[]> {
  const rows = await selectInChunks(refs, chunk =>
    knex<DbEntityRow>('entity')
      .whereIn('ref', chunk)
      .select<Row[]>('ref', 'annotations', 'missing_since'),
  );
  return rows.map(annotatedEntity);
}
