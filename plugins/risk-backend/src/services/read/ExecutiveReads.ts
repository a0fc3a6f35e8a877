import { CategoryVerdict } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { chunksOf } from '../../database/batches';
import { DbInitiativeRow } from '../../database/categoryTables';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { Caller } from '../Caller';
import { Operations } from '../Operations';
import { CategoryReads } from './CategoryReads';
import { plural } from './present/sentences';
import { VisibleRisks } from './VisibleRisks';

interface ExecutiveReadsOptions {
  db: Knex;
  budgets: Pick<ProductBudgets, 'summariesOf'>;
  categories: Pick<CategoryReads, 'getCategoryReport'>;
  visible: VisibleRisks;
  now: () => Date;
}

const BATCH = 500;
const NAMED = 5;
/** Of those over budget, the worst that the caller may be told of. */
const LOOKED_AT = 50;
const THEMES = 3;

/** The worst first: over budget, then running out. */
const URGENCY = ['exhausted', 'running-out'];

function themeSentence({
  affected,
  assessed,
  commonCause,
  verdict,
}: CategoryVerdict): string {
  const share = `${affected} of the ${plural(
    assessed,
    'product',
  )} that were looked at have it.`;
  if (commonCause) {
    return `${share} One fix for all would help ${plural(
      commonCause.affected,
      'of them',
      'of them',
    )}: ${commonCause.title}.`;
  }
  return verdict === 'concentrated'
    ? `${share} Most of the harm to expect lies in a few of them: begin there.`
    : share;
}

/** What fits on one page, in plain words. */
export class ExecutiveReads implements Operations<'getExecutiveSummary'> {
  readonly #options: ExecutiveReadsOptions;

  constructor(options: ExecutiveReadsOptions) {
    this.#options = options;
  }

  getExecutiveSummary = async (_input: unknown, caller: Caller) => {
    const { categories, now } = this.#options;
    const [budgets, report, initiatives] = await Promise.all([
      this.#budgets(caller),
      categories.getCategoryReport({}, caller),
      this.#openInitiatives(),
    ]);
    return {
      asOf: now().toISOString(),
      budgets,
      themes: report.categories
        .filter(({ systemic }) => systemic)
        .sort((a, b) => b.exposure - a.exposure)
        .slice(0, THEMES)
        .map(verdict => ({
          id: verdict.category.id,
          name: verdict.category.name,
          sentence: themeSentence(verdict),
          initiative: initiatives.get(verdict.category.id),
        })),
    };
  };

  async #budgets(caller: Caller) {
    const { db, budgets, visible } = this.#options;
    const refs: string[] = await db('product')
      .where({ retired: false })
      .orderBy('entity_ref')
      .pluck('entity_ref');
    const counts = { within: 0, runningOut: 0, over: 0, unknown: 0 };
    const pressing = [];
    for (const batch of chunksOf(refs, BATCH)) {
      for (const [ref, summary] of await budgets.summariesOf(batch)) {
        if (summary.state === 'within') counts.within += 1;
        else if (summary.state === 'running-out') counts.runningOut += 1;
        else if (summary.state === 'exhausted') counts.over += 1;
        else counts.unknown += 1;
        if (URGENCY.includes(summary.state)) pressing.push({ ref, summary });
      }
    }
    pressing.sort(
      (a, b) =>
        URGENCY.indexOf(a.summary.state) - URGENCY.indexOf(b.summary.state) ||
        (b.summary.spentShare ?? 0) - (a.summary.spentShare ?? 0),
    );
    const worst = pressing.slice(0, LOOKED_AT);
    const seen = await visible.among(
      worst.map(({ ref }) => ref),
      caller,
    );
    const named = worst.flatMap(({ ref, summary }) => {
      const product = seen.link(ref);
      return product
        ? [{ product, state: summary.state, sentence: summary.sentence }]
        : [];
    });
    return {
      ...counts,
      products: named.slice(0, NAMED),
      hidden: worst.length - named.length,
    };
  }

  async #openInitiatives(): Promise<Map<string, string>> {
    const rows = await this.#options
      .db<DbInitiativeRow>('initiative')
      .where({ state: 'open' })
      .orderBy('created_at')
      .select('category', 'title');
    return new Map(rows.map(({ category, title }) => [category, title]));
  }
}
