import { signInAs } from './support/personas';
import { expect, test } from './support/test';

const CONFIDENTIAL = '/catalog/default/component/payment-vault';

test('a confidential component is open to the team that owns it', async ({
  page,
}) => {
  await signInAs(page, 'engineer');
  await page.goto(CONFIDENTIAL);
  await expect(
    page.getByRole('heading', { name: 'Payment vault' }),
  ).toBeVisible();
});

test.describe('for another team', () => {
  // The catalog's answer to who may not know.
  test.use({ expectedFaults: [/status of 404/] });

  test('a confidential component does not exist', async ({ page }) => {
    await signInAs(page, 'otherEngineer');
    await page.goto(CONFIDENTIAL);
    await expect(page.getByText(/entity not found/i).first()).toBeVisible();
  });
});
