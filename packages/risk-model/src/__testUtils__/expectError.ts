import { RiskModelError, RiskModelErrorCode } from '../errors';

/** Expects the typed error with this code at this path, and a reason in words. */
export function expectError(
  action: () => unknown,
  code: RiskModelErrorCode,
  path: string,
): void {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(RiskModelError);
  expect(thrown).toMatchObject({
    name: 'RiskModelError',
    code,
    path,
    message: expect.stringMatching(/\S \S+ \S/),
  });
}
