import { Metric } from '@product-risk/backstage-plugin-risk-common';
import { Level } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { DbInteger } from '../../../database/tables';

/** Whose number is explained. */
export type Scope =
  | { kind: 'organisation' }
  | { kind: 'product'; ref: string }
  | { kind: 'entity'; ref: string };

/** One thing that a number is made of. */
export interface InputRow {
  /** Risk id or entity ref. */
  id: string;
  label: string;
  finding_id: string | null;
  level: Level | null;
  value: DbInteger;
}

export interface InputPage {
  rows: InputRow[];
  /** Of all inputs, the ones beyond the page included. */
  count: number;
}

/** What risks and entities add up to as they are now. */
export type CurrentMetric = Exclude<Metric, 'budget'>;

interface Question {
  metric: CurrentMetric;
  limit: number;
  /** For `worst`: which level is counted. */
  worst?: Level;
  severeImpactCenti: number;
}

const RISK_VALUES: Partial<Record<CurrentMetric, string>> = {
  exposure: 'risk.exposure',
  removed: 'risk.exposure_inherent - risk.exposure',
  worst: '1',
  unrated: '1',
  severe: 'risk.current_probability_micro',
};

const PART_VALUES: Partial<Record<CurrentMetric, string>> = {
  coverage:
    'case when entity.counts_for_coverage and rollup.models > 0 then 1 else 0 end',
  'not-reviewed': 'rollup.not_reviewed',
};

const productValue = ({ metric, worst }: Question): string =>
  ({
    exposure: 'rollup.exposure',
    removed: 'rollup.exposure_inherent - rollup.exposure',
    worst: `rollup.${worst ?? 'low'}`,
    unrated: 'rollup.unrated',
    coverage: 'rollup.modelled',
    'not-reviewed': 'rollup.not_reviewed',
    severe: '0',
  }[metric]);

async function page(
  query: Knex.QueryBuilder,
  columns: Array<string | Knex.Raw>,
  order: string,
  limit: number,
): Promise<InputPage> {
  const [rows, [{ count }]] = await Promise.all([
    query
      .clone()
      .select(...columns)
      .orderByRaw(order)
      .limit(limit),
    query.clone().count({ count: '*' }),
  ]);
  return { rows, count: Number(count) };
}

function riskInputs(
  db: Knex,
  scope: Exclude<Scope, { kind: 'organisation' }>,
  { metric, worst, limit, severeImpactCenti }: Question,
  value: string,
): Promise<InputPage> {
  const query = db('risk').where('risk.state', 'open');
  if (scope.kind === 'product') {
    query.where('risk.product_ref', scope.ref);
  } else {
    query.whereIn(
      'risk.id',
      db('risk_entity').where({ entity_ref: scope.ref }).select('risk_id'),
    );
  }
  if (metric === 'worst') query.where('risk.level', worst ?? null);
  if (metric === 'unrated') query.whereNull('risk.level');
  if (metric === 'severe') {
    query
      .where('risk.rating_state', 'confirmed')
      .where('risk.current_impact_centi', '>=', severeImpactCenti);
  }
  query.whereRaw(`${value} > 0`);
  return page(
    query,
    [
      'risk.id',
      'risk.title as label',
      'risk.level',
      db.raw(`${value} as value`),
      db.raw(
        '(select linked.finding_id from risk_finding linked where linked.risk_id = risk.id order by linked.finding_id limit 1) as finding_id',
      ),
    ],
    'value desc, risk.exposure desc, risk.id',
    limit,
  );
}

function partInputs(
  db: Knex,
  scope: Exclude<Scope, { kind: 'organisation' }>,
  { limit }: Question,
  value: string,
): Promise<InputPage> {
  const query = db('entity')
    .join({ rollup: 'entity_rollup' }, 'rollup.entity_ref', 'entity.ref')
    .where(
      scope.kind === 'product' ? 'entity.product_ref' : 'entity.ref',
      scope.ref,
    )
    .whereNull('entity.missing_since')
    .whereRaw(`${value} > 0`);
  return page(
    query,
    [
      'entity.ref as id',
      'entity.title as label',
      db.raw('null as level'),
      db.raw('null as finding_id'),
      db.raw(`${value} as value`),
    ],
    'value desc, entity.ref',
    limit,
  );
}

function productInputs(db: Knex, question: Question): Promise<InputPage> {
  const value = productValue(question);
  const query = db({ rollup: 'product_rollup' })
    .leftJoin('product', 'product.entity_ref', 'rollup.product_ref')
    .whereRaw(`${value} > 0`);
  return page(
    query,
    [
      'rollup.product_ref as id',
      db.raw(`coalesce(product.title, 'No product') as label`),
      db.raw('null as level'),
      db.raw('null as finding_id'),
      db.raw(`${value} as value`),
    ],
    'value desc, rollup.product_ref',
    question.limit,
  );
}

/**
 * What a number is made of, largest first: the organisation's of products, a
 * product's and an entity's of risks, and what is known of components.
 */
export async function inputsOf(
  db: Knex,
  scope: Scope,
  question: Question,
): Promise<InputPage> {
  if (scope.kind === 'organisation') return productInputs(db, question);
  const riskValue = RISK_VALUES[question.metric];
  if (riskValue) return riskInputs(db, scope, question, riskValue);
  const partValue = PART_VALUES[question.metric];
  return partValue
    ? partInputs(db, scope, question, partValue)
    : { rows: [], count: 0 };
}

/** Components of a product that no model covers. */
export async function notAssessed(
  db: Knex,
  productRef: string,
  limit: number,
): Promise<Array<{ ref: string }>> {
  return db('entity')
    .leftJoin({ rollup: 'entity_rollup' }, 'rollup.entity_ref', 'entity.ref')
    .where('entity.product_ref', productRef)
    .where('entity.counts_for_coverage', true)
    .whereNull('entity.missing_since')
    .whereRaw('coalesce(rollup.models, 0) = 0')
    .orderBy('entity.ref')
    .limit(limit)
    .select('entity.ref');
}

/** Confirmed severe risks of an entity by probability; a product keeps its own. */
export async function severeOfEntity(
  db: Knex,
  entityRef: string,
  severeImpactCenti: number,
): Promise<Array<{ probability_micro: number; count: DbInteger }>> {
  return db('risk')
    .join('risk_entity', 'risk_entity.risk_id', 'risk.id')
    .where('risk_entity.entity_ref', entityRef)
    .where('risk.state', 'open')
    .where('risk.rating_state', 'confirmed')
    .where('risk.current_impact_centi', '>=', severeImpactCenti)
    .groupBy('risk.current_probability_micro')
    .select(
      'risk.current_probability_micro as probability_micro',
      db.raw('count(*) as count'),
    );
}
