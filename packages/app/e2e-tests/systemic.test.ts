import type { Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { openOnceRead } from './support/riskPages';
import { expect, test } from './support/test';

const region = (page: Page, name: string) => page.getByRole('region', { name });

const forest = (page: Page) =>
  page.getByRole('table', { name: 'Prevalence of categories' });

const openReport = (page: Page, query = '') =>
  openOnceRead(
    page,
    `/risk/report${query}`,
    forest(page).getByRole('row', { name: /A\.8\.13.*systemic/ }),
  );

test('the demo has a theme, a common cause, a hot spot and a gap', async ({
  page,
}) => {
  await signInAs(page, 'security');
  await openReport(page);
  const row = (name: RegExp) => forest(page).getByRole('row', { name });
  await expect(row(/A\.8\.13 /)).toContainText('7 of 10 products (70 %)');
  await expect(row(/A\.8\.3 /)).toContainText('systemic, common cause');
  await expect(row(/A\.8\.5 /)).toContainText('hot spot');
  await expect(row(/A\.8\.9 /)).toContainText('too little data');
  await expect(region(page, 'Common causes')).toContainText(
    'calls inside the mesh carry no identity: behind 5 of 7 products',
  );
  await expect(
    region(page, 'Root causes that products share').getByRole('row', {
      name: /calls inside the mesh carry no identity/,
    }),
  ).toContainText('A.8.3');
});

test('a category tells a control owner what informs it, as CSV too', async ({
  page,
}) => {
  await signInAs(page, 'security');
  await openReport(page);
  await forest(page)
    .getByRole('button', { name: /^A\.8\.13/ })
    .click();
  const drawer = page.getByRole('dialog', { name: 'A.8.13' });
  const evidence = drawer.getByRole('table', { name: 'What informs it' });
  await expect(evidence.getByRole('row').nth(1)).toBeVisible();
  const treatments = await evidence
    .getByRole('row')
    .locator('td:nth-of-type(2)')
    .allInnerTexts();
  // What nothing is done about comes first, what is verified last.
  const done = treatments.map(text =>
    ['planned:', 'claimed:', 'verified:'].findLastIndex(state =>
      text.includes(state),
    ),
  );
  expect(treatments.length).toBeGreaterThan(1);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  await expect(drawer).toContainText(
    /findings inform this: \d+ with a verified/,
  );
  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: 'Save as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('evidence.csv');
  await expect(
    drawer.getByRole('table', { name: 'Assessments' }),
  ).toContainText('Brightwater checklist');
});

test('suggested categories are confirmed in the triage list', async ({
  page,
}) => {
  await signInAs(page, 'security');
  await openReport(page);
  const triage = region(page, 'Categories to confirm');
  const rows = triage.getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await rows.nth(1).getByRole('checkbox').first().check();
  await triage.getByRole('button', { name: 'Confirm 1 suggestion' }).click();
  await expect(triage.getByText('1 suggestion decided.')).toBeVisible();
});

test('an assessment is stated, and withdrawn', async ({ page }) => {
  await signInAs(page, 'security');
  await openReport(page);
  const panel = region(page, 'What was assessed');
  await panel.getByRole('button', { name: 'State an assessment' }).click();
  const dialog = page.getByRole('dialog', { name: 'State an assessment' });
  await dialog.getByLabel('Product').fill('system:default/cards');
  await dialog.getByLabel('Assessed for').click();
  await page.getByRole('option', { name: /^A\.8\.8 / }).click();
  await dialog.getByLabel('What was looked at?').fill('Went through the list');
  await dialog.getByRole('button', { name: 'State it' }).click();
  await expect(dialog).toBeHidden();
  const stated = panel.getByRole('row', { name: /Went through the list/ });
  await expect(stated).toContainText('Cards');
  await stated.getByRole('button', { name: 'Withdraw' }).click();
  await expect(stated).toBeHidden();
});

test('the platform team starts an initiative from what is systemic', async ({
  page,
}) => {
  await signInAs(page, 'platform');
  await openReport(page);
  const title = `Identities in the mesh ${Date.now()}`;
  await forest(page)
    .getByRole('button', { name: /^A\.8\.3 / })
    .click();
  await page
    .getByRole('dialog', { name: 'A.8.3' })
    .getByRole('button', { name: 'Start an initiative' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Start an initiative' });
  await expect(dialog).toContainText('7 of 10 assessed products are affected');
  await dialog.getByLabel('What is done?').fill(title);
  await dialog.getByLabel('Sponsor').fill('group:default/platform');
  await dialog
    .getByLabel('What will have changed, and by when?')
    .fill('At most two products are affected by the end of next year');
  await dialog.getByLabel(/in one product/).fill('15');
  await dialog.getByLabel(/one fix for all/).fill('40');
  await dialog.getByRole('button', { name: 'Start it' }).click();
  const card = page.getByRole('article', { name: title });
  await expect(card).toContainText(
    'Fixing it in 7 products costs 105 (15 each); one fix for all costs 40, 65 less.',
  );
  await expect(card).toContainText('nothing has changed yet');
  await card.getByRole('button', { name: 'Close…' }).click();
  await page.getByLabel('What came of it?').fill('Taken over by another team');
  await page.getByRole('button', { name: 'Close it' }).click();
  await expect(card).toContainText('Taken over by another team');
});

test('the executive page prints on one sheet, without ids of weaknesses', async ({
  page,
}) => {
  await signInAs(page, 'risk');
  await openReport(page);
  await page.getByRole('button', { name: 'Executive page' }).click();
  const sheet = page.getByRole('dialog', { name: 'Executive page' });
  await expect(sheet).toContainText('Information backup.');
  await expect(sheet).not.toContainText(/CWE-\d|A\.\d|V\d+\.\d/);
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
  });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await sheet.getByRole('button', { name: 'Back to the report' }).click();
  await expect(sheet).toBeHidden();
});
