import { test as base, expect } from '@playwright/test';

/** Playwright's `test`, failing when the page reports an error of its own. */
export const test = base.extend<{
  /** What a test provokes on purpose; set it with `test.use`. */
  expectedFaults: RegExp[];
  cleanConsole: void;
}>({
  expectedFaults: [[], { option: true }],
  cleanConsole: [
    async ({ page, expectedFaults }, use) => {
      const faults: string[] = [];
      page.on('console', message => {
        const text = message.text();
        if (
          message.type() === 'error' &&
          !expectedFaults.some(expected => expected.test(text))
        ) {
          faults.push(text);
        }
      });
      page.on('pageerror', error => faults.push(String(error)));
      await use();
      expect(faults, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
