import { expect, test, type Locator, type Page } from '@playwright/test';

/** The tab `Risk` of an entity, such as `component/payments-api`. */
export const riskTab = (entity: string) => {
  const [kind, name] = entity.split('/');
  return `/catalog/default/${kind}/${name}/risk`;
};

/**
 * Opens a page until it shows what only the threat models tell: a portal reads
 * them about half a minute after it started.
 */
export async function openOnceRead(page: Page, path: string, sign: Locator) {
  test.slow();
  await expect(async () => {
    await page.goto(path);
    await expect(sign.first()).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 120_000 });
}

/** The number at the start of a text such as `22.1 points`. */
export async function numberIn(locator: Locator) {
  const text = (await locator.innerText()).trim();
  const number = Number(/-?[\d,]+(\.\d+)?/.exec(text)?.[0].replace(',', ''));
  expect(number, text).not.toBeNaN();
  return number;
}
