import { defineConfig, devices } from '@playwright/test';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Set once in the first process; the workers inherit it.
process.env.E2E_DATA_FOLDER ??= mkdtempSync(
  path.join(tmpdir(), 'product-risk-e2e-'),
);

const configs = ['app-config.yaml', 'app-config.e2e.yaml'].map(name =>
  path.resolve(__dirname, name),
);

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results',
  globalSetup: './packages/app/e2e-tests/support/waitForPortal.ts',
  globalTeardown: './packages/app/e2e-tests/support/removeData.ts',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // One portal with one state serves every test.
  workers: 1,
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/results.json' }],
    ['html', { open: 'never', outputFolder: 'playwright-report' }],
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: 'http://localhost:7107',
    viewport: { width: 1400, height: 900 },
    screenshot: 'only-on-failure',
    // Without pictures of every step, which cost as much as the tests.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: findChromium(),
      args: [
        // Chromium's sandbox does not start as root, as CI runs.
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: [
    {
      // The frontend as it is installed: built, and served by the backend. A
      // page loads many times faster than from a development server.
      command: [
        'cd packages/app',
        'npx backstage-cli package build',
        'cd ../backend',
        `npx backstage-cli package start ${configs
          .map(file => `--config ${file}`)
          .join(' ')}`,
      ].join(' && '),
      url: 'http://localhost:7107/.backstage/health/v1/readiness',
      timeout: 300_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
  ],
});

/** The system's Chromium; Playwright's own download where there is none. */
function findChromium() {
  const folders = process.env.PATH?.split(path.delimiter) ?? [];
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(existsSync);
}
