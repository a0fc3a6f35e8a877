import { CategoryError, CategoryErrorCode } from '../errors';

/** Expects a {@link CategoryError} with a code and words of its message. */
export async function expectCategoryError(
  act: () => unknown,
  code: CategoryErrorCode,
  ...words: string[]
) {
  const error = await Promise.resolve()
    .then(act)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(CategoryError);
  expect((error as CategoryError).code).toBe(code);
  for (const word of words) {
    expect((error as CategoryError).message).toContain(word);
  }
}
