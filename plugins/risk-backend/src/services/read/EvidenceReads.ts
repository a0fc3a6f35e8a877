import {
  Endpoints,
  EvidenceItem,
  EvidencePage,
} from '@product-risk/backstage-plugin-risk-common';
import {
  Category,
  CategoryFrameworks,
} from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { MS_PER_DAY } from '../../days';
import { RiskConfig } from '../../config';
import { CategoryStore } from '../../database/CategoryStore';
import { toInteger } from '../../database/tables';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { categoriesWithin } from '../categories/categoriesWithin';
import { resolveCategory } from '../categories/resolveCategory';
import { groupBy } from '../groupBy';
import { OperationInput, Operations } from '../Operations';
import { csvLine } from './csv';
import { cutPage } from './page';
import { categoryLink } from './present/categories';
import {
  evidenceKey,
  evidencePage,
  EvidenceRow,
  evidenceTotals,
  treatmentsOfFindings,
} from './queries/evidence';
import { decodeCursor } from './queries/keyset';
import { VisibleRisks } from './VisibleRisks';

interface EvidenceReadsOptions {
  db: Knex;
  config: RiskConfig;
  vocabulary: Promise<Vocabulary>;
  visible: VisibleRisks;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

interface Subject {
  category: Category;
  categories: readonly string[];
  frameworks: CategoryFrameworks;
}

const CSV_PAGE = 200;

const header = [
  'control',
  'name',
  'category',
  'state of the category',
  'product',
  'entity',
  'finding',
  'status',
  'level',
  'treatments',
  'model',
  'model updated',
  'last seen',
  'out of date',
];

const csvItem = ({ category }: Subject, name: string, one: EvidenceItem) =>
  csvLine([
    category.id,
    name,
    one.category.id,
    one.state,
    one.product?.ref,
    one.entity.ref,
    one.title,
    one.status,
    one.level,
    one.treatments.map(({ title, state }) => `${state}: ${title}`).join('; '),
    one.model.title,
    one.model.updatedAt,
    one.model.lastSeen,
    one.model.stale ? 'yes' : 'no',
  ]);

/**
 * What threat models tell whoever answers for a control objective, or for a
 * risk of a register that is configured as a framework of its own.
 */
export class EvidenceReads
  implements Operations<'listCategoryEvidence' | 'exportCategoryEvidence'>
{
  readonly #options: EvidenceReadsOptions;

  constructor(options: EvidenceReadsOptions) {
    this.#options = options;
  }

  listCategoryEvidence = async (
    { category, cursor, limit }: Input<'listCategoryEvidence'>,
    caller: Caller,
  ): Promise<EvidencePage> => {
    const { db, config } = this.#options;
    const subject = await this.#subject(category);
    const [page, totals] = await Promise.all([
      this.#page(subject, { cursor, limit }, caller),
      evidenceTotals(db, subject, this.#staleBefore()),
    ]);
    const findings = toInteger(totals.findings);
    const verified = toInteger(totals.verified);
    const claimed = toInteger(totals.claimed);
    const planned = toInteger(totals.planned);
    return {
      ...page,
      totalItems: findings,
      category: categoryLink(subject.frameworks, subject.category.id),
      summary: {
        findings,
        verified,
        claimed,
        planned,
        untreated: findings - verified - claimed - planned,
        stale: toInteger(totals.stale),
        oldest: totals.oldest ?? undefined,
        newest: totals.newest ?? undefined,
        staleAfterDays: config.policy.staleAfterDays,
      },
    };
  };

  exportCategoryEvidence = async (
    { category }: Input<'exportCategoryEvidence'>,
    caller: Caller,
  ): Promise<AsyncIterable<string>> => {
    const subject = await this.#subject(category);
    const { name } = categoryLink(subject.frameworks, subject.category.id);
    const pageAfter = (cursor?: string) =>
      this.#page(subject, { cursor, limit: CSV_PAGE }, caller);
    return (async function* lines() {
      yield csvLine(header);
      let cursor: string | undefined;
      do {
        const page = await pageAfter(cursor);
        for (const item of page.items) yield csvItem(subject, name, item);
        cursor = page.nextCursor;
      } while (cursor);
    })();
  };

  async #subject(id: string): Promise<Subject> {
    const { frameworks } = await this.#options.vocabulary;
    const category = resolveCategory(frameworks, id);
    return {
      category,
      frameworks,
      categories: categoriesWithin(frameworks, category),
    };
  }

  async #page(
    subject: Subject,
    { cursor, limit }: { cursor?: string; limit: number },
    caller: Caller,
  ) {
    const { db, visible } = this.#options;
    const found = await evidencePage(db, {
      categories: subject.categories,
      limit: limit + 1,
      after: cursor ? decodeCursor(cursor) : undefined,
    });
    const { rows, nextCursor } = cutPage(found, limit, evidenceKey);
    const seen = await visible.among(
      rows.flatMap(({ entity_ref, product_ref }) => [entity_ref, product_ref]),
      caller,
    );
    const shown = rows.filter(({ entity_ref }) => seen.link(entity_ref));
    const ids = shown.map(({ id }) => id);
    const treatments = groupBy(
      await treatmentsOfFindings(db, ids),
      ({ finding_id }) => finding_id,
    );
    const assignments = groupBy(
      (await new CategoryStore(db).assignmentsOf(ids)).filter(
        ({ category, state }) =>
          state !== 'rejected' && subject.categories.includes(category),
      ),
      ({ finding_id }) => finding_id,
    );
    return {
      items: shown.flatMap((row): EvidenceItem[] => {
        const entity = seen.link(row.entity_ref);
        const [best] = [...(assignments.get(row.id) ?? [])].sort(
          (a, b) =>
            Number(b.state === 'confirmed') - Number(a.state === 'confirmed') ||
            b.confidence_milli - a.confidence_milli,
        );
        if (!entity || !best || row.status === 'excluded') return [];
        return [
          {
            findingId: row.id,
            title: row.title,
            category: categoryLink(subject.frameworks, best.category),
            state: best.state === 'confirmed' ? 'confirmed' : 'suggested',
            product: seen.link(row.product_ref),
            entity,
            status: row.status,
            level: row.level ?? undefined,
            treatments: (treatments.get(row.id) ?? []).map(one => ({
              title: one.title,
              state: one.state,
              verifiedAt: one.verified_at ?? undefined,
            })),
            model: this.#modelOf(row),
          },
        ];
      }),
      nextCursor,
      hidden: rows.length - shown.length,
    };
  }

  #modelOf(row: EvidenceRow): EvidenceItem['model'] {
    return {
      title: row.model_title,
      updatedAt: row.updated_at,
      lastSeen: row.last_seen,
      stale: row.updated_at < this.#staleBefore(),
    };
  }

  #staleBefore(): string {
    const { config, now } = this.#options;
    return new Date(
      now().getTime() - config.policy.staleAfterDays * MS_PER_DAY,
    ).toISOString();
  }
}
