import { apiAs } from './support/api';
import { signInAs } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const VAULT = '/entities/component/default/payment-vault';

test('an engineer of another team finds no trace of a confidential component', async ({
  page,
}) => {
  await signInAs(page, 'otherEngineer');
  await openOnceRead(
    page,
    riskTab('system/payments'),
    page.getByRole('button', { name: /points of exposure/ }),
  );
  await expect(page.getByText(/you may not see/).first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/vault/i);
});

test('the API says no more about it than about what does not exist', async ({
  browser,
}) => {
  test.slow();
  const owner = await apiAs(browser, 'engineer');
  const other = await apiAs(browser, 'otherEngineer');
  await expect
    .poll(async () => (await owner(VAULT)).status(), { timeout: 90_000 })
    .toBe(200);
  for (const path of [VAULT, `${VAULT}/findings`, `${VAULT}/sources`]) {
    const hidden = await other(path);
    const missing = await other(path.replace('payment-vault', 'no-such'));
    expect(hidden.status(), path).toBe(404);
    expect(missing.status(), path).toBe(404);
  }
});

test('a product owner reads risks and changes none', async ({ page }) => {
  await signInAs(page, 'productOwner');
  const row = page
    .getByRole('table', { name: 'Findings' })
    .getByRole('row', { name: 'Session token can be replayed' });
  await openOnceRead(page, riskTab('component/payments-api'), row);
  const importing = page.getByRole('button', { name: 'Import a file' });
  await expect(importing).toBeDisabled();
  await expect(importing).toHaveAccessibleDescription(/who may import/);

  await row.click();
  const finding = page.getByRole('dialog', { name: 'Finding' });
  for (const action of [/Confirm or rate|Rate again/, 'Leave out…']) {
    await expect(finding.getByRole('button', { name: action })).toBeDisabled();
  }
});

test('the API refuses a product owner what her screens do not offer', async ({
  browser,
}) => {
  test.slow();
  const engineer = await apiAs(browser, 'engineer');
  const owner = await apiAs(browser, 'productOwner');
  const otherEngineer = await apiAs(browser, 'otherEngineer');
  const findings = async () => {
    const path = '/entities/component/default/payments-api/findings?limit=1';
    const response = await engineer(path);
    return response.ok() ? (await response.json()).items : [];
  };
  await expect.poll(findings, { timeout: 90_000 }).toHaveLength(1);
  const [finding] = await findings();

  const triage = await owner(`/findings/${finding.id}/triage`, {
    action: 'exclude',
    reason: 'Not hers to say',
  });
  expect(triage.status()).toBe(403);
  const rating = await owner(`/risks/${finding.risk.id}/ratings`, {
    likelihood: 1,
    impact: 1,
  });
  expect(rating.status()).toBe(403);
  expect((await otherEngineer('/report')).status()).toBe(403);
});
