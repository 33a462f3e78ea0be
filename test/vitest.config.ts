import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findChromium } from './helpers/chromium.ts';
import { createClosingReporter } from './helpers/closing-reporter.ts';

// A machine without a browser skips the browser tests and says so; REQUIRE_BROWSER=1 makes that a failure.
const withBrowser = process.env['REQUIRE_BROWSER'] === '1' || findChromium() !== undefined;
const skipped = withBrowser ? [] : ['browser tests, because no Chromium was found in PATH or the variable CHROMIUM'];

const setupFiles = ['test/helpers/each-file.ts'];

// After all others: a page that shares its processor with them would be waited for too long.
const browserTests = {
  test: {
    name: 'browser',
    setupFiles,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    sequence: { groupOrder: 1 },
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    reporters: ['default', createClosingReporter(skipped)],
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          setupFiles,
          include: ['test/{unit,contracts}/**/*.test.ts', 'test/architecture.test.ts'],
        },
      },
      { test: { name: 'e2e', isolate: false, setupFiles, include: ['test/e2e/**/*.test.ts'], testTimeout: 60_000 } },
      ...(withBrowser ? [browserTests] : []),
    ],
  },
});
