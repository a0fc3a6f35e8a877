import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';
import { TicketSubject } from '../../database/TicketStore';
import {
  entitiesOfMitigation,
  productOfOption,
} from '../read/queries/belonging';
import { readJson } from '../read/queries/json';

/** What a ticket is about. */
export interface SubjectFacts {
  title: string;
  entityRefs: string[];
  /** URLs from which the catalog has these entities. */
  locations: string[];
}

const annotationsSchema = z.record(z.string(), z.string());
const MANAGED_BY = 'backstage.io/managed-by-location';

/**
 * Where entities come from, by what the catalog itself recorded:
 * `backstage.io/source-location` is in the hands of whoever writes the entity,
 * who must not make the portal write into other people's repositories.
 */
async function locationsOf(
  db: Knex,
  entityRefs: readonly string[],
): Promise<string[]> {
  const rows: { annotations: string }[] = await db('entity')
    .whereIn('ref', entityRefs)
    .select('annotations');
  return rows.flatMap(({ annotations }) => {
    const location = readJson(annotationsSchema, annotations, {})[MANAGED_BY];
    return location?.startsWith('url:') ? [location.slice('url:'.length)] : [];
  });
}

/** @throws NotFoundError */
export async function ticketSubject(
  db: Knex,
  { subject, subject_id: id }: TicketSubject,
): Promise<SubjectFacts> {
  const isMitigation = subject === 'mitigation';
  const row: { title: string } | undefined = await db(
    isMitigation ? 'mitigation' : 'treatment_option',
  )
    .where({ id })
    .first('title');
  const entityRefs = isMitigation
    ? await entitiesOfMitigation(db, id)
    : await productOfOption(db, id);
  if (!row || !entityRefs) {
    throw new NotFoundError(`There is no ${subject} ${id}`);
  }
  return {
    title: row.title,
    entityRefs,
    locations: await locationsOf(db, entityRefs),
  };
}
