import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import path from 'node:path';

/**
 * What of the page is the plugin's: everything around it is Backstage's. A
 * dialog or drawer stands beside it, and hides it.
 */
const OUR_CONTENT = '[data-testid="risk-content"]';
const OUR_DIALOG = '[role="dialog"]';

/** A folder to keep a picture of every screen in, for people to look at. */
const PICTURES = process.env.LOOK_PICTURES;

/** Keeps a picture of the page, where `LOOK_PICTURES` names a folder. */
export async function keepPicture(page: Page, ...name: (string | number)[]) {
  if (PICTURES) {
    const file = `${name.join(' ').replace(/ /g, '-')}.png`;
    await page.screenshot({ path: path.join(PICTURES, file), fullPage: true });
  }
}

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
  const dialogs = await page.locator(OUR_DIALOG).count();
  const { violations, passes } = await new AxeBuilder({ page })
    .include(dialogs > 0 ? OUR_DIALOG : OUR_CONTENT)
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
