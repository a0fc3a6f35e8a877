import type { Browser } from '@playwright/test';
import { signInAs, type Persona } from './personas';

/** Asks the API as a persona, past everything that the screens hide. */
export async function apiAs(browser: Browser, persona: Persona) {
  const page = await browser.newPage();
  const signedIn = page.waitForResponse(/\/api\/auth\/persona\/refresh/);
  await signInAs(page, persona);
  const session = await signedIn;
  const { backstageIdentity } = await session.json();
  const { origin } = new URL(session.url());
  return (path: string, data?: object) =>
    page.request.fetch(`${origin}/api/risk${path}`, {
      method: data ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${backstageIdentity.token}` },
      data,
    });
}
