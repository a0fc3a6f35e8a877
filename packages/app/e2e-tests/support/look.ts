import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What of the page is the plugin's: everything around it is Backstage's. */
const OUR_CONTENT = '[data-testid="risk-content"]';

/** Nothing of the page is wider than the window. */
export async function expectToFit(page: Page) {
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(needed, 'width that the page needs').toBeLessThanOrEqual(there);
}

/** Axe finds nothing serious in what is ours. */
export async function expectAccessible(page: Page) {
  const { violations, passes } = await new AxeBuilder({ page })
    .include(OUR_CONTENT)
    .analyze();
  expect(passes.length, 'rules that looked at something').toBeGreaterThan(0);
  const faults = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`,
      ),
    );
  expect(faults).toEqual([]);
}
