import { NotFoundError } from '@backstage/errors';
import {
  Change,
  CompositionPart,
  ComponentState,
  Endpoints,
  ProductSummary,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { dayAfter } from '../../days';
import { RiskConfig } from '../../config';
import { toBoolean, toInteger } from '../../database/tables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { cutPage, cutVisible, SEARCH_LIMIT } from './page';
import { changeLabel } from './present/changes';
import { readStaleReasons } from './present/models';
import { isRiskVisible, presentRisk } from './present/risks';
import { removedOf } from './present/rollup';
import { ProductSummaries } from './ProductSummaries';
import { causesOfChange } from './queries/change';
import { ProductPartRow, productParts } from './queries/entities';
import { entityRefsOfRisks } from './queries/findings';
import { decodeCursor, Keyset } from './queries/keyset';
import { productRows } from './queries/products';
import { countRisks, riskById, riskPage, RiskRow } from './queries/risks';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface ProductReadsOptions {
  db: Knex;
  config: RiskConfig;
  summaries: ProductSummaries;
  visible: VisibleRisks;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const TREND_DAYS = 90;
const CHANGE_DAYS = 30;
/** Risks and components that the composition names one by one. */
const PART_LIMIT = 20;
const TOP_RISKS = 5;

const keysetOf = (row: RiskRow): Keyset => ({
  key: toInteger(row.exposure),
  id: row.id,
});

const sum = (parts: readonly CompositionPart[]) =>
  parts.reduce((total, { value }) => total + value, 0);

/** Adds what the named parts leave over, so that all add up exactly. */
function withRest(
  parts: CompositionPart[],
  total: number,
  label: string,
): CompositionPart[] {
  const rest = total - sum(parts);
  return rest === 0 ? parts : [...parts, { label, value: rest }];
}

function stateOf(row: ProductPartRow): ComponentState['state'] {
  if ((row.models ?? 0) === 0) {
    return (row.failed_sources ?? 0) > 0 ? 'failed' : 'not-assessed';
  }
  if ((row.failed_sources ?? 0) > 0) return 'failed';
  return row.stale_since === null ? 'modelled' : 'stale';
}

function componentsOf(
  parts: readonly ProductPartRow[],
  visible: VisibleEntities,
): ComponentState[] {
  return parts.flatMap(row => {
    const entity = visible.link(row.ref);
    if (!entity || !toBoolean(row.counts_for_coverage)) return [];
    return [
      {
        entity,
        state: stateOf(row),
        staleReasons: readStaleReasons(row.stale_reasons).map(
          ({ text }) => text,
        ),
        unrated: row.unrated ?? 0,
        notReviewed: row.not_reviewed ?? 0,
      },
    ];
  });
}

function byComponent(
  parts: readonly ProductPartRow[],
  total: number,
  visible: VisibleEntities,
): CompositionPart[] {
  const named = parts
    .flatMap(row => {
      const entity = visible.link(row.ref);
      const value = toInteger(row.share);
      return entity && value > 0
        ? [{ label: entity.title, ref: entity.ref, value }]
        : [];
    })
    .slice(0, PART_LIMIT);
  return withRest(named, total, 'Other components');
}

/** What the pages of products show. */
export class ProductReads
  implements Operations<'getScorecard' | 'listProductRisks'>
{
  readonly #options: ProductReadsOptions;

  constructor(options: ProductReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the entity is no product. */
  getScorecard = async (
    { entityRef }: Input<'getScorecard'>,
    caller: Caller,
  ): Promise<Scorecard> => {
    const { db, config, summaries, now } = this.#options;
    const [row] = await productRows(db, [entityRef]);
    if (!row) throw new NotFoundError(`${entityRef} is no product here`);
    const instant = now();
    const changeSince = dayAfter(instant, -CHANGE_DAYS);
    const [risks, parts, causes] = await Promise.all([
      riskPage(db, {
        productRef: entityRef,
        state: 'open',
        limit: PART_LIMIT,
      }),
      productParts(db, entityRef),
      causesOfChange(db, entityRef, changeSince),
    ]);
    const refsOfRisks = await entityRefsOfRisks(
      db,
      risks.map(({ id }) => id),
    );
    const {
      summaries: [summary],
      visible,
    } = await summaries.of([row], caller, {
      trendDays: TREND_DAYS,
      alsoVisible: [
        ...parts.map(({ ref }) => ref),
        ...[...refsOfRisks.values()].flat(),
      ],
    });
    const refsOf = (risk: RiskRow) => refsOfRisks.get(risk.id) ?? [];
    const shown = risks.filter(risk => isRiskVisible(refsOf(risk), visible));
    const total = summary.exposures.current;
    return {
      ...summary,
      entity: requireEntity(summary, entityRef),
      asOf: instant.toISOString(),
      policyVersion: config.policyVersion,
      removed: removedOf(summary.exposures),
      madeOf: {
        byRisk: withRest(
          shown
            .filter(risk => toInteger(risk.exposure) > 0)
            .map(risk => ({
              label: risk.title,
              riskId: risk.id,
              findingId: risk.finding_id ?? undefined,
              level: risk.level ?? undefined,
              value: toInteger(risk.exposure),
            })),
          total,
          'Other risks',
        ),
        byComponent: byComponent(parts, total, visible),
      },
      explainedChange: explainedChange(changeSince, causes),
      topRisks: shown
        .slice(0, TOP_RISKS)
        .map(risk => presentRisk(risk, refsOf(risk), visible)),
      hidden: {
        entities: parts.filter(({ ref }) => !visible.has(ref)).length,
        risks: risks.length - shown.length,
      },
      components: componentsOf(parts, visible),
    };
  };

  listProductRisks = async (
    {
      entityRef,
      cursor,
      limit,
      state,
      treatment,
      search,
    }: Input<'listProductRisks'>,
    caller: Caller,
  ) => {
    const { db } = this.#options;
    const after = cursor ? decodeCursor(cursor) : undefined;
    const filter = { productRef: entityRef, state, treatment, search };
    if (search) {
      const hits = await this.#seen(
        await riskPage(db, { ...filter, limit: SEARCH_LIMIT }),
        caller,
      );
      const { rows, ...page } = cutVisible(hits.shown, limit, keysetOf, after);
      return { ...page, items: rows.map(hits.present), hidden: 0 };
    }
    const [found, totalItems] = await Promise.all([
      riskPage(db, { ...filter, limit: limit + 1, after }),
      countRisks(db, filter),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, keysetOf);
    const { shown, present } = await this.#seen(rows, caller);
    return {
      items: shown.map(present),
      nextCursor,
      totalItems,
      hidden: rows.length - shown.length,
    };
  };

  /** One risk as lists show it, after a change. */
  async risk(id: string, caller: Caller) {
    const row = await riskById(this.#options.db, id);
    if (!row) throw new NotFoundError(`Risk ${id} is unknown`);
    const { present } = await this.#seen([row], caller);
    return present(row);
  }

  async #seen(rows: readonly RiskRow[], caller: Caller) {
    const { db, visible } = this.#options;
    const refsOfRisks = await entityRefsOfRisks(
      db,
      rows.map(({ id }) => id),
    );
    const seen = await visible.among([...refsOfRisks.values()].flat(), caller);
    const refsOf = ({ id }: RiskRow) => refsOfRisks.get(id) ?? [];
    return {
      shown: rows.filter(row => isRiskVisible(refsOf(row), seen)),
      present: (row: RiskRow) => presentRisk(row, refsOf(row), seen),
    };
  }
}

function requireEntity({ entity }: ProductSummary, ref: string) {
  if (!entity) throw new NotFoundError(`${ref} is unknown, or hidden from you`);
  return entity;
}

function explainedChange(
  since: string,
  causes: Awaited<ReturnType<typeof causesOfChange>>,
): Change | undefined {
  if (causes.length === 0) return undefined;
  const rows = causes
    .map(({ cause, delta, risks }) => ({
      cause,
      label: changeLabel(cause, toInteger(risks)),
      delta: toInteger(delta),
      risks: toInteger(risks),
    }))
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  return {
    since,
    delta: rows.reduce((total, { delta }) => total + delta, 0),
    causes: rows,
  };
}
