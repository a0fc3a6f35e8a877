import {
  expectSignedIn,
  personas,
  signInAs,
  type Persona,
} from './support/personas';
import { expect, test } from './support/test';

for (const persona of Object.keys(personas) as Persona[]) {
  test(`${personas[persona]} signs in and sees the catalog`, async ({
    page,
  }) => {
    await signInAs(page, persona);
    await page.goto('/?filters[user]=all&filters[kind]=component');
    await expect(
      page.getByRole('heading', { level: 2, name: /All Components \(\d+\)/ }),
      // Backstage lists and counts in several rounds.
    ).toBeVisible({ timeout: 45_000 });
  });
}

test('the sign-in page works with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const first = page.getByRole('button', { name: personas.engineer });
  await expect(first).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expectSignedIn(page);
});

test('signing out leads back to the choice', async ({ page }) => {
  await signInAs(page, 'engineer');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(
    page.getByRole('heading', { name: 'Who do you want to be?' }),
  ).toBeVisible();
});

test('the theme can be switched to dark', async ({ page }) => {
  await signInAs(page, 'engineer');
  await page.goto('/settings');
  await page.getByRole('button', { name: /Dark/ }).click();
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', 'dark');
});
