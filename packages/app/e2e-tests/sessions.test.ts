import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit, keepPicture } from './support/look';
import { signInAs, type Persona } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const CARDS = riskTab('system/cards');
const TITLE = 'What the issuing portal shows';
const PORTAL = 'Cross-Site Scripting (XSS) risk at Issuing portal';

test.describe.configure({ mode: 'serial' });

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

/** Opens the session that risk management asked for, from the scorecard. */
async function openSession(page: Page, persona: Persona) {
  await signInAs(page, persona);
  const link = page.getByRole('link', { name: TITLE });
  await openOnceRead(page, CARDS, link);
  await link.click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(region(page, 'Risks of this session')).toBeVisible();
}

test('risk management asks for a session and runs none', async ({ page }) => {
  await signInAs(page, 'risk');
  const ask = page.getByRole('button', { name: 'Ask for a session' });
  await openOnceRead(page, CARDS, ask);
  await ask.click();
  const dialog = page.getByRole('dialog', { name: 'Ask for a session' });
  await dialog.getByLabel('What is it about?').fill(TITLE);
  await dialog
    .getByLabel('Why is it needed?')
    .fill('Orders of cards are our largest loss in the register');
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Change the scope' }),
  ).toBeDisabled();
  await expect(region(page, 'Notes and outcome')).toContainText(
    'Nothing is written down yet.',
  );
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(region(page, 'Categories to confirm')).toHaveCount(0);
});

test('the team says what the session is about', async ({ page }) => {
  await openSession(page, 'engineer');
  await page.getByRole('button', { name: 'Change the scope' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Card issuing' }).check();
  await dialog.getByRole('button', { name: PORTAL }).click();
  await page.getByRole('option', { name: 'brought it about' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(region(page, 'Scope')).toContainText('Card issuing');
  await expect(region(page, 'Risks of this session')).toContainText(PORTAL);
});

test('ratings and categories are confirmed in bulk', async ({ page }) => {
  await openSession(page, 'engineer');
  const risks = region(page, 'Risks of this session');
  await risks.getByRole('checkbox', { name: PORTAL }).check();
  await risks.getByRole('button', { name: 'Confirm 1 rating' }).click();
  await expect(risks.getByRole('checkbox')).toHaveCount(0);

  const categories = region(page, 'Categories to confirm');
  const row = categories.getByRole('row', { name: PORTAL });
  await expect(row).toContainText(/\d+ % sure, because of CWE-79/);
  const coding = row.getByRole('checkbox', { name: /^A\.8\.28 / });
  await coding.check();
  await categories.getByRole('button', { name: 'Confirm 1 sugg' }).click();
  await expect(categories.getByRole('status').first()).toContainText(
    '1 suggestion decided.',
  );
  await expect(coding).toHaveCount(0);
  const rejected = row.getByRole('checkbox', { name: /^V1\.2 / });
  await rejected.check();
  await categories.getByRole('button', { name: 'Reject 1 sugg' }).click();
  await expect(rejected).toHaveCount(0);

  await page.reload();
  await expect(region(page, 'Risks of this session')).toBeVisible();
  await expect(coding).toHaveCount(0);
  await page.goto(riskTab('component/card-issuing'));
  await page
    .getByRole('table', { name: 'Findings' })
    .getByRole('row', { name: PORTAL })
    .click();
  await expect(page.getByRole('dialog', { name: 'Finding' })).toContainText(
    `decided in the session “${TITLE}”`,
  );
});

for (const persona of ['engineer', 'risk', 'productOwner'] as const) {
  test(`a session fits and is accessible for the ${persona}`, async ({
    page,
  }) => {
    await openSession(page, persona);
    for (const theme of ['light', 'dark']) {
      await page.evaluate(
        chosen => localStorage.setItem('theme', chosen),
        theme,
      );
      await page.reload();
      await expect(region(page, 'Risks of this session')).toBeVisible();
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        theme,
      );
      for (const width of [1400, 1024]) {
        await page.setViewportSize({ width, height: 900 });
        await keepPicture(page, 'a session', persona, theme, width);
        await expectToFit(page);
        await expectAccessible(page);
      }
    }
  });
}
