import { InputError } from '@backstage/errors';
import {
  Category,
  CategoryError,
  CategoryFrameworks,
} from '@product-risk/category-frameworks';

/** @throws InputError with the remedy, for an id that cannot be read. */
export function resolveCategory(
  frameworks: CategoryFrameworks,
  id: string,
): Category {
  try {
    return frameworks.resolve(id);
  } catch (error) {
    if (error instanceof CategoryError) throw new InputError(error.message);
    throw error;
  }
}
