import type { Page } from '@playwright/test';
import { apiAs } from './support/api';
import { expectAccessible, expectToFit, keepPicture } from './support/look';
import { signInAs, type Persona } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const CARDS = '/products/system/default/cards';
const PORTAL = 'Cross-Site Scripting (XSS) risk at Issuing portal';
const MASTER = 'Missing Hardening risk at Card master data';

test.describe.configure({ mode: 'serial' });

const decisions = (page: Page) =>
  page.getByRole('region', { name: 'Decisions', exact: true });

const openScorecard = (page: Page) =>
  openOnceRead(
    page,
    riskTab('system/cards'),
    decisions(page).getByRole('region', { name: /Waiting for a decision/ }),
  );

/** Opens the decision whose sentence contains these words. */
async function openDecision(page: Page, words: string) {
  await openScorecard(page);
  await decisions(page)
    .getByRole('link', { name: new RegExp(words) })
    .click();
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
}

/** Takes a step whose dialog asks for nothing but a reason. */
async function step(page: Page, button: string, submit: string, words: string) {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').last().fill(words);
  await dialog.getByRole('button', { name: submit, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Asks about one risk of Cards over the API. */
async function askedBy(
  browser: Parameters<typeof apiAs>[0],
  persona: Persona,
  title: string,
  sentence: string,
) {
  const api = await apiAs(browser, persona);
  const risks = await (await api(`${CARDS}/risks?limit=200`)).json();
  const risk = risks.items.find(
    (one: { title: string }) => one.title === title,
  );
  expect(risk, title).toBeDefined();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const response = await api('/decisions', {
    riskIds: [risk.id],
    sentence,
    proposedExpiry: day,
  });
  expect(response.status(), await response.text()).toBe(200);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const engineer = await apiAs(browser, 'engineer');
  const listed = async () => {
    const response = await engineer(`${CARDS}/risks?limit=200`);
    return response.ok() ? JSON.stringify(await response.json()) : '';
  };
  await expect.poll(listed, { timeout: 120_000 }).toContain(PORTAL);
  const platform = await apiAs(browser, 'platform');
  const confirmed = await platform('/product-owners/confirmations', {
    confirmations: [
      {
        productRef: 'system:default/cards',
        ownerRef: 'group:default/money-product',
      },
    ],
  });
  expect(confirmed.status()).toBe(200);
});

test('an engineer asks for a decision and finds no way to accept', async ({
  page,
}) => {
  await signInAs(page, 'engineer');
  const row = page
    .getByRole('table', { name: 'Findings' })
    .getByRole('row', { name: PORTAL });
  await openOnceRead(page, riskTab('component/card-issuing'), row);
  await page.getByRole('button', { name: 'Ask for a decision' }).click();
  const dialog = page.getByRole('dialog', { name: /Cards for a decision/ });
  await dialog.getByRole('checkbox', { name: PORTAL }).check();
  await expect(dialog.getByLabel(/plain words/)).not.toHaveValue('');
  await dialog
    .getByLabel(/plain words/)
    .fill('Somebody could order the card of another customer.');
  await dialog.getByLabel(/Why now/).fill('The supplier ships in spring');
  await dialog.getByRole('button', { name: 'Ask for a decision' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('waiting for the owner since');

  await row.click();
  const finding = page.getByRole('dialog', { name: 'Finding' });
  await finding.getByRole('link', { name: /waiting for the owner/ }).click();
  await expect(
    page.getByRole('heading', { name: /card of another customer/ }),
  ).toBeVisible();
  await expect(page.getByText(/, and nobody else/)).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Name options…' }),
  ).toBeEnabled();
  await expect(page.getByRole('button', { name: /Accept/ })).toHaveCount(0);
});

test('the owner asks for options first, and the engineer names them', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'productOwner');
  await page.goto('/risk/my-products');
  await page
    .getByRole('article', { name: 'Cards' })
    .getByRole('link', { name: /decisions? waiting for you/ })
    .click();
  await openDecision(page, 'card of another customer');
  await step(
    page,
    'Ask for options…',
    'Ask for options',
    'What would another portal cost?',
  );
  await expect(
    page.getByRole('region', { name: 'Decision: Waiting for options' }),
  ).toBeVisible();

  const engineer = await browser.newPage();
  await signInAs(engineer, 'engineer');
  await openDecision(engineer, 'card of another customer');
  await step(
    engineer,
    'Name options…',
    'Name them',
    'Encode all output, about a week of work',
  );
  await expect(
    engineer.getByRole('region', { name: 'Decision: Waiting for the owner' }),
  ).toBeVisible();
  await engineer.close();
});

test('the owner accepts until a day, and the scorecard says so', async ({
  page,
}) => {
  await signInAs(page, 'productOwner');
  await openDecision(page, 'card of another customer');
  await expect(page.getByText(/Encode all output, about a week/)).toBeVisible();
  await expectToFit(page);
  await expectAccessible(page);
  await step(page, 'Accept until…', 'Accept', 'The supplier ships in spring');
  await expect(
    page.getByRole('region', { name: 'Decision: Accepted', exact: true }),
  ).toContainText('by Ines Marques');
  await page.getByRole('button', { name: 'Back to the scorecard' }).click();
  await expect(
    decisions(page).getByRole('region', {
      name: /Accepted \(1, one expires in \d+ days\)/,
    }),
  ).toContainText('card of another customer');
});

test('the engineer finds the answer among the requests', async ({ page }) => {
  await signInAs(page, 'engineer');
  await page.goto('/risk/my-requests');
  const row = page
    .getByRole('table', { name: 'Decisions that I asked for' })
    .getByRole('row', { name: /card of another customer/ });
  await expect(row).toContainText(/accepted to .* by Ines Marques/);
  await keepPicture(page, 'my requests with an answer');
  await expectToFit(page);
  await expectAccessible(page);
  await row.getByRole('link', { name: /card of another customer/ }).click();
  await expect(
    page.getByRole('region', { name: 'Decision: Accepted', exact: true }),
  ).toBeVisible();

  // Where the notification of the answer leads to.
  const id = new URL(page.url()).searchParams.get('decision');
  await page.goto(`/risk/my-requests?decision=${id}`);
  await expect(
    page.getByRole('region', { name: 'Decision: Accepted', exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Back to my requests' }).click();
  await expect(row).toBeVisible();
});

test('what the owner rejects stays open', async ({ page, browser }) => {
  await askedBy(
    browser,
    'security',
    MASTER,
    'Somebody could change what cards are allowed to do.',
  );
  await signInAs(page, 'productOwner');
  await openDecision(page, 'what cards are allowed to do');
  await step(page, 'Reject…', 'Reject', 'We harden it this month');
  await expect(
    page.getByRole('region', { name: 'Decision: Rejected' }),
  ).toBeVisible();
  await expect(page.getByText(/Nothing is left to decide here/)).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Steps of this decision' }),
  ).toContainText('We harden it this month');
});

test('security advises and does not accept', async ({ page }) => {
  await signInAs(page, 'security');
  await openDecision(page, 'card of another customer');
  await expect(
    page.getByRole('button', { name: /Take it back|Accept/ }),
  ).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Ask for more time…' }),
  ).toBeEnabled();
});

test('risk management sees all decisions and writes no treatment', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'risk');
  const table = page.getByRole('table', { name: 'Decisions', exact: true });
  await openOnceRead(
    page,
    '/risk/report?decided=active,rejected',
    table.getByRole('row').nth(1),
  );
  await expect(table).toContainText('card of another customer');
  await expect(table).toContainText('acceptance rejected by Ines Marques');
  await expect(
    page
      .getByRole('table', { name: 'Decisions by product' })
      .getByRole('row', { name: /Cards/ }),
  ).toBeVisible();

  const download = page.waitForEvent('download');
  await page
    .getByRole('region', { name: 'Decisions of product owners' })
    .getByRole('button', { name: 'Download decisions as CSV' })
    .click();
  expect((await download).suggestedFilename()).toBe('decisions.csv');

  await page.goto(`${riskTab('system/cards')}?view=treatment`);
  await expect(
    page.getByRole('button', { name: 'Add an option' }),
  ).toBeDisabled();
  const api = await apiAs(browser, 'risk');
  const { items } = await (await api(`${CARDS}/risks?limit=1`)).json();
  const option = await api(`${CARDS}/options`, {
    kind: 'mitigate',
    title: 'Not theirs to prescribe',
    costOnce: 100,
    effects: [{ riskId: items[0].id, effectLikelihood: 0.5, effectImpact: 0 }],
  });
  expect(option.status()).toBe(403);
});
