import type { Page } from '@playwright/test';
import { apiAs } from './support/api';
import { expectAccessible, expectToFit, keepPicture } from './support/look';
import { signInAs } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const LEDGER = '/products/system/default/ledger/timeline';
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test.describe.configure({ mode: 'serial' });

const timeline = (page: Page) =>
  page.getByRole('region', { name: 'Timeline', exact: true });
const lanes = (page: Page) =>
  timeline(page).getByRole('group', { name: /^Dates in lanes/ });
const mark = (page: Page, name: string | RegExp) =>
  lanes(page).getByRole('button', { name });

const open = (page: Page, product: string, query = '') =>
  openOnceRead(
    page,
    `${riskTab(`system/${product}`)}${query}`,
    lanes(page).getByRole('button'),
  );

test('dates of catalog files meet on the timeline of their product', async ({
  page,
}) => {
  await signInAs(page, 'productOwner');
  await open(page, 'payments', '?days=2026-11-15..2027-04-05');
  await expect(
    mark(page, /^Release: Instant payouts, .*3 days after “Checkout 5”/),
  ).toBeVisible();
  await expect(lanes(page).getByText('3 days', { exact: true })).toBeVisible();
  await mark(page, /^Audit: Surveillance audit/).click();
  const drawer = page.getByRole('dialog', { name: 'Surveillance audit' });
  await expect(drawer).toContainText('annotation product-risk/next-audit');
  await expect(drawer).toContainText('iso27001@2022:A.8.13 Information backup');
});

test('the keyboard alone leads to a date and tells all about it', async ({
  page,
}) => {
  await signInAs(page, 'productOwner');
  await open(page, 'payments', '?days=2026-11-15..2027-04-05');
  await mark(page, /^Release: Checkout 5/).focus();
  await page.keyboard.press('ArrowRight');
  await expect(mark(page, /^Release: Instant payouts/)).toBeFocused();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/days=2026-11-30\.\.2027-02-08/);
  await expect(mark(page, /^Release: Instant payouts/)).toBeFocused();
  await page.keyboard.press('0');
  await expect(mark(page, /^Release: Payouts abroad/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog', { name: 'Instant payouts' }),
  ).toBeVisible();
});

test('an engineer puts dates there, and it says what does not fit', async ({
  page,
}) => {
  await signInAs(page, 'engineer');
  await open(page, 'ledger');
  const add = async (kind: string, title: string, first: number) => {
    await timeline(page).getByRole('button', { name: 'Add a date' }).click();
    const dialog = page.getByRole('dialog', {
      name: 'Put a date on the timeline',
    });
    await dialog.getByLabel('What is it?').click();
    await page.getByRole('option', { name: kind }).click();
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByLabel('First day').fill(inDays(first));
    return dialog;
  };
  const fix = await add('Fix', 'Sign journal entries', 20);
  await fix.getByLabel('Last day').fill(inDays(26));
  await fix
    .getByRole('group', { name: 'Which risks does it end?' })
    .getByRole('checkbox')
    .first()
    .check();
  await expectAccessible(page);
  await keepPicture(page, 'a date on the timeline');
  await fix.getByRole('button', { name: 'Save' }).click();
  await expect(fix).toBeHidden();

  const release = await add('Release', 'Open banking', 24);
  await release.getByRole('checkbox', { name: /^Sign journal/ }).check();
  await release.getByRole('button', { name: 'Save' }).click();
  await expect(release).toBeHidden();
  await expect(
    timeline(page).getByText(/^“Open banking” begins on .*, 3 days before/),
  ).toBeVisible();
  await expect(
    mark(page, /^Release: Open banking.*3 days too early.*does not fit$/),
  ).toBeVisible();
});

test('it fits the window, is accessible, and is a table for who wants one', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'productOwner');
  for (const theme of ['light', 'dark']) {
    await page.evaluate(chosen => localStorage.setItem('theme', chosen), theme);
    await open(page, 'ledger');
    for (const width of [1400, 1024]) {
      await page.setViewportSize({ width, height: 900 });
      for (const view of ['lanes', 'a table']) {
        await expectToFit(page);
        await expectAccessible(page);
        await keepPicture(page, 'timeline as', view, theme, width);
        const other = view === 'lanes' ? 'a table' : 'lanes';
        await timeline(page)
          .getByRole('button', { name: `Show as ${other}` })
          .click();
      }
    }
  }
});

test('what somebody else may read, nobody else may change', async ({
  page,
  browser,
}) => {
  const engineer = await apiAs(browser, 'engineer');
  const platform = await apiAs(browser, 'platform');
  const { events } = await (await engineer(LEDGER)).json();
  const [one] = events.filter(({ stored }: { stored: boolean }) => stored);
  const removal = `/timeline-events/${one.id}/removal`;
  const { revision } = one;
  expect((await platform(removal, { revision })).status()).toBe(403);

  await signInAs(page, 'platform');
  await open(page, 'ledger');
  await mark(page, /^Release: Open banking/).click();
  const drawer = page.getByRole('dialog', { name: 'Open banking' });
  await expect(drawer).toContainText('3 days too early');
  await expect(drawer.getByRole('button', { name: 'Change it' })).toBeHidden();
  expect((await engineer(removal, { revision })).status()).toBe(200);
});
