import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '**/*.spec.ts',
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    { name: 'e2e', testDir: 'test/e2e', outputDir: 'out/e2e' },
    { name: 'package', testDir: 'test/package', outputDir: 'out/e2e-package' },
  ],
});
