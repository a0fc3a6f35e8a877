import type { FullConfig } from '@playwright/test';
import { setTimeout } from 'node:timers/promises';

const PATIENCE_MS = 240_000;
const BETWEEN_LOOKS_MS = 2_500;

/**
 * Waits until the portal has read the catalog and the threat models of the
 * demo, and its people have worked with one product: a portal that has just
 * started knows neither people nor risks.
 */
export default async function waitForPortal({ projects }: FullConfig) {
  const portal = projects[0].use.baseURL;
  const deadline = Date.now() + PATIENCE_MS;
  let before: string | undefined;
  while (Date.now() < deadline) {
    const now = await readRisks(portal);
    if (now !== undefined && now === before) {
      return;
    }
    before = now;
    await setTimeout(BETWEEN_LOOKS_MS);
  }
  throw new Error(
    `The portal at ${portal} did not read its threat models within ` +
      `${PATIENCE_MS / 1000} seconds`,
  );
}

/** What is known of all risks; `undefined` as long as nothing is. */
async function readRisks(portal = '') {
  const signedIn = await fetch(`${portal}/api/auth/persona/refresh`, {
    headers: {
      'x-persona': 'user:default/omar.haddad',
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  if (!signedIn.ok) {
    return undefined;
  }
  const { backstageIdentity } = await signedIn.json();
  const read = async (path: string) => {
    const answer = await fetch(`${portal}/api/risk${path}`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    return answer.ok ? answer.json() : undefined;
  };
  const report = await read('/report');
  const decisions = await read('/decision-portfolio');
  if (!report?.products.assessed || !decisions?.total.waiting) {
    return undefined;
  }
  const { products, exposures, coverage } = report;
  return JSON.stringify([products, exposures, coverage]);
}
