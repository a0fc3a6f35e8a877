import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { CategoryStore } from '../../database/CategoryStore';
import { toInteger } from '../../database/tables';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { categoriesWithin } from '../categories/categoriesWithin';
import { resolveCategory } from '../categories/resolveCategory';
import { labelsOf } from '../categories/rootCauses';
import { groupBy } from '../groupBy';
import { OperationInput, Operations } from '../Operations';
import { cutPage } from './page';
import { categoryLink } from './present/categories';
import {
  categoryRiskPage,
  countCategoryRisks,
  countTriage,
  findingsOfRisks,
  triagePage,
} from './queries/categoryFindings';
import { readJson } from './queries/json';
import { decodeCursor, Keyset } from './queries/keyset';
import { entityRefsOfRisks } from './queries/findings';
import { VisibleRisks } from './VisibleRisks';

interface CategoryFindingReadsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  visible: VisibleRisks;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const strideSchema = z.array(z.enum(['S', 'T', 'R', 'I', 'D', 'E']));
const pathSchema = z.array(z.string());
const MAX_DESCRIPTION = 600;

const keysetOf = (row: { id: string; sort_key: string | number }): Keyset => ({
  key: row.sort_key,
  id: row.id,
});

/** The findings and risks behind categories. */
export class CategoryFindingReads
  implements Operations<'listCategoryRisks' | 'listCategoryTriage'>
{
  readonly #options: CategoryFindingReadsOptions;

  constructor(options: CategoryFindingReadsOptions) {
    this.#options = options;
  }

  /** Findings of entities that the caller may not see are left out. */
  listCategoryTriage = async (
    { cursor, limit, framework, ...filter }: Input<'listCategoryTriage'>,
    caller: Caller,
  ) => {
    const { db, visible } = this.#options;
    const { frameworks, categoriser } = await this.#options.vocabulary;
    const request = {
      ...filter,
      frameworks: framework ? [framework] : [...frameworks.frameworks.keys()],
      ...(filter.category && {
        category: resolveCategory(frameworks, filter.category).id,
      }),
    };
    const after = cursor ? decodeCursor(cursor) : undefined;
    const [found, totalItems] = await Promise.all([
      triagePage(db, { ...request, limit: limit + 1, after }),
      countTriage(db, request),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, keysetOf);
    const seen = await visible.among(
      rows.map(({ entity_ref }) => entity_ref),
      caller,
    );
    const shown = rows.filter(({ entity_ref }) => seen.link(entity_ref));
    const assignments = groupBy(
      await new CategoryStore(db).assignmentsOf(shown.map(({ id }) => id)),
      ({ finding_id }) => finding_id,
    );
    return {
      items: shown.map(row => {
        const known = (assignments.get(row.id) ?? []).filter(one =>
          frameworks.frameworks.has(one.framework),
        );
        return {
          findingId: row.id,
          title: row.title,
          description: row.description.slice(0, MAX_DESCRIPTION),
          entity: seen.link(row.entity_ref),
          stride: strideSchema.catch([]).parse([...row.stride]),
          suggestions: known
            .sort(
              (a, b) =>
                (a.framework < b.framework ? -1 : 1) *
                  Number(a.framework !== b.framework) ||
                b.confidence_milli - a.confidence_milli,
            )
            .map(one => ({
              category: categoryLink(frameworks, one.category),
              framework: one.framework,
              frameworkTitle:
                frameworks.frameworks.get(one.framework)?.title ??
                one.framework,
              state: one.state,
              method: one.method,
              confidence: one.confidence_milli / 1_000,
              path: readJson(pathSchema, one.derived_from, []),
              by: one.assigned_by ?? undefined,
            })),
          shortlist:
            known.length > 0
              ? []
              : categoriser
                  .categorise({ title: row.title, ...labelsOf(row) })
                  .shortlist.map(id => categoryLink(frameworks, id)),
        };
      }),
      nextCursor,
      totalItems,
      hidden: rows.length - shown.length,
    };
  };

  listCategoryRisks = async (
    { category, product, cursor, limit }: Input<'listCategoryRisks'>,
    caller: Caller,
  ) => {
    const { db, visible } = this.#options;
    const { frameworks } = await this.#options.vocabulary;
    const { id, framework } = resolveCategory(frameworks, category);
    const categories = categoriesWithin(frameworks, { id, framework });
    const filter = { categories, product };
    const after = cursor ? decodeCursor(cursor) : undefined;
    const [found, totalItems] = await Promise.all([
      categoryRiskPage(db, { ...filter, limit: limit + 1, after }),
      countCategoryRisks(db, filter),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, row => ({
      key: toInteger(row.sort_key),
      id: row.id,
    }));
    const ids = rows.map(row => row.id);
    const entities = await entityRefsOfRisks(db, ids);
    const findings = await findingsOfRisks(db, ids, categories);
    const seen = await visible.among(
      [
        ...rows.map(({ product_ref }) => product_ref),
        ...[...entities.values()].flat(),
      ],
      caller,
    );
    const shown = rows.filter(row =>
      (entities.get(row.id) ?? []).some(ref => seen.has(ref)),
    );
    const byRisk = groupBy(findings, ({ risk_id }) => risk_id);
    return {
      items: shown.map(row => ({
        id: row.id,
        title: row.title,
        statement: row.statement,
        product: seen.link(row.product_ref),
        level: row.level ?? undefined,
        exposure: toInteger(row.exposure),
        state:
          toInteger(row.confirmed) > 0
            ? ('confirmed' as const)
            : ('suggested' as const),
        findingIds: (byRisk.get(row.id) ?? [])
          .filter(({ entity_ref }) => entity_ref && seen.has(entity_ref))
          .map(({ finding_id }) => finding_id),
      })),
      nextCursor,
      totalItems,
      hidden: rows.length - shown.length,
    };
  };
}
