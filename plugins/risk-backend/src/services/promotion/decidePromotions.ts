import { Knex } from 'knex';
import { z } from 'zod';
import { selectInChunks } from '../../database/batches';
import { DbFindingRow, DbSourceRow, toBoolean } from '../../database/tables';
import { readJson } from '../read/queries/json';
import { scanOfDetail } from '../read/queries/scanOfDetail';
import { PromotionRules } from './PromotionRules';

type Decision = Pick<
  DbFindingRow,
  'promotion' | 'promoted_by' | 'promoted_at' | 'promotion_reason'
>;

interface ModelOrigin extends Pick<DbSourceRow, 'method' | 'location'> {
  model_id: string;
  format: string;
}

const categoriesSchema = z.array(
  z.object({ taxonomy: z.string(), id: z.string() }),
);

const NONE: Decision = {
  promotion: null,
  promoted_by: null,
  promoted_at: null,
  promotion_reason: null,
};

const isByPerson = ({ promotion }: Pick<DbFindingRow, 'promotion'>) =>
  promotion === 'promoted' || promotion === 'withdrawn';

const placeOf = (row: Pick<DbFindingRow, 'entity_ref' | 'review_group'>) =>
  JSON.stringify([row.entity_ref, row.review_group]);

/** What people last decided about a group on an entity, by both. */
async function decisionsOfPeople(
  knex: Knex,
  rows: readonly DbFindingRow[],
): Promise<Map<string, Decision>> {
  const groups = rows.flatMap(({ review_group }) => review_group ?? []);
  const decided = await selectInChunks(groups, chunk =>
    knex<DbFindingRow>('finding')
      .whereIn('review_group', chunk)
      .whereIn('promotion', ['promoted', 'withdrawn'])
      .whereNotNull('entity_ref')
      .select(
        'entity_ref',
        'review_group',
        'promotion',
        'promoted_by',
        'promoted_at',
        'promotion_reason',
      ),
  );
  const byPlace = new Map<string, Decision>();
  for (const { entity_ref, review_group, ...decision } of decided) {
    const place = placeOf({ entity_ref, review_group });
    const other = byPlace.get(place);
    if (!other || (other.promoted_at ?? '') < (decision.promoted_at ?? '')) {
      byPlace.set(place, decision);
    }
  }
  return byPlace;
}

async function originsOf(
  knex: Knex,
  rows: readonly DbFindingRow[],
): Promise<Map<string, ModelOrigin>> {
  const origins = await selectInChunks(
    rows.map(({ model_id }) => model_id),
    chunk =>
      knex('threat_model')
        .join('source', 'source.id', 'threat_model.source_id')
        .whereIn('threat_model.id', chunk)
        .select<ModelOrigin[]>(
          'threat_model.id as model_id',
          'threat_model.format',
          'source.method',
          'source.location',
        ),
  );
  return new Map(origins.map(origin => [origin.model_id, origin]));
}

function ruleOf(
  row: DbFindingRow,
  origin: ModelOrigin,
  rules: PromotionRules,
): string | undefined {
  return rules.ruleFor({
    ...origin,
    severity: row.severity,
    cwes: readJson(categoriesSchema, row.categories, [])
      .filter(({ taxonomy }) => taxonomy === 'CWE')
      .map(({ id }) => id),
    scan: scanOfDetail(row.detail),
  });
}

/**
 * Decides which findings of machines are promoted: what a person said of the
 * finding, or of its group on its entity, else what the rules say today. What a
 * person took back is never promoted by a rule.
 */
export async function decidePromotions(
  knex: Knex,
  findings: readonly DbFindingRow[],
  rules: PromotionRules,
  at: string,
): Promise<DbFindingRow[]> {
  const open = findings.filter(
    row => !toBoolean(row.reviewed) && !isByPerson(row),
  );
  if (open.length === 0) return [...findings];
  const people = await decisionsOfPeople(knex, open);
  const origins = await originsOf(knex, open);
  const decide = (row: DbFindingRow): Decision => {
    const decided = people.get(placeOf(row));
    if (decided) return decided;
    const origin = origins.get(row.model_id);
    const name = origin && ruleOf(row, origin, rules);
    if (name === undefined) return NONE;
    const isSame = row.promotion === 'rule' && row.promoted_by === name;
    return {
      promotion: 'rule',
      promoted_by: name,
      promoted_at: isSame ? row.promoted_at : at,
      promotion_reason: null,
    };
  };
  const undecided = new Set(open);
  return findings.map(row =>
    undecided.has(row) ? { ...row, ...decide(row) } : row,
  );
}
