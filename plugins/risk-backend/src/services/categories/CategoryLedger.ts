import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import { chunksOf, upsertRows } from '../../database/batches';
import {
  DbAssessmentRow,
  DbCategoryAssignmentRow,
  DbCategoryHistoryRow,
  DbProductCategoryRow,
} from '../../database/categoryTables';
import { CategoryStore } from '../../database/CategoryStore';
import { NO_PRODUCT, toBoolean, toInteger } from '../../database/tables';
import { groupBy } from '../groupBy';
import { Cause, countCategories } from './countCategories';
import { mergeAssignments, withDerived } from './mergeAssignments';
import { causeOfGroup, explicitCauses, labelsOf } from './rootCauses';

export interface CategoryLedgerOptions {
  database: Knex;
  /** Loaded once; asked for again and again. */
  vocabulary: Promise<Vocabulary>;
  now: () => Date;
}

const PAGE = 500;
const DATA_VERSION = 'categoryDataVersion';
/** Formats of scans: their results say nothing about what was modelled. */
const SCAN_FORMAT = /^(?:sarif|openvex|cyclonedx)/;

/** What people confirmed, as labels that a file could have. */
const confirmedByPeople = (rows: readonly DbCategoryAssignmentRow[]) =>
  rows
    .filter(
      ({ assigned_by, state }) => assigned_by !== null && state === 'confirmed',
    )
    .map(({ category }) => ({ taxonomy: 'other', id: category }));

/**
 * Keeps the categories of findings, and the counters of products that the
 * organisation's report is made of, in step with what changes.
 */
export class CategoryLedger {
  constructor(private readonly options: CategoryLedgerOptions) {}

  /**
   * Categorises some findings again, within the caller's transaction. What
   * people decided stays, and what they confirmed suggests categories of other
   * frameworks.
   */
  async assign(
    trx: Knex.Transaction,
    findingIds: Iterable<string>,
  ): Promise<void> {
    const { categoriser, frameworks } = await this.options.vocabulary;
    const store = new CategoryStore(trx);
    const at = this.#now();
    for (const ids of chunksOf([...new Set(findingIds)], PAGE)) {
      const findings = await store.findingsByIds(ids);
      const stored = groupBy(
        await store.assignmentsOf(ids),
        ({ finding_id }) => finding_id,
      );
      await store.replaceAssignments(
        findings.map(({ id }) => id),
        [...frameworks.frameworks.keys()],
        findings.flatMap(finding => {
          const known = stored.get(finding.id) ?? [];
          const found = categoriser.categorise({
            title: finding.title,
            description: finding.description,
            source: finding.location,
            ...labelsOf(finding),
          });
          const said = confirmedByPeople(known);
          const context = { findingId: finding.id, at };
          return withDerived(
            mergeAssignments(known, found, context),
            known,
            // The words of the finding are no part of what a person said.
            categoriser.categorise({ title: '', labels: said }),
            context,
          );
        }),
      );
    }
  }

  /**
   * Counts the categories of some products again, within the caller's
   * transaction, which holds the rows of their roll-ups.
   */
  async recount(
    trx: Knex.Transaction,
    productRefs: readonly string[],
  ): Promise<void> {
    const refs = productRefs.filter(ref => ref !== NO_PRODUCT).sort();
    if (refs.length === 0) return;
    const { frameworks, level } = await this.options.vocabulary;
    const store = new CategoryStore(trx);
    const risks = await store.risksOfProducts(refs);
    const { categories, causes } = countCategories(
      risks,
      await this.#causesOf(store, risks),
      { frameworks, level },
    );
    const before = await store.affectedOfProducts(refs);
    const totals = new Map(
      (await store.findingTotals(refs)).map(row => [row.ref, row]),
    );
    await store.replaceCounts(refs, {
      categories,
      causes,
      totals: refs.map(ref => ({
        product_ref: ref,
        findings: toInteger(totals.get(ref)?.findings),
        uncategorised: toInteger(totals.get(ref)?.uncategorised),
        waiting: toInteger(totals.get(ref)?.waiting),
      })),
      assessments: await this.#assessments(store, refs),
    });
    await this.#remember(trx, before, categories);
  }

  /**
   * Categorises every finding again when the data or the rules have changed.
   * Goes page by page and can be repeated after an interruption.
   *
   * @returns whether there was anything to do
   */
  async rebuildAll(): Promise<boolean> {
    const { database } = this.options;
    const { version } = await this.options.vocabulary;
    const stored = await database('meta')
      .where({ key: DATA_VERSION })
      .first<{ value: string } | undefined>('value');
    if (stored?.value === version) return false;
    let after: string | undefined;
    do {
      const page = await new CategoryStore(database).findingIdsAfter(
        after,
        PAGE,
      );
      await database.transaction(trx => this.assign(trx, page));
      after = page.length === PAGE ? page[page.length - 1] : undefined;
    } while (after !== undefined);
    const products: string[] = await database('product')
      .orderBy('entity_ref')
      .pluck('entity_ref');
    for (const page of chunksOf(products, PAGE)) {
      await database.transaction(trx => this.recount(trx, page));
    }
    await database('meta')
      .insert({ key: DATA_VERSION, value: version })
      .onConflict('key')
      .merge();
    return true;
  }

  async #causesOf(
    store: CategoryStore,
    risks: readonly { risk_id: string; group_key: string; title: string }[],
  ): Promise<Map<string, Cause[]>> {
    const ids = [...new Set(risks.map(({ risk_id }) => risk_id))];
    const causes = new Map<string, Cause[]>();
    const add = (riskId: string, found: readonly Cause[]) =>
      causes.set(riskId, [...(causes.get(riskId) ?? []), ...found]);
    const seen = new Set<string>();
    for (const risk of risks) {
      if (!seen.has(risk.risk_id)) add(risk.risk_id, causeOfGroup(risk));
      seen.add(risk.risk_id);
    }
    for (const row of await store.labelsOfRisks(ids)) {
      add(row.risk_id, explicitCauses(row));
    }
    for (const row of await store.causesOfRisks(ids)) {
      add(row.risk_id, [{ cause: row.cause, title: row.title }]);
    }
    return causes;
  }

  async #assessments(
    store: CategoryStore,
    refs: readonly string[],
  ): Promise<DbAssessmentRow[]> {
    const { methods } = await this.options.vocabulary;
    const newest = new Map<string, DbAssessmentRow>();
    for (const { ref, format, at } of await store.formatsOfProducts(refs)) {
      for (const { method, formats } of methods.values()) {
        const applies =
          formats.includes(format) ||
          (formats.includes('*') && !SCAN_FORMAT.test(format));
        const key = JSON.stringify([ref, method]);
        const known = newest.get(key);
        if (applies && (!known || known.at < at)) {
          newest.set(key, {
            product_ref: ref,
            method,
            category: '',
            at,
            assessed_by: null,
            note: '',
          });
        }
      }
    }
    return [...newest.values()];
  }

  /** Writes down on which day a product became affected, or no more. */
  async #remember(
    trx: Knex.Transaction,
    before: readonly Pick<
      DbProductCategoryRow,
      'product_ref' | 'category' | 'affected'
    >[],
    after: readonly DbProductCategoryRow[],
  ) {
    const keyOf = (row: { product_ref: string; category: string }) =>
      JSON.stringify([row.product_ref, row.category]);
    const was = new Map(before.map(row => [keyOf(row), row]));
    const is = new Map(after.map(row => [keyOf(row), row]));
    const day = this.#now().slice(0, 10);
    const changed: DbCategoryHistoryRow[] = [];
    for (const { product_ref, category } of [...before, ...after]) {
      const key = keyOf({ product_ref, category });
      const affected = toBoolean(is.get(key)?.affected);
      if (affected !== toBoolean(was.get(key)?.affected)) {
        changed.push({ product_ref, category, day, affected });
        // What stands in both lists is written down once.
        was.set(key, { product_ref, category, affected });
      }
    }
    await upsertRows(trx, 'category_history', changed, [
      'product_ref',
      'category',
      'day',
    ]);
  }

  #now() {
    return this.options.now().toISOString();
  }
}
