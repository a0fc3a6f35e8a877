import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectToFit, keepPicture } from './support/look';
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
    path: riskTab('system/ledger'),
    sign: page => page.getByRole('button', { name: /points of exposure/ }),
  },
  {
    name: 'the options of a product',
    path: `${riskTab('system/ledger')}?view=treatment`,
    sign: page => page.getByRole('table', { name: 'Treatment options' }),
  },
  {
    name: 'the report',
    path: '/risk/report',
    sign: page =>
      page.getByRole('table', { name: 'Products' }).getByRole('row').nth(1),
  },
  {
    name: 'the decisions of product owners',
    path: '/risk/report?decided=waiting-for-owner',
    sign: page => page.getByRole('region', { name: /^Decisions of product/ }),
  },
  {
    name: 'a category',
    path: '/risk/report?category=iso27001%402022%3AA.8.3',
    sign: page =>
      page.getByRole('table', { name: 'What informs it' }).getByRole('row'),
  },
  {
    name: 'the start of an initiative',
    path: '/risk/report?initiative=iso27001%402022%3AA.8.3',
    sign: page => page.getByRole('dialog', { name: 'Start an initiative' }),
  },
  {
    name: 'the executive page',
    path: '/risk/report?view=executive',
    sign: page =>
      page
        .getByRole('dialog', { name: 'Executive page' })
        .getByText('Information backup'),
  },
  {
    name: 'the products of a group',
    path: riskTab('group/money-product'),
    sign: page => page.getByRole('article', { name: 'Payments' }),
  },
  {
    name: 'my requests',
    path: '/risk/my-requests',
    sign: page =>
      page.getByRole('region', { name: 'Decisions that I asked for' }),
  },
  {
    name: 'the risk model',
    path: '/risk/model',
    sign: page => page.getByRole('table').first(),
  },
];

const WIDTHS = [1400, 1024];

for (const theme of ['light', 'dark']) {
  test(`every screen fits and is accessible in ${theme} on ${WIDTHS.join(
    ' and ',
  )} pixels`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.addInitScript(
      chosen => localStorage.setItem('theme', chosen),
      theme,
    );
    await signInAs(page, 'security');
    for (const { name, path: address, sign } of screens) {
      await test.step(name, async () => {
        await page.setViewportSize({ width: WIDTHS[0], height: 900 });
        await openOnceRead(page, address, sign(page));
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          theme,
        );
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await keepPicture(page, name, theme, width);
          await expectToFit(page);
          await expectAccessible(page);
        }
      });
    }
  });
}
