import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { coverageOf } from '../categories/coverageOf';
import { resolveCategory } from '../categories/resolveCategory';
import { OperationInput, Operations } from '../Operations';
import { cutPage } from './page';
import { categoryLink } from './present/categories';
import {
  AssessmentFilter,
  assessmentPage,
  countAssessments,
} from './queries/assessments';
import { decodeCursor } from './queries/keyset';
import { VisibleRisks } from './VisibleRisks';

interface AssessmentReadsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  visible: VisibleRisks;
}

/** Which product was assessed for what: unknown is everything else. */
export class AssessmentReads implements Operations<'listAssessments'> {
  readonly #options: AssessmentReadsOptions;

  constructor(options: AssessmentReadsOptions) {
    this.#options = options;
  }

  listAssessments = async (
    {
      category,
      product,
      cursor,
      limit,
    }: OperationInput<Endpoints['listAssessments']>,
    caller: Caller,
  ) => {
    const { db, visible } = this.#options;
    const vocabulary = await this.#options.vocabulary;
    const { frameworks, methods } = vocabulary;
    const filter: AssessmentFilter = {
      product,
      covering:
        category === undefined
          ? undefined
          : coverageOf(vocabulary, resolveCategory(frameworks, category).id),
    };
    const [found, totalItems] = await Promise.all([
      assessmentPage(db, {
        ...filter,
        limit: limit + 1,
        after: cursor ? decodeCursor(cursor) : undefined,
      }),
      countAssessments(db, filter),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, row => ({
      key: row.product_ref,
      id: row.id,
    }));
    const seen = await visible.among(
      rows.map(({ product_ref }) => product_ref),
      caller,
    );
    const items = rows.flatMap(row => {
      const link = seen.link(row.product_ref);
      return link
        ? [
            {
              product: link,
              method: row.method,
              category: row.category
                ? categoryLink(frameworks, row.category)
                : undefined,
              covers: row.category
                ? 1
                : methods.get(row.method)?.categories.length ?? 0,
              at: row.at,
              by: row.assessed_by ?? undefined,
              note: row.note || undefined,
            },
          ]
        : [];
    });
    return {
      items,
      nextCursor,
      totalItems,
      hidden: rows.length - items.length,
    };
  };
}
