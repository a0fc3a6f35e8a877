import type { Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const scorecard = (page: Page, product: string) =>
  page.getByRole('region', { name: `Risk scorecard of ${product}` });

const exposureOf = (page: Page, product: string) =>
  page
    .getByRole('article', { name: product })
    .getByRole('button', { name: /points: what is this made of/ });

const openScorecard = (page: Page, name: string, title: string) =>
  openOnceRead(
    page,
    riskTab(`system/${name}`),
    scorecard(page, title).getByRole('button', { name: /points of exposure/ }),
  );

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'productOwner');
});

test('the owner finds her products, the worst first', async ({ page }) => {
  const products = page.getByRole('article');
  await openOnceRead(page, '/risk/my-products', exposureOf(page, 'Ledger'));
  await expect(products).toHaveCount(3);
  for (const product of ['Payments', 'Ledger', 'Cards']) {
    await expect(exposureOf(page, product)).toBeVisible();
  }
  const points = (
    await products.getByRole('button', { name: /points/ }).allInnerTexts()
  ).map(parseFloat);
  expect(points).toEqual([...points].sort((a, b) => b - a));

  await page
    .getByRole('article', { name: 'Payments' })
    .getByRole('link', { name: 'Payments' })
    .click();
  await expect(scorecard(page, 'Payments')).toBeVisible();
});

test('the scorecard says what the exposure is made of, and it adds up', async ({
  page,
}) => {
  await openScorecard(page, 'payments', 'Payments');
  for (const part of ['By risk', 'By component']) {
    const table = page.getByRole('table', { name: `Exposure ${part}` });
    const points = (await table.getByRole('row').allInnerTexts()).map(row =>
      Number(/([\d.]+)\s+[<\d][^\n]*%\s*$/.exec(row)?.[1]),
    );
    const together = points.pop() ?? NaN;
    const sum = points.reduce((all, value) => all + value, 0);
    // Each part is rounded to a tenth; the smallest are only said to be less.
    expect(Math.abs(sum - together)).toBeLessThan(0.1 * points.length);
  }
});

test('the chance of a severe event is not known before ratings are confirmed', async ({
  page,
}) => {
  await openScorecard(page, 'cards', 'Cards');
  await expect(scorecard(page, 'Cards')).toContainText(
    /Chance of a severe event not known yet \(ratings: 0 of \d+ confirmed\)/,
  );
});

test('a product that is lived with shows its budget, decisions and options', async ({
  page,
}) => {
  await openScorecard(page, 'ledger', 'Ledger');
  await expect(scorecard(page, 'Ledger')).toContainText(
    /\d+ % spent, \d+ % of the time gone → runs out on/,
  );
  const decisions = page.getByRole('region', {
    name: 'Decisions',
    exact: true,
  });
  for (const [part, sentence] of [
    [/Waiting for a decision/, 'After a loss of the journal'],
    [/Accepted \(1, one expires in \d+ days\)/, 'learns one secret'],
    [/Treatment under way/, 'bank statement of somebody else'],
  ] as const) {
    await expect(decisions.getByRole('region', { name: part })).toContainText(
      sentence,
    );
  }
  await page.getByRole('button', { name: 'Try it out' }).click();
  const options = page.getByRole('table', { name: 'Treatment options' });
  await expect(options.getByRole('row')).toHaveCount(7);
});

test('what is confidential is counted and not named', async ({ page }) => {
  await openScorecard(page, 'payments', 'Payments');
  await expect(
    page.getByRole('status').filter({ hasText: 'you may not see' }),
  ).toContainText('The totals count them; their names are left out.');
  await expect(page.getByRole('main')).not.toContainText(/vault/i);
});

test('an owner counts as proposed until somebody confirms them', async ({
  page,
}) => {
  await openScorecard(page, 'payments', 'Payments');
  const owner = page.getByRole('region', { name: 'Owner' });
  await expect(owner).toContainText('Product group: money');
  await expect(owner).toContainText('proposed by spec.owner, not confirmed');
});

test('the page of a group shows its products', async ({ page }) => {
  await openOnceRead(
    page,
    riskTab('group/money-product'),
    exposureOf(page, 'Ledger'),
  );
  await expect(page.getByRole('article')).toHaveCount(3);
});
