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

/** The first number in a text such as `22.1 points` or `< 0.1 points`. */
export function numberIn(text: string) {
  const number = Number(/\d+(\.\d+)?/.exec(text.replace(/,/g, ''))?.[0]);
  expect(number, text).not.toBeNaN();
  return number;
}
