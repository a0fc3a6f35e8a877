import { Knex } from 'knex';
import { inChunks, insertRows, selectInChunks, upsertRows } from './batches';
import {
  DbAssessmentRow,
  DbCategoryAssignmentRow,
  DbProductCategoryCauseRow,
  DbProductCategoryRow,
  DbProductCategoryTotalRow,
  STATEMENT,
} from './categoryTables';
import { DbBoolean, DbFindingRow, DbInteger, DbRiskRow } from './tables';

/** What categorising reads of a finding. */
export type CategorisableRow = Pick<
  DbFindingRow,
  'id' | 'title' | 'description' | 'categories' | 'detail'
> & { location: string };

/** An open risk with one category of one of its findings. */
export interface RiskCategoryRow
  extends Pick<DbRiskRow, 'group_key' | 'title' | 'level' | 'product_ref'> {
  risk_id: string;
  exposure: DbInteger;
  category: string;
  state: 'confirmed' | 'suggested';
}

export interface FindingTotalsRow {
  ref: string;
  findings: DbInteger;
  uncategorised: DbInteger | null;
  waiting: DbInteger | null;
}

export interface RiskCauseRow {
  risk_id: string;
  cause: string;
  title: string;
}

/** Categories of findings, and the counters of products that follow. */
export class CategoryStore {
  constructor(private readonly knex: Knex) {}

  findingsByIds(ids: Iterable<string>): Promise<CategorisableRow[]> {
    return selectInChunks(ids, chunk =>
      this.knex({ f: 'finding' })
        .join({ s: 'source' }, 's.id', 'f.source_id')
        .whereIn('f.id', chunk)
        .select(
          'f.id',
          'f.title',
          'f.description',
          'f.categories',
          'f.detail',
          's.location',
        ),
    );
  }

  /** Ids of all findings, a page at a time. */
  async findingIdsAfter(id: string | undefined, limit: number) {
    const query = this.knex('finding').orderBy('id').limit(limit);
    if (id !== undefined) query.where('id', '>', id);
    return query.pluck<string[]>('id');
  }

  assignmentsOf(
    findingIds: Iterable<string>,
  ): Promise<DbCategoryAssignmentRow[]> {
    return selectInChunks(findingIds, chunk =>
      this.knex<DbCategoryAssignmentRow>('category_assignment')
        .whereIn('finding_id', chunk)
        .select(),
    );
  }

  /**
   * Replaces the assignments of some findings, except those of frameworks that
   * are not enabled: these wait until they are again.
   */
  async replaceAssignments(
    findingIds: readonly string[],
    frameworks: readonly string[],
    rows: readonly DbCategoryAssignmentRow[],
  ) {
    await inChunks(findingIds, chunk =>
      this.knex('category_assignment')
        .whereIn('finding_id', chunk)
        .whereIn('framework', frameworks)
        .delete(),
    );
    await upsertRows(this.knex, 'category_assignment', rows, [
      'finding_id',
      'category',
    ]);
  }

  /** Open risks of some products with their categories, rejected left out. */
  risksOfProducts(refs: readonly string[]): Promise<RiskCategoryRow[]> {
    return selectInChunks(refs, chunk =>
      this.knex({ r: 'risk' })
        .join({ rf: 'risk_finding' }, 'rf.risk_id', 'r.id')
        .join({ f: 'finding' }, 'f.id', 'rf.finding_id')
        .join({ a: 'category_assignment' }, 'a.finding_id', 'f.id')
        .whereIn('r.product_ref', chunk)
        .where('r.state', 'open')
        .whereNull('f.absent_since')
        .whereNot('f.status', 'excluded')
        .whereNot('a.state', 'rejected')
        .select(
          'r.id as risk_id',
          'r.product_ref',
          'r.group_key',
          'r.title',
          'r.level',
          'r.exposure',
          'a.category',
          'a.state',
        ),
    );
  }

  /** Root causes that people linked, or that labels and tags name. */
  async causesOfRisks(riskIds: readonly string[]): Promise<RiskCauseRow[]> {
    const linked = await selectInChunks<string, RiskCauseRow>(riskIds, chunk =>
      this.knex({ l: 'risk_root_cause' })
        .join({ c: 'root_cause' }, 'c.id', 'l.root_cause_id')
        .whereIn('l.risk_id', chunk)
        .select('l.risk_id', 'c.id as cause', 'c.title'),
    );
    return linked.map(row => ({ ...row, cause: `linked:${row.cause}` }));
  }

  /** Labels and tags of the current findings of some risks. */
  labelsOfRisks(
    riskIds: readonly string[],
  ): Promise<{ risk_id: string; categories: string; detail: string }[]> {
    return selectInChunks(riskIds, chunk =>
      this.knex({ rf: 'risk_finding' })
        .join({ f: 'finding' }, 'f.id', 'rf.finding_id')
        .whereIn('rf.risk_id', chunk)
        .whereNull('f.absent_since')
        .select('rf.risk_id', 'f.categories', 'f.detail'),
    );
  }

  findingTotals(refs: readonly string[]): Promise<FindingTotalsRow[]> {
    const has = (states: string) => `exists (select 1 from category_assignment a
      where a.finding_id = f.id and a.state in (${states}))`;
    return selectInChunks(refs, chunk =>
      this.knex({ e: 'entity' })
        .join({ f: 'finding' }, 'f.entity_ref', 'e.ref')
        .whereIn('e.product_ref', chunk)
        .whereNull('f.absent_since')
        .whereNot('f.status', 'excluded')
        .groupBy('e.product_ref')
        .select(
          'e.product_ref as ref',
          this.knex.raw('count(*) as findings'),
          this.knex.raw(
            `sum(case when ${has(
              `'confirmed', 'suggested'`,
            )} then 0 else 1 end) as uncategorised`,
          ),
          this.knex.raw(
            `sum(case when ${has(`'suggested'`)} and not ${has(
              `'confirmed'`,
            )} then 1 else 0 end) as waiting`,
          ),
        ),
    );
  }

  /** Formats of the current assessments that cover entities of products. */
  formatsOfProducts(
    refs: readonly string[],
  ): Promise<{ ref: string; format: string; at: string }[]> {
    return selectInChunks(refs, chunk => {
      const attached = this.knex({ a: 'attachment' })
        .join({ e: 'entity' }, 'e.ref', 'a.entity_ref')
        .join({ m: 'threat_model' }, 'm.source_id', 'a.source_id')
        .whereIn('e.product_ref', chunk)
        .whereNull('a.detached_at')
        .whereNull('m.absent_since')
        .where('m.is_assessment', true)
        .select(
          'e.product_ref as ref',
          'm.format',
          'm.content_changed_at as at',
        );
      const mapped = this.knex({ x: 'model_element' })
        .join({ e: 'entity' }, 'e.ref', 'x.entity_ref')
        .join({ m: 'threat_model' }, 'm.id', 'x.model_id')
        .whereIn('e.product_ref', chunk)
        .whereIn('x.mapped_by', ['file', 'person'])
        .whereNull('m.absent_since')
        .where('m.is_assessment', true)
        .select(
          'e.product_ref as ref',
          'm.format',
          'm.content_changed_at as at',
        );
      return this.knex
        .from(attached.union([mapped]).as('covering'))
        .groupBy('ref', 'format')
        .select('ref', 'format', this.knex.raw('max(at) as at'));
    });
  }

  affectedOfProducts(
    refs: readonly string[],
  ): Promise<{ product_ref: string; category: string; affected: DbBoolean }[]> {
    return selectInChunks(refs, chunk =>
      this.knex('product_category')
        .whereIn('product_ref', chunk)
        .select('product_ref', 'category', 'affected'),
    );
  }

  async replaceCounts(
    refs: readonly string[],
    counts: {
      categories: readonly DbProductCategoryRow[];
      causes: readonly DbProductCategoryCauseRow[];
      totals: readonly Omit<DbProductCategoryTotalRow, 'revision'>[];
      assessments: readonly DbAssessmentRow[];
    },
  ) {
    await inChunks(refs, async chunk => {
      await this.knex('product_category')
        .whereIn('product_ref', chunk)
        .delete();
      await this.knex('product_category_cause')
        .whereIn('product_ref', chunk)
        .delete();
      await this.knex('assessment')
        .whereIn('product_ref', chunk)
        .whereNot('method', STATEMENT)
        .delete();
    });
    await insertRows(this.knex, 'product_category', counts.categories);
    await insertRows(this.knex, 'product_category_cause', counts.causes);
    await insertRows(this.knex, 'assessment', counts.assessments);
    for (const total of counts.totals) {
      await this.knex('product_category_total')
        .insert({ ...total, revision: 1 })
        .onConflict('product_ref')
        .merge({
          ...total,
          revision: this.knex.raw('product_category_total.revision + 1'),
        });
    }
  }

  async productsOfFindings(ids: Iterable<string>): Promise<string[]> {
    const rows = await selectInChunks(ids, chunk =>
      this.knex({ f: 'finding' })
        .join({ e: 'entity' }, 'e.ref', 'f.entity_ref')
        .whereIn('f.id', chunk)
        .distinct<{ ref: string }[]>('e.product_ref as ref'),
    );
    return [...new Set(rows.map(({ ref }) => ref))];
  }
}
