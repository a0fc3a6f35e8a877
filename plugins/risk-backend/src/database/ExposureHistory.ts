import { Knex } from 'knex';
import { inChunks, selectInChunks, upsertRows } from './batches';
import { DbExposureStepRow } from './budgetTables';
import { NO_PRODUCT, toInteger } from './tables';

/**
 * Stands for the assessment of what no model covers, such as a risk that a
 * person raised: nothing about it is newly looked at, so it counts at once.
 */
export const ALWAYS_ASSESSED = '1970-01-01';

/** Exposure of a product by the day its entities were first assessed. */
type Sums = Map<string, number>;

const dayOf = (at: string) => at.slice(0, 10);

function groupSteps(
  rows: readonly DbExposureStepRow[],
): Map<string, DbExposureStepRow[]> {
  const groups = new Map<string, DbExposureStepRow[]>();
  for (const row of rows) {
    groups.set(row.product_ref, [...(groups.get(row.product_ref) ?? []), row]);
  }
  return groups;
}

/**
 * Exposure of products over time, kept by writes: one row for each product,
 * day and day of first assessment on which it changed. The last value of a day
 * stands for the day.
 */
export class ExposureHistory {
  constructor(private readonly knex: Knex) {}

  /**
   * Brings the steps of some products up to a moment. Those without any are
   * derived from the whole history of their risks.
   *
   * @remarks
   * The rows of the products in `product_rollup` must be locked.
   */
  async follow(productRefs: Iterable<string>, at: string): Promise<void> {
    const refs = [...productRefs].filter(ref => ref !== NO_PRODUCT);
    const latest = groupSteps(await this.#latest(refs));
    for (const ref of refs.filter(one => !latest.has(one))) {
      await this.#save(await this.#fromHistory(ref));
    }
    const sums = await this.#current(refs);
    for (const row of groupSteps(await this.#latest(refs)).values()) {
      latest.set(row[0].product_ref, row);
    }
    const rows = refs.flatMap(ref => {
      const known = new Map(
        (latest.get(ref) ?? []).map(row => [
          row.assessed_day,
          toInteger(row.exposure),
        ]),
      );
      const now = sums.get(ref) ?? new Map<string, number>();
      return [...new Set([...known.keys(), ...now.keys()])]
        .filter(assessed => known.get(assessed) !== (now.get(assessed) ?? 0))
        .map(assessed => ({
          product_ref: ref,
          assessed_day: assessed,
          day: dayOf(at),
          exposure: now.get(assessed) ?? 0,
        }));
    });
    await this.#save(rows);
  }

  /** Notes the day for entities that are assessed for the first time. */
  async noteAssessed(entityRefs: readonly string[], at: string): Promise<void> {
    await inChunks(entityRefs, chunk =>
      this.knex('entity_assessment')
        .insert(chunk.map(entity_ref => ({ entity_ref, day: dayOf(at) })))
        .onConflict('entity_ref')
        .ignore(),
    );
  }

  /**
   * The steps of some products in order: those since a day, and the last one
   * before it of each day of assessment.
   */
  async steps(
    productRefs: Iterable<string>,
    since?: string,
  ): Promise<DbExposureStepRow[]> {
    return selectInChunks(productRefs, chunk => {
      const query = this.knex<DbExposureStepRow>('exposure_step')
        .whereIn('product_ref', chunk)
        .orderBy(['product_ref', 'assessed_day', 'day']);
      if (since !== undefined) {
        query.whereRaw(
          `day >= coalesce((select max(earlier.day) from exposure_step earlier
            where earlier.product_ref = exposure_step.product_ref
              and earlier.assessed_day = exposure_step.assessed_day
              and earlier.day <= ?), ?)`,
          [since, since],
        );
      }
      return query.select();
    });
  }

  #latest(refs: readonly string[]): Promise<DbExposureStepRow[]> {
    return selectInChunks(refs, chunk =>
      this.knex<DbExposureStepRow>('exposure_step')
        .whereIn('product_ref', chunk)
        .whereRaw(
          `day = (select max(newest.day) from exposure_step newest
            where newest.product_ref = exposure_step.product_ref
              and newest.assessed_day = exposure_step.assessed_day)`,
        )
        .select(),
    );
  }

  async #current(refs: readonly string[]): Promise<Map<string, Sums>> {
    const sums = new Map<string, Sums>();
    const rows = await selectInChunks(refs, chunk =>
      this.knex({ r: 'risk' })
        .leftJoin(this.#assessedDays(chunk), 'a.risk_id', 'r.id')
        .whereIn('r.product_ref', chunk)
        .where('r.state', 'open')
        .groupBy('r.product_ref', 'a.day')
        .select<DbExposureStepRow[]>(
          'r.product_ref',
          'a.day as assessed_day',
          this.knex.raw('sum(r.exposure) as exposure'),
        ),
    );
    // What was assessed and found free of risk has a history too, of 0.
    const assessed = await selectInChunks(refs, chunk =>
      this.knex({ e: 'entity' })
        .join({ a: 'entity_assessment' }, 'a.entity_ref', 'e.ref')
        .whereIn('e.product_ref', chunk)
        .distinct<DbExposureStepRow[]>(
          'e.product_ref',
          'a.day as assessed_day',
          this.knex.raw('0 as exposure'),
        ),
    );
    for (const row of [...assessed, ...rows]) {
      const product: Sums = sums.get(row.product_ref) ?? new Map();
      product.set(row.assessed_day ?? ALWAYS_ASSESSED, toInteger(row.exposure));
      sums.set(row.product_ref, product);
    }
    return sums;
  }

  /** For each risk of some products: the first day any entity was assessed. */
  #assessedDays(productRefs: readonly string[]) {
    return this.knex({ re: 'risk_entity' })
      .join({ ea: 'entity_assessment' }, 'ea.entity_ref', 're.entity_ref')
      .join({ of: 'risk' }, 'of.id', 're.risk_id')
      .whereIn('of.product_ref', productRefs)
      .groupBy('re.risk_id')
      .select('re.risk_id', this.knex.raw('min(ea.day) as day'))
      .as('a');
  }

  async #fromHistory(productRef: string): Promise<DbExposureStepRow[]> {
    const states = await this.knex({ s: 'risk_state' })
      .leftJoin(
        this.knex({ re: 'risk_entity' })
          .join({ ea: 'entity_assessment' }, 'ea.entity_ref', 're.entity_ref')
          .groupBy('re.risk_id')
          .select('re.risk_id', this.knex.raw('min(ea.day) as day'))
          .as('a'),
        'a.risk_id',
        's.risk_id',
      )
      .where('s.product_ref', productRef)
      .orderBy(['s.at', 's.id'])
      .select('s.risk_id', 's.at', 's.exposure', 's.state', 'a.day');
    const perRisk = new Map<string, number>();
    const sums: Sums = new Map();
    const steps = new Map<string, DbExposureStepRow>();
    for (const { risk_id, at, exposure, state, day } of states) {
      const assessed_day: string = day ?? ALWAYS_ASSESSED;
      const value = state === 'closed' ? 0 : toInteger(exposure);
      const sum =
        (sums.get(assessed_day) ?? 0) + value - (perRisk.get(risk_id) ?? 0);
      perRisk.set(risk_id, value);
      sums.set(assessed_day, sum);
      const row = {
        product_ref: productRef,
        assessed_day,
        day: dayOf(at),
        exposure: sum,
      };
      steps.set(`${row.assessed_day} ${row.day}`, row);
    }
    return [...steps.values()];
  }

  #save(rows: readonly DbExposureStepRow[]) {
    return upsertRows(this.knex, 'exposure_step', rows, [
      'product_ref',
      'assessed_day',
      'day',
    ]);
  }
}
