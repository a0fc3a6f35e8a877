import type { Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { numberIn, openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const findings = (page: Page) => page.getByRole('table', { name: 'Findings' });

const finding = (page: Page, title: string) =>
  findings(page).getByRole('row', { name: title });

const exposure = (page: Page) =>
  page.getByRole('button', { name: /points: what is this made of/ }).first();

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Finding' });

const choose = async (page: Page, filter: string, option: string) => {
  await page
    .getByRole('search', { name: 'Filter findings' })
    .getByLabel(filter)
    .click();
  await page.getByRole('option', { name: option }).click();
  await page.keyboard.press('Escape');
};

const openPaymentsApi = (page: Page, query = '') =>
  openOnceRead(
    page,
    `${riskTab('component/payments-api')}${query}`,
    findings(page).getByRole('row').nth(1),
  );

test.describe('the engineer on a component', () => {
  test.beforeEach(async ({ page }) => {
    await signInAs(page, 'engineer');
  });

  test('comes from the catalog and sees how exposed it is and what is open', async ({
    page,
  }) => {
    await openPaymentsApi(page);
    await page.goto('/catalog/default/component/payments-api');
    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Risk' })
      .click();

    await expect(exposure(page)).toBeVisible();
    await expect(page.getByText(/in Payments \(\d+ % of it\)/)).toBeVisible();
    await expect(page.getByText(/\d+ open/).first()).toBeVisible();
    await expect(page.getByText(/of \d+ ratings confirmed/)).toBeVisible();

    const worst = finding(page, 'Internal refund route reachable');
    await expect(worst).toContainText('Critical');
    await expect(worst).toContainText('Payments API');
  });

  test('filters the findings, and the address keeps the filter', async ({
    page,
  }) => {
    await openPaymentsApi(page);
    await choose(page, 'Level', 'Low');
    await expect(page).toHaveURL(/level=low/);
    await expect(finding(page, 'Payment ids reveal')).toBeVisible();
    await expect(finding(page, 'Internal refund route')).toBeHidden();

    await page.getByRole('button', { name: 'Clear filters' }).click();
    await choose(page, 'STRIDE', 'Elevation of privilege');
    await expect(page).toHaveURL(/stride=E/);
    await expect(finding(page, 'Internal refund route')).toBeVisible();
    await expect(finding(page, 'Payment ids reveal')).toBeHidden();

    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Search', { exact: true }).fill('replayed');
    await expect(page).toHaveURL(/q=replayed/);
    await expect(finding(page, 'Internal refund route')).toBeHidden();

    await page.reload();
    await expect(finding(page, 'Session token can be replayed')).toBeVisible();
    await expect(finding(page, 'Internal refund route')).toBeHidden();
  });

  test('reads where a finding is from', async ({ page }) => {
    await openPaymentsApi(page);
    await finding(page, 'Session token can be replayed').click();

    const place = drawer(page).getByRole('region', {
      name: 'Where it is from',
    });
    await expect(place).toContainText('threat-model.json');
    await expect(place).toContainText('threat-dragon-v2 2.6.1');
    await expect(place).toContainText('Payments API (process)');
    await expect(place.getByText('First seen')).toBeVisible();
    await expect(place).toContainText(/\d{4}, \d\d:\d\d UTC/);
  });

  test('confirms a rating, and the exposure says what it is made of', async ({
    page,
  }) => {
    const title = 'Outdated JSON parser lets input change objects';
    await openPaymentsApi(page);
    await finding(page, title).click();
    const why = drawer(page).getByRole('region', { name: 'Why this rating' });
    await why
      .getByRole('button', { name: /Confirm or rate|Rate again/ })
      .click();
    await why.getByRole('button', { name: 'Save rating' }).click();
    await expect(why).toContainText('Confirmed by a person.');

    await drawer(page).getByRole('button', { name: 'Close' }).click();
    await expect(finding(page, title)).toContainText('confirmed');
    await expect(page.getByText(/[1-9]\d* of \d+ ratings/)).toBeVisible();
  });

  test('asks what the exposure is made of, and the parts add up', async ({
    page,
  }) => {
    await openPaymentsApi(page);
    const total = numberIn(await exposure(page).innerText());
    await exposure(page).click();
    const answer = page.getByRole('dialog', { name: 'What is this made of?' });
    const parts = answer
      .getByRole('row')
      .getByRole('cell', { name: /^[<\d., ]+points$/ });
    await expect(parts.nth(3)).toBeVisible();
    const values = await parts.allInnerTexts();
    const sum = values.reduce((all, text) => all + numberIn(text), 0);
    // Each part is rounded to a tenth; the smallest are only said to be less.
    expect(Math.abs(sum - total)).toBeLessThan(0.1 * values.length);
    await expect(answer).toContainText('Policy');
    await page.keyboard.press('Escape');
    await expect(answer).toBeHidden();
  });

  test('finds in the diagram where the findings are', async ({ page }) => {
    await openPaymentsApi(page);
    await page.getByRole('tab', { name: 'Diagram' }).click();
    await page
      .getByLabel(/^Payments API, process: \d+ open findings, worst/)
      .click();

    const details = page.getByRole('complementary', {
      name: 'Selected element',
    });
    await expect(
      details.getByRole('heading', { name: 'Payments API' }),
    ).toBeVisible();
    await details
      .getByRole('button', { name: /Session token can be replayed/ })
      .click();
    await expect(drawer(page)).toContainText('Session token can be replayed');
  });

  test('learns which file cannot be read, where, and what to do', async ({
    page,
  }) => {
    await openOnceRead(
      page,
      riskTab('component/ticket-export'),
      page.getByText('A threat model could not be read'),
    );
    const banner = page
      .getByRole('status')
      .filter({ hasText: 'A threat model could not be read' });
    await expect(banner).toContainText('threat-model.json, line 7, column 1');
    await expect(banner).toContainText('Correct the file');
    await expect(banner.getByRole('button')).toBeEnabled();
  });

  test('sees that nobody looked, which is not zero', async ({ page }) => {
    await openOnceRead(
      page,
      riskTab('component/dispute-service'),
      page.getByText('not assessed', { exact: true }),
    );
    await expect(page.getByText(/its exposure is unknown/)).toBeVisible();
    await expect(page.getByText('Nobody looked at this yet')).toBeVisible();
    await expect(page.getByText(/\b0(\.0)? points/)).toHaveCount(0);
    await expect(page.getByText('0', { exact: true })).toHaveCount(0);
  });
});
