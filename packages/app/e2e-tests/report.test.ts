import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { openOnceRead } from './support/riskPages';
import { expect, test } from './support/test';

const products = (page: Page) => page.getByRole('table', { name: 'Products' });

const openReport = (page: Page) =>
  openOnceRead(
    page,
    '/risk/report',
    page
      .getByRole('region', { name: 'In short' })
      .getByRole('button', { name: /points of exposure/ }),
  );

test.describe('application security reads the report', () => {
  test.beforeEach(async ({ page }) => {
    await signInAs(page, 'security');
    await openReport(page);
  });

  test('which gives totals, domains and what belongs to no product', async ({
    page,
  }) => {
    const short = page.getByRole('region', { name: 'In short' });
    await expect(short).toContainText('10 products by their worst risk');
    await expect(short).toContainText('1 missing');

    const domains = page.getByRole('table', { name: 'Domains' });
    await expect(domains.getByRole('row')).toHaveCount(4);
    await expect(
      page.getByRole('region', { name: 'No product' }),
    ).toContainText('1 component of no product, 1 of them modelled');
  });

  test('whose products can be searched and sorted', async ({ page }) => {
    await expect(products(page).getByRole('row')).toHaveCount(11);
    await products(page).getByRole('button', { name: 'Product' }).click();
    await products(page).getByRole('button', { name: 'Product' }).click();
    await expect(page).toHaveURL(/sort=title&order=asc|order=asc&sort=title/);
    await expect(products(page).getByRole('row').nth(1)).toContainText('Cards');

    await page.getByLabel('Search products').fill('pay');
    await expect(products(page).getByRole('row')).toHaveCount(2);
    await expect(products(page).getByRole('row').nth(1)).toContainText(
      'Payments',
    );
  });

  test('whose products can be taken along as CSV', async ({ page }) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('products.csv');
    const lines = (await readFile(await file.path(), 'utf8'))
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(11);
    expect(lines.join('\n')).toContain('Payments');
  });

  test('which tells what is systemic, by either framework', async ({
    page,
  }) => {
    const panel = page.getByRole('region', { name: 'What is systemic' });
    const forest = panel.getByRole('table', {
      name: 'Prevalence of categories',
    });
    await expect(panel).toContainText(/\d+ of \d+ products were assessed/);
    await panel.getByRole('button', { name: /^Show all \d+/ }).click();
    await expect(forest.getByRole('row', { name: /A\.8\.24/ })).toBeVisible();

    await panel.getByRole('button', { name: /27001/ }).click();
    await page
      .getByRole('option', { name: /Verification Standard.*by chapter/ })
      .last()
      .click();
    await expect(page).toHaveURL(/axis=asvs/);
    const category = forest.getByRole('button', { name: /^V1\b/ });
    await category.click();
    await expect(page.getByRole('dialog', { name: 'V1' })).toContainText(
      'Open risks',
    );
  });
});

test('the platform team confirms the owner of a product', async ({ page }) => {
  await signInAs(page, 'platform');
  await openReport(page);
  const owners = page.getByRole('region', { name: 'Owners to confirm' });
  const choice = owners.getByRole('checkbox', {
    name: 'Confirm the owner of Support desk',
  });
  await choice.check();
  await owners.getByRole('button', { name: 'Confirm 1 owner' }).click();
  await expect(
    owners.getByRole('status').filter({ hasText: '1 owner confirmed' }),
  ).toBeVisible();
  await expect(choice).toBeHidden();
});
