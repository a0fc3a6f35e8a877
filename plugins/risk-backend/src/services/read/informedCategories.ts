import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { compareCategoryIds } from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { CategoryStore } from '../../database/CategoryStore';
import { DbAssessmentRow } from '../../database/categoryTables';
import { Vocabulary } from '../../frameworksConfig';
import { coverageOf } from '../categories/coverageOf';
import { levelsOf, reportedFrameworks } from './CategoryAnalysis';
import { categoryLink } from './present/categories';

type Informed = FindingDetail['informs'][number];

const byState = (state: Informed['state']) => (state === 'confirmed' ? 0 : 1);

/**
 * The controls and other categories that a finding informs, with where the
 * report tells of them and when its product was last looked at for them.
 */
export async function informedCategories(
  db: Knex,
  vocabulary: Vocabulary,
  { findingId, productRef }: { findingId: string; productRef?: string },
): Promise<FindingDetail['informs']> {
  const { frameworks } = vocabulary;
  const reported = reportedFrameworks(frameworks).map(({ key }) => key);
  const [assigned, assessments] = await Promise.all([
    new CategoryStore(db).assignmentsOf([findingId]),
    productRef === undefined
      ? []
      : db<DbAssessmentRow>('assessment')
          .where({ product_ref: productRef })
          .orderBy('at', 'desc'),
  ]);
  return assigned
    .flatMap(({ category, framework, state }): Informed[] => {
      if (state === 'rejected' || !reported.includes(framework)) return [];
      const covering = coverageOf(vocabulary, category);
      const newest = assessments.find(one =>
        one.category === ''
          ? covering.methods.includes(one.method)
          : covering.categories.includes(one.category),
      );
      const levels = levelsOf(frameworks, framework);
      return [
        {
          category: categoryLink(frameworks, category),
          state,
          reportedAs: covering.categories.find(one =>
            levels.includes(frameworks.get(one)?.kind ?? ''),
          ),
          assessed: newest && {
            at: newest.at,
            method: newest.method,
            by: newest.assessed_by ?? undefined,
          },
        },
      ];
    })
    .sort(
      (a, b) =>
        byState(a.state) - byState(b.state) ||
        compareCategoryIds(a.category.id, b.category.id),
    );
}
