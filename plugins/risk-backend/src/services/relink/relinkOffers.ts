import { Knex } from 'knex';
import { z } from 'zod';
import { selectInChunks } from '../../database/batches';
import { DbFindingRow, DbRiskRow } from '../../database/tables';
import { readJson } from '../read/queries/json';
import { Likeness, similarity, SIMILAR_ENOUGH } from './similarity';

/** A finding with what its offer shows. */
export type RelinkRow = Pick<
  DbFindingRow,
  | 'id'
  | 'source_id'
  | 'entity_ref'
  | 'title'
  | 'description'
  | 'severity'
  | 'categories'
  | 'first_seen'
  | 'absent_since'
  | 'triage'
  | 'triage_reason'
  | 'triage_by'
  | 'triage_at'
  | 'promotion'
  | 'promoted_by'
  | 'promoted_at'
> & {
  element_name: string | null;
  model_title: string;
  risk_id: string | null;
  rating_state: DbRiskRow['rating_state'] | null;
  statement: string | null;
  statement_by: string | null;
};

/** A judgement whose finding is gone, and a finding that looks like it. */
export interface RelinkPair {
  from: RelinkRow;
  to: RelinkRow;
  similarity: number;
}

/** Most findings that are gone and judged, and new ones, that are compared. */
const MAX_ORPHANS = 100;
const MAX_CANDIDATES = 1_000;
/** Most findings that one judgement is offered to. */
const MAX_OFFERS = 3;

const findings = (knex: Knex) =>
  knex({ f: 'finding' })
    .join({ tm: 'threat_model' }, 'tm.id', 'f.model_id')
    .leftJoin({ me: 'model_element' }, join =>
      join
        .on('me.model_id', 'f.model_id')
        .andOn('me.element_id', 'f.element_id'),
    )
    .leftJoin({ rf: 'risk_finding' }, 'rf.finding_id', 'f.id')
    .leftJoin({ r: 'risk' }, 'r.id', 'rf.risk_id')
    .select<RelinkRow[]>(
      'f.id',
      'f.source_id',
      'f.entity_ref',
      'f.title',
      'f.description',
      'f.severity',
      'f.categories',
      'f.first_seen',
      'f.absent_since',
      'f.triage',
      'f.triage_reason',
      'f.triage_by',
      'f.triage_at',
      'f.promotion',
      'f.promoted_by',
      'f.promoted_at',
      'me.name as element_name',
      'tm.title as model_title',
      'r.id as risk_id',
      'r.rating_state',
      'r.statement',
      'r.statement_by',
    );

// A person left it out or brought it back, promoted it, verified a mitigation
// of it, or rated, worded or decided about the risk that nothing else evidences
// any more. What a file asked for by itself was judged by nobody yet.
const JUDGED = `(
  f.triage is not null
  or f.promotion = 'promoted'
  or exists (select 1 from mitigation m
    where m.finding_id = f.id and m.verified_by is not null)
  or ((r.rating_state = 'confirmed' or r.statement_by is not null
      or exists (select 1 from decision_risk dr
        join decision d on d.id = dr.decision_id
        where dr.risk_id = r.id
          and (d.origin = 'person' or d.state <> 'requested')))
    and not exists (select 1 from risk_finding other
      join finding o on o.id = other.finding_id
      where other.risk_id = r.id and o.absent_since is null))
)`;

/** Findings of an entity that are gone although people judged them. */
export async function orphansOf(
  knex: Knex,
  entityRef: string,
): Promise<RelinkRow[]> {
  return findings(knex)
    .where('f.entity_ref', entityRef)
    .whereNotNull('f.absent_since')
    .whereRaw(JUDGED)
    .whereNotExists(
      knex({ rc: 'relink_choice' })
        .whereRaw('rc.from_finding_id = f.id')
        .where('rc.choice', 'accepted')
        .select(knex.raw('1')),
    )
    .orderBy([{ column: 'f.absent_since', order: 'desc' }, 'f.id'])
    .limit(MAX_ORPHANS);
}

/** Findings of the same sources or entity that nobody has judged. */
async function candidatesOf(
  knex: Knex,
  entityRef: string,
  orphans: readonly RelinkRow[],
): Promise<RelinkRow[]> {
  const sourceIds = [...new Set(orphans.map(({ source_id }) => source_id))];
  return findings(knex)
    .where(either =>
      either
        .where('f.entity_ref', entityRef)
        .orWhereIn('f.source_id', sourceIds),
    )
    .whereNull('f.absent_since')
    .whereNull('f.triage')
    .whereRaw(`coalesce(f.promotion, 'rule') = 'rule'`)
    .whereRaw(`coalesce(r.rating_state, 'unrated') <> 'confirmed'`)
    .whereNull('r.statement_by')
    .orderBy([{ column: 'f.first_seen', order: 'desc' }, 'f.id'])
    .limit(MAX_CANDIDATES);
}

const categoriesSchema = z.array(
  z.object({ taxonomy: z.string(), id: z.string() }),
);

const likenessOf = (row: RelinkRow): Likeness => ({
  title: row.title,
  description: row.description,
  categories: readJson(categoriesSchema, row.categories, []).map(
    ({ taxonomy, id }) => `${taxonomy} ${id}`,
  ),
  element: row.element_name ?? undefined,
});

const idOf = (from: string, to: string) => `${from} ${to}`;

/**
 * Judgements on an entity whose finding is gone, each with the newer findings
 * of the same source or entity that look like it: the most alike first.
 */
export async function relinkOffers(
  knex: Knex,
  entityRef: string,
): Promise<RelinkPair[]> {
  const orphans = await orphansOf(knex, entityRef);
  if (orphans.length === 0) return [];
  const candidates = await candidatesOf(knex, entityRef, orphans);
  const chosen = await selectInChunks(
    orphans.map(({ id }) => id),
    chunk =>
      knex('relink_choice')
        .whereIn('from_finding_id', chunk)
        .select<{ from_finding_id: string; to_finding_id: string }[]>(
          'from_finding_id',
          'to_finding_id',
        ),
  );
  const answered = new Set(
    chosen.map(({ from_finding_id, to_finding_id }) =>
      idOf(from_finding_id, to_finding_id),
    ),
  );
  const likenesses = new Map(
    candidates.map(row => [row.id, likenessOf(row)] as const),
  );
  const offersFor = (from: RelinkRow): RelinkPair[] => {
    const wanted = likenessOf(from);
    return candidates
      .filter(
        to =>
          to.first_seen > from.first_seen &&
          !answered.has(idOf(from.id, to.id)),
      )
      .flatMap(to => {
        const likeness = likenesses.get(to.id);
        const value = likeness ? similarity(wanted, likeness) : 0;
        return value >= SIMILAR_ENOUGH ? [{ from, to, similarity: value }] : [];
      })
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, MAX_OFFERS);
  };
  return orphans.flatMap(offersFor).sort((a, b) => b.similarity - a.similarity);
}
