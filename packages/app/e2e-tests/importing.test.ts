import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signInAs } from './support/personas';
import { riskTab } from './support/riskPages';
import { expect, test } from './support/test';

/** A Threat Dragon model of one process with an open threat a title. */
const threatDragon = (
  threats: { id: string; title: string }[],
  modelTitle = 'Settlement',
) =>
  JSON.stringify({
    version: '2.6.1',
    summary: {
      title: modelTitle,
      owner: 'Lena Vogt',
      description: '',
      id: 0,
    },
    detail: {
      contributors: [],
      reviewer: '',
      diagramTop: 1,
      threatTop: threats.length,
      diagrams: [
        {
          id: 0,
          title: 'Settlement',
          diagramType: 'STRIDE',
          version: '2.6.1',
          cells: [
            {
              id: '4f4ab6a6-2d52-4f0e-8a3e-2f1d7b7f5c11',
              shape: 'process',
              zIndex: 1,
              position: { x: 40, y: 40 },
              size: { width: 120, height: 120 },
              data: {
                type: 'tm.Process',
                name: 'Settlement batch',
                description: '',
                outOfScope: false,
                hasOpenThreats: true,
                threats: threats.map(({ id, title }, index) => ({
                  id,
                  number: index + 1,
                  title,
                  status: 'Open',
                  severity: 'Medium',
                  type: 'Tampering',
                  description: 'Written for this test.',
                  mitigation: '',
                  modelType: 'STRIDE',
                })),
              },
            },
          ],
        },
      ],
    },
  });

/** Threats and a file name that no other run of a test has used. */
function newModel(count: number) {
  const mark = randomUUID().slice(0, 8);
  const threats = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    title: `Settlement file ${mark} can be changed in way ${index + 1}`,
  }));
  return { mark, fileName: `settlement-${mark}.json`, threats };
}

const dialog = (page: Page) =>
  page.getByRole('dialog', { name: 'Import a threat model' });

const preview = (page: Page) =>
  dialog(page).getByRole('region', { name: 'Preview' });

async function chooseFile(page: Page, name: string, content: string) {
  await page.getByRole('button', { name: 'Import a file' }).click();
  await dialog(page)
    .getByLabel('Threat model file')
    .setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
}

async function importFile(page: Page, name: string, content: string) {
  await chooseFile(page, name, content);
  await expect(preview(page)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Import' }).click();
  await expect(dialog(page)).toBeHidden();
}

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'engineer');
  await page.goto(riskTab('component/settlement-batch'));
});

test('importing a file shows what it would change, then its findings', async ({
  page,
}) => {
  const { fileName, threats, mark } = newModel(2);
  const content = threatDragon(threats);

  await chooseFile(page, fileName, content);
  await expect(preview(page)).toContainText('2 new');
  await expect(
    preview(page).getByRole('row', { name: threats[0].title }),
  ).toContainText('new');
  await dialog(page).getByRole('button', { name: 'Import' }).click();
  await expect(dialog(page)).toBeHidden();
  await page.getByLabel('Search', { exact: true }).fill(mark);
  const found = page
    .getByRole('table', { name: 'Findings' })
    .getByRole('row', { name: mark });
  await expect(found).toHaveCount(2);

  await chooseFile(page, fileName, content);
  await expect(preview(page)).toContainText('Nothing would change');
});

test.describe('a file that cannot be read', () => {
  test.use({ expectedFaults: [/422 \(Unprocessable/] });

  test('is refused with its place and what to do, and changes nothing', async ({
    page,
  }) => {
    const { fileName, threats, mark } = newModel(1);
    const lines = JSON.stringify(JSON.parse(threatDragon(threats)), null, 2);

    await chooseFile(page, fileName, lines.slice(0, lines.length / 2));
    const refusal = dialog(page).getByRole('alert');
    await expect(refusal).toContainText(/settlement-\w+\.json, line \d+/);
    await expect(refusal).toContainText('Correct the file');
    await expect(refusal).toContainText('Nothing was changed');
    await expect(
      dialog(page).getByRole('button', { name: 'Import' }),
    ).toBeDisabled();

    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await page.goto(`${riskTab('component/settlement-batch')}?q=${mark}`);
    await expect(
      page.getByText('No finding matches these filters'),
    ).toBeVisible();
  });
});

test('a file that loses most findings is held back until a person decides', async ({
  page,
}) => {
  const { fileName, threats, mark } = newModel(6);
  await importFile(page, fileName, threatDragon(threats));

  await chooseFile(page, fileName, threatDragon(threats.slice(0, 1)));
  await expect(preview(page)).toContainText('This import would be held back');
  await expect(preview(page)).toContainText('5 of 6 open findings');
  await dialog(page).getByRole('button', { name: 'Import and hold' }).click();
  await expect(dialog(page)).toBeHidden();

  const banner = page.getByRole('status').filter({ hasText: fileName });
  await expect(banner).toContainText('An import is held back');
  await page.getByLabel('Search', { exact: true }).fill(mark);
  await expect(
    page
      .getByRole('table', { name: 'Findings' })
      .getByRole('row', { name: mark }),
  ).toHaveCount(6);

  await banner.getByRole('button', { name: 'Reject…' }).click();
  await banner.getByLabel(/Why do you reject it/).fill('Exported too early');
  await banner.getByRole('button', { name: 'Reject' }).click();
  await expect(banner).toBeHidden();
});

test('a threat model is taken out, and imported again it changes nothing', async ({
  page,
}) => {
  const { fileName, threats, mark } = newModel(2);
  const title = `Settlement ${mark}`;
  await importFile(page, fileName, threatDragon(threats, title));
  await importFile(
    page,
    `other-${fileName}`,
    threatDragon(newModel(1).threats, 'Another'),
  );

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as…' }).click();
  await page.getByRole('menuitem', { name: title }).click();
  await page.getByRole('menuitem', { name: /product-risk\.yaml/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`settlement-${mark}.product-risk.yaml`);
  const content = await readFile(await file.path(), 'utf8');
  expect(content).toContain(threats[0].title);

  await chooseFile(page, fileName, content);
  await expect(preview(page)).toContainText('Nothing would change');
});
