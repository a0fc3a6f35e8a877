import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import { ExposureHistory } from './ExposureHistory';
import {
  DbEntityRollupRow,
  DbInteger,
  DbProductRollupRow,
  DbProductSevereRow,
  ELEMENT_IS_ENTITY,
  NO_PRODUCT,
  toInteger,
} from './tables';

const exposures = [
  'exposure',
  'exposure_inherent',
  'exposure_projected',
  'exposure_verified_only',
] as const;
const openRisks = [
  'critical',
  'high',
  'medium',
  'low',
  'unrated',
  'confirmed',
] as const;
const findings = [
  'findings_open',
  'findings_in_progress',
  'findings_claimed',
  'findings_verified',
  'findings_accepted',
  'findings_excluded',
  'not_reviewed',
] as const;

type Sums<K extends string> = Record<K, number>;
type RiskSums = Sums<(typeof exposures)[number] | (typeof openRisks)[number]>;
type FindingSums = Sums<(typeof findings)[number]>;
type Keyed<K extends string> = { ref: string } & Record<K, DbInteger | null>;

/** Columns of one roll-up that follow from others. */
type EntityRollup = Omit<DbEntityRollupRow, 'stale_since' | 'stale_reasons'>;

const riskSumsSql = [
  ...exposures.map(name => `sum(r.${name}) as ${name}`),
  ...(['critical', 'high', 'medium', 'low'] as const).map(
    level =>
      `sum(case when r.state = 'open' and r.level = '${level}' then 1 else 0 end) as ${level}`,
  ),
  ...(['unrated', 'confirmed'] as const).map(
    state =>
      `sum(case when r.state = 'open' and r.rating_state = '${state}' then 1 else 0 end) as ${state}`,
  ),
  `sum(case when r.state = 'open' then 1 else 0 end) as risks_open`,
].join(', ');

// Verified: something verifies it and nothing is only claimed any more.
const verifiedSql = `exists (select 1 from mitigation m
    where m.finding_id = f.id and m.absent_since is null and m.state = 'verified')
  and not exists (select 1 from mitigation m
    where m.finding_id = f.id and m.absent_since is null and m.state = 'claimed')`;

const countIf = (condition: string, name: string) =>
  `sum(case when ${condition} then 1 else 0 end) as ${name}`;

// A person wrote or reviewed it, or it was promoted: it evidences a risk.
const countedSql = `(f.reviewed or f.promotion in ('promoted', 'rule'))`;
// `promotion` is mostly null, and null is not false: so not simply the opposite.
const notReviewedSql = `not f.reviewed
  and coalesce(f.promotion, '') not in ('promoted', 'rule')`;

const findingSumsSql = [
  countIf(`${countedSql} and f.status = 'open'`, 'findings_open'),
  countIf(`${countedSql} and f.status = 'in_progress'`, 'findings_in_progress'),
  countIf(
    `${countedSql} and f.status = 'claimed' and not (${verifiedSql})`,
    'findings_claimed',
  ),
  countIf(
    `${countedSql} and f.status = 'claimed' and ${verifiedSql}`,
    'findings_verified',
  ),
  countIf(`${countedSql} and f.status = 'accepted'`, 'findings_accepted'),
  countIf(`f.status = 'excluded'`, 'findings_excluded'),
  countIf(`${notReviewedSql} and f.status <> 'excluded'`, 'not_reviewed'),
].join(', ');

function pick<K extends string>(
  row: Partial<Record<K, DbInteger | null>> | undefined,
  names: readonly K[],
): Record<K, number> {
  const entries = names.map(name => [name, toInteger(row?.[name])] as const);
  return Object.fromEntries(entries) as Record<K, number>;
}

const byRef = <R extends { ref: string }>(rows: readonly R[]) =>
  new Map(rows.map(row => [row.ref, row]));

/**
 * Sums of risks, findings and coverage by entity and product. Every statement
 * is bound to the refs asked for and reads through an index.
 */
export class RollupStore {
  constructor(private readonly knex: Knex) {}

  async productsOfEntities(entityRefs: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(entityRefs, chunk =>
      this.knex('entity')
        .whereIn('ref', chunk)
        .distinct<{ product_ref: string }[]>('product_ref'),
    );
    return rows.map(({ product_ref }) => product_ref);
  }

  /**
   * Locks the rows of some products until the transaction ends.
   *
   * @remarks
   * In order of refs, so that two imports that touch the same products wait
   * for each other and never block each other for good.
   */
  async lockProducts(productRefs: readonly string[], at: string) {
    const refs = [...productRefs].sort();
    await inChunks(refs, chunk =>
      this.knex('product_rollup')
        .insert(chunk.map(ref => ({ product_ref: ref, updated_at: at })))
        .onConflict('product_ref')
        .ignore(),
    );
    await inChunks(refs, chunk =>
      this.knex('product_rollup')
        .whereIn('product_ref', chunk)
        .orderBy('product_ref')
        .forUpdate()
        .select('product_ref'),
    );
  }

  /** Recomputes some entities; those without any data get no row. */
  async recomputeEntities(entityRefs: readonly string[], at: string) {
    const refs = [...entityRefs].sort();
    await inChunks(refs, async chunk => {
      const [risks, counted, models, failed, existing] = [
        byRef(await this.#risksOfEntities(chunk)),
        byRef(await this.#findingsOfEntities(chunk)),
        byRef(await this.#modelsOfEntities(chunk)),
        byRef(await this.#failedSourcesOfEntities(chunk)),
        new Set<string>(
          await this.knex('entity_rollup')
            .whereIn('entity_ref', chunk)
            .pluck('entity_ref'),
        ),
      ];
      const rows = chunk
        .filter(
          ref =>
            existing.has(ref) ||
            risks.has(ref) ||
            counted.has(ref) ||
            models.has(ref) ||
            failed.has(ref),
        )
        .map(
          (ref): EntityRollup => ({
            entity_ref: ref,
            ...pick(risks.get(ref), [...exposures, ...openRisks, 'share']),
            ...pick(counted.get(ref), findings),
            models: toInteger(models.get(ref)?.total),
            failed_sources: toInteger(failed.get(ref)?.total),
            updated_at: at,
          }),
        );
      await upsertRows(this.knex, 'entity_rollup', rows, ['entity_ref']);
      await new ExposureHistory(this.knex).noteAssessed(
        rows.filter(row => row.models > 0).map(row => row.entity_ref),
        at,
      );
    });
  }

  /** Recomputes some products from their risks and their entities' rows. */
  async recomputeProducts(
    productRefs: readonly string[],
    context: { at: string; severeImpactCenti: number },
  ) {
    const refs = [...productRefs].sort();
    await inChunks(refs, async chunk => {
      const risks = byRef(await this.#risksOfProducts(chunk));
      const entities = byRef(await this.#entitiesOfProducts(chunk));
      const failed = byRef(await this.#failedSourcesOfProducts(chunk));
      const unmapped = chunk.includes(NO_PRODUCT)
        ? await this.#unmappedFindings()
        : undefined;
      const rows = chunk.map((ref): DbProductRollupRow => {
        const counted: FindingSums = pick(entities.get(ref), findings);
        if (ref === NO_PRODUCT) {
          for (const name of findings) {
            counted[name] += toInteger(unmapped?.[name]);
          }
        }
        return {
          product_ref: ref,
          ...pick(risks.get(ref), [...exposures, ...openRisks, 'risks_open']),
          ...counted,
          ...pick(entities.get(ref), ['components', 'modelled', 'stale']),
          failed_sources: toInteger(failed.get(ref)?.total),
          updated_at: context.at,
        };
      });
      await upsertRows(this.knex, 'product_rollup', rows, ['product_ref']);
      await this.#replaceSevere(chunk, context.severeImpactCenti);
    });
  }

  /** Refs of the entities and products that have rows, a page at a time. */
  async entityRefsAfter(ref: string | undefined, limit: number) {
    const query = this.knex('entity_rollup').orderBy('entity_ref').limit(limit);
    if (ref !== undefined) query.where('entity_ref', '>', ref);
    return query.pluck<string[]>('entity_ref');
  }

  async productRefs(): Promise<string[]> {
    return this.knex('product_rollup')
      .orderBy('product_ref')
      .pluck('product_ref');
  }

  #risksOfEntities(refs: string[]) {
    return this.knex({ re: 'risk_entity' })
      .join({ r: 'risk' }, 'r.id', 're.risk_id')
      .whereIn('re.entity_ref', refs)
      .groupBy('re.entity_ref')
      .select<Keyed<keyof RiskSums | 'share'>[]>(
        're.entity_ref as ref',
        this.knex.raw(riskSumsSql),
        this.knex.raw('sum(re.share) as share'),
      );
  }

  #findingsOfEntities(refs: string[]) {
    return this.#findings()
      .whereIn('f.entity_ref', refs)
      .groupBy('f.entity_ref')
      .select<Keyed<keyof FindingSums>[]>(
        'f.entity_ref as ref',
        this.knex.raw(findingSumsSql),
      );
  }

  async #unmappedFindings() {
    return this.#findings()
      .whereNull('f.entity_ref')
      .first<Record<keyof FindingSums, DbInteger | null>>(
        this.knex.raw(findingSumsSql),
      );
  }

  #findings() {
    return this.knex({ f: 'finding' }).whereNull('f.absent_since');
  }

  /**
   * Current assessments that cover an entity: attached to it, or with an
   * element that stands for it.
   */
  #modelsOfEntities(refs: string[]) {
    const attached = this.knex({ a: 'attachment' })
      .join({ m: 'threat_model' }, 'm.source_id', 'a.source_id')
      .whereIn('a.entity_ref', refs)
      .whereNull('a.detached_at')
      .whereNull('m.absent_since')
      .where('m.is_assessment', true)
      .select('a.entity_ref as ref', 'm.id as model_id');
    const mapped = this.knex({ e: 'model_element' })
      .join({ m: 'threat_model' }, 'm.id', 'e.model_id')
      .whereIn('e.entity_ref', refs)
      .whereIn('e.mapped_by', ELEMENT_IS_ENTITY)
      .whereNull('m.absent_since')
      .where('m.is_assessment', true)
      .select('e.entity_ref as ref', 'm.id as model_id');
    return this.knex
      .from(attached.union([mapped]).as('covering'))
      .groupBy('ref')
      .select<Keyed<'total'>[]>('ref', this.knex.raw('count(*) as total'));
  }

  #failedSourcesOfEntities(refs: string[]) {
    return this.knex({ a: 'attachment' })
      .join({ s: 'source' }, 's.id', 'a.source_id')
      .whereIn('a.entity_ref', refs)
      .whereNull('a.detached_at')
      .whereIn('s.state', ['failed', 'quarantined'])
      .groupBy('a.entity_ref')
      .select<Keyed<'total'>[]>(
        'a.entity_ref as ref',
        this.knex.raw('count(*) as total'),
      );
  }

  #risksOfProducts(refs: string[]) {
    return this.knex({ r: 'risk' })
      .whereIn('r.product_ref', refs)
      .groupBy('r.product_ref')
      .select<Keyed<keyof RiskSums | 'risks_open'>[]>(
        'r.product_ref as ref',
        this.knex.raw(riskSumsSql),
      );
  }

  #entitiesOfProducts(refs: string[]) {
    const present = `e.counts_for_coverage and e.missing_since is null`;
    const modelled = `${present} and er.models > 0`;
    return this.knex({ e: 'entity' })
      .leftJoin({ er: 'entity_rollup' }, 'er.entity_ref', 'e.ref')
      .whereIn('e.product_ref', refs)
      .groupBy('e.product_ref')
      .select<Keyed<keyof FindingSums | 'components' | 'modelled' | 'stale'>[]>(
        'e.product_ref as ref',
        this.knex.raw(
          [
            ...findings.map(name => `sum(er.${name}) as ${name}`),
            countIf(present, 'components'),
            countIf(modelled, 'modelled'),
            countIf(`${modelled} and er.stale_since is not null`, 'stale'),
          ].join(', '),
        ),
      );
  }

  #failedSourcesOfProducts(refs: string[]) {
    return this.knex({ e: 'entity' })
      .join({ a: 'attachment' }, 'a.entity_ref', 'e.ref')
      .join({ s: 'source' }, 's.id', 'a.source_id')
      .whereIn('e.product_ref', refs)
      .whereNull('a.detached_at')
      .whereIn('s.state', ['failed', 'quarantined'])
      .groupBy('e.product_ref')
      .select<Keyed<'total'>[]>(
        'e.product_ref as ref',
        this.knex.raw('count(distinct s.id) as total'),
      );
  }

  async #replaceSevere(refs: string[], severeImpactCenti: number) {
    await this.knex('product_severe').whereIn('product_ref', refs).delete();
    const rows = await this.knex('risk')
      .whereIn('product_ref', refs)
      .where({ state: 'open', rating_state: 'confirmed' })
      .where('current_impact_centi', '>=', severeImpactCenti)
      .groupBy('product_ref', 'current_probability_micro')
      .select<
        {
          product_ref: string;
          probability_micro: number;
          count: DbInteger;
        }[]
      >(
        'product_ref',
        'current_probability_micro as probability_micro',
        this.knex.raw('count(*) as count'),
      );
    await insertRows<DbProductSevereRow>(
      this.knex,
      'product_severe',
      rows.map(row => ({ ...row, count: toInteger(row.count) })),
    );
  }
}
