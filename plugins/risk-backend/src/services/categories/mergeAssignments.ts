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
  const before = new Map(stored.map(row => [row.category, row]));
  const rowOf = (
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
      data_version: found.dataVersion,
    };
  };
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
