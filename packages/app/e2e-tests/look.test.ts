import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const screens: {
  name: string;
  path: string;
  /** What is there once the screen is. */
  sign: (page: Page) => Locator;
}[] = [
  {
    name: 'the findings of a component',
    path: riskTab('component/payments-api'),
    sign: page =>
      page.getByRole('table', { name: 'Findings' }).getByRole('row').nth(1),
  },
  {
    name: 'what nobody reviewed on a component',
    path: `${riskTab('component/card-issuing')}?view=not-reviewed`,
    sign: page =>
      page.getByRole('table', { name: 'Not reviewed' }).getByRole('row').nth(1),
  },
  {
    name: 'the diagram of a component',
    path: `${riskTab('component/payments-api')}?view=diagram`,
    sign: page => page.getByLabel(/^Payments API, process/),
  },
  {
    name: 'the sources of a component',
    path: `${riskTab('component/payments-api')}?view=sources`,
    sign: page =>
      page.getByRole('table', { name: 'Imports' }).getByRole('row').nth(1),
  },
  {
    name: 'the scorecard of a product',
    path: riskTab('system/payments'),
    sign: page => page.getByRole('button', { name: /points of exposure/ }),
  },
  {
    name: 'the options of a product',
    path: `${riskTab('system/payments')}?view=treatment`,
    sign: page => page.getByText('No option is explored yet'),
  },
  {
    name: 'the report',
    path: '/risk/report',
    sign: page =>
      page.getByRole('table', { name: 'Products' }).getByRole('row').nth(1),
  },
  {
    name: 'the risk model',
    path: '/risk/model',
    sign: page => page.getByRole('table').first(),
  },
];

/** What of the page is the plugin's: everything around it is Backstage's. */
const OUR_CONTENT = '[class*="RiskRoot-root"]';

async function expectToFit(page: Page) {
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(needed, 'width that the page needs').toBeLessThanOrEqual(there);
}

async function expectAccessible(page: Page) {
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

for (const theme of ['light', 'dark']) {
  for (const width of [1400, 1024]) {
    test(`every screen fits and is accessible in ${theme} on ${width} pixels`, async ({
      page,
    }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(
        chosen => localStorage.setItem('theme', chosen),
        theme,
      );
      await signInAs(page, 'security');
      for (const { name, path, sign } of screens) {
        await test.step(name, async () => {
          await openOnceRead(page, path, sign(page));
          await expect(page.locator('body')).toHaveAttribute(
            'data-theme-mode',
            theme,
          );
          await expectToFit(page);
          await expectAccessible(page);
        });
      }
    });
  }
}
