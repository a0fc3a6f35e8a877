import { test as base, expect, type ConsoleMessage } from '@playwright/test';

/**
 * What React says in development about the libraries that Backstage's own
 * pages are made of. Nothing in this repository can change it.
 */
const UPSTREAM = [
  /^Warning: findDOMNode is deprecated/,
  /^Warning: %s: Support for defaultProps will be removed/,
];

/** Said about a page of Backstage, it is upstream; about ours, it is a fault. */
const UPSTREAM_OUTSIDE_OUR_SOURCES = [
  /^Warning: Each child in a list should have a unique "key" prop/,
  /^Warning: validateDOMNesting/,
];

const OUR_SOURCES = /webpack-internal:\/\/\/(\.\.\/\.\.\/plugins|\.\/src)\//;

function isFault(message: ConsoleMessage) {
  const text = message.text();
  if (message.type() !== 'error') {
    return false;
  }
  if (UPSTREAM.some(pattern => pattern.test(text))) {
    return false;
  }
  return (
    OUR_SOURCES.test(text) ||
    !UPSTREAM_OUTSIDE_OUR_SOURCES.some(pattern => pattern.test(text))
  );
}

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
        if (isFault(message) && !expectedFaults.some(e => e.test(text))) {
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
