import { expect, type Page } from '@playwright/test';

/** The people of the sign-in page, by what they do. */
export const personas = {
  engineer: 'Lena Vogt',
  otherEngineer: 'Pavel Novak',
  productOwner: 'Ines Marques',
  otherOwner: 'David Osei',
  security: 'Omar Haddad',
  platform: 'Tom Okafor',
  risk: 'Ruth Nakamura',
};

export type Persona = keyof typeof personas;

/** Opens the portal and signs in. */
export async function signInAs(page: Page, persona: Persona) {
  await page.goto('/');
  await page.getByRole('button', { name: personas[persona] }).click();
  await expectSignedIn(page);
}

/** Waits for the portal behind the sign-in page. */
export async function expectSignedIn(page: Page) {
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Settings' }),
    // A portal that has just started is still reading the catalog.
  ).toBeVisible({ timeout: 45_000 });
}
