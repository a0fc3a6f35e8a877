import type { Page } from '@playwright/test';
import { apiAs } from './support/api';
import { expectAccessible, expectToFit, keepPicture } from './support/look';
import { signInAs } from './support/personas';
import { openOnceRead, riskTab } from './support/riskPages';
import { expect, test } from './support/test';

const CARDS = riskTab('system/cards');
const RAISE = 'Raise the target from 10.0 to 20.0 points';

test.describe.configure({ mode: 'serial' });

const region = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name });

/** Fills the one dialog there is, and sends it. */
async function submit(page: Page, button: string, reason: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Why/).fill(reason);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function setTarget(page: Page, points: string, button: string) {
  await region(page, 'Budget')
    .getByRole('button', { name: /Set a target|Change the target/ })
    .click();
  await page.getByLabel(/Target in points/).fill(points);
  await submit(page, button, `We can carry ${points} points`);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const platform = await apiAs(browser, 'platform');
  const confirmed = async () => {
    const response = await platform('/product-owners/confirmations', {
      confirmations: [
        {
          productRef: 'system:default/cards',
          ownerRef: 'group:default/money-product',
        },
      ],
    });
    return response.ok() ? (await response.json()).confirmed : [];
  };
  await expect
    .poll(confirmed, { timeout: 120_000 })
    .toEqual(['system:default/cards']);
});

test('an owner raises a target and sees for whom it waits', async ({
  page,
}) => {
  await signInAs(page, 'productOwner');
  await openOnceRead(
    page,
    CARDS,
    region(page, 'Budget').getByRole('button', { name: 'Set a target' }),
  );
  await setTarget(page, '10', 'Set the target');
  await expect(region(page, 'Budget')).toContainText('10.0 points, over');
  await setTarget(page, '20', 'Ask for a second signature');

  const waiting = region(page, /^Waiting for a decision/);
  await expect(waiting).toContainText(RAISE);
  await expect(waiting).toContainText('Chapter: product owners');
  await expect(region(page, 'Budget')).toContainText('10.0 points, over');
  await keepPicture(page, 'a raise on the scorecard');
  await expectToFit(page);
  await expectAccessible(page);

  await page.goto('/risk/my-requests');
  const mine = region(page, 'Raises of targets that I asked for');
  await expect(mine).toContainText(RAISE);
  await expect(
    mine.getByRole('button', { name: 'Take it back…' }),
  ).toBeEnabled();
  await keepPicture(page, 'my requests with a raise');
  await expectToFit(page);
  await expectAccessible(page);
});

test('another owner finds it on My products and signs it there', async ({
  page,
}) => {
  await signInAs(page, 'otherOwner');
  await page.goto('/risk/my-products');
  const waiting = region(page, 'Targets that wait for your signature (1)');
  await expect(waiting).toContainText(`Cards: ${RAISE}`);
  await keepPicture(page, 'my products with a raise');
  await expectToFit(page);
  await expectAccessible(page);
  await waiting.getByRole('button', { name: 'Sign…' }).click();
  await keepPicture(page, 'a raise to be signed');
  await submit(page, 'Sign the raise', 'The second scheme is agreed');
  await expect(waiting).toBeHidden();
});

test('whoever asked reads the answer', async ({ page }) => {
  await signInAs(page, 'productOwner');
  await page.goto('/risk/my-requests');
  await expect(
    region(page, 'Raises of targets that I asked for'),
  ).toContainText(/Cards: 20.0 points, signed on .* by David Osei/);
  await page.goto(CARDS);
  await expect(region(page, 'Budget')).toContainText('20.0 points, over');
});

test('risk people can neither raise a target nor sign it', async ({
  browser,
}) => {
  const risk = await apiAs(browser, 'risk');
  const target = '/products/system/default/cards/budget/target';
  const raised = await risk(target, {
    method: 'set',
    target: 300_000,
    replaces: 200_000,
    reason: 'because we think so',
  });
  expect(raised.status()).toBe(403);
});
