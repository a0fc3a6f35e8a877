import {
  Categorisation,
  CategorySuggestion,
} from '@product-risk/category-frameworks';
import { DbCategoryAssignmentRow } from '../../database/categoryTables';

interface MergeContext {
  findingId: string;
  at: string;
}

const isPersons = ({ assigned_by }: DbCategoryAssignmentRow) =>
  assigned_by !== null;

/** Makes rows of suggestions; what was so before keeps its time. */
function rowsLike(
  stored: readonly DbCategoryAssignmentRow[],
  dataVersion: string,
  { findingId, at }: MergeContext,
) {
  const before = new Map(stored.map(row => [row.category, row]));
  return (
    framework: string,
    suggestion: CategorySuggestion,
    state: 'confirmed' | 'suggested',
  ): DbCategoryAssignmentRow => {
    const known = before.get(suggestion.category);
    return {
      finding_id: findingId,
      category: suggestion.category,
      framework,
      state,
      method: suggestion.method,
      confidence_milli: Math.round(suggestion.confidence * 1_000),
      derived_from: JSON.stringify(suggestion.path),
      assigned_by: null,
      assigned_at: known?.state === state ? known.assigned_at : at,
      data_version: dataVersion,
    };
  };
}

/**
 * Adds what follows from the categories that people confirmed: suggestions in
 * the frameworks in which nobody decided yet.
 */
export function withDerived(
  rows: readonly DbCategoryAssignmentRow[],
  stored: readonly DbCategoryAssignmentRow[],
  derived: Categorisation,
  context: MergeContext,
): DbCategoryAssignmentRow[] {
  const known = new Set(rows.map(({ category }) => category));
  const decided = new Set(
    rows.filter(isPersons).map(({ framework }) => framework),
  );
  const rowOf = rowsLike(stored, derived.dataVersion, context);
  return [
    ...rows,
    ...derived.frameworks
      .filter(({ framework }) => !decided.has(framework))
      .flatMap(({ framework, suggestions }) =>
        suggestions
          .filter(({ category }) => !known.has(category))
          .map(one => rowOf(framework, one, 'suggested')),
      ),
  ];
}

/**
 * The assignments of a finding after it was categorised again. What a person
 * confirmed or rejected stays as it is, and where a person confirmed a
 * category, nothing else of that framework is confirmed by itself.
 */
export function mergeAssignments(
  stored: readonly DbCategoryAssignmentRow[],
  found: Categorisation,
  { findingId, at }: MergeContext,
): DbCategoryAssignmentRow[] {
  const kept = stored.filter(isPersons);
  const keptCategories = new Set(kept.map(({ category }) => category));
  const rowOf = rowsLike(stored, found.dataVersion, { findingId, at });
  const machine = found.frameworks.flatMap(
    ({ framework, suggestions, confirmed }) => {
      const decided = kept.some(row => row.framework === framework);
      return suggestions
        .filter(({ category }) => !keptCategories.has(category))
        .map(one =>
          rowOf(
            framework,
            one,
            one.category === confirmed && !decided ? 'confirmed' : 'suggested',
          ),
        );
    },
  );
  return [...kept, ...machine];
}
