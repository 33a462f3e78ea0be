import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findChromium } from './helpers/chromium.ts';
import { createClosingReporter } from './helpers/closing-reporter.ts';
import { canCheckHtml } from './helpers/nu-checker.ts';
import { missingForWordpress } from './helpers/find-wordpress.ts';

const NO_BROWSER = 'no Chromium was found in PATH or the variable CHROMIUM';

// A machine without a browser skips the browser tests and says so; REQUIRE_BROWSER=1 makes that a failure.
const withBrowser = process.env['REQUIRE_BROWSER'] === '1' || findChromium() !== undefined;

// The same holds for what tests with real systems need, and REQUIRE_REAL=1.
const missing = process.env['REQUIRE_REAL'] === '1' ? undefined : missingForReal();
const withReal = missing === undefined;

function missingForReal(): string | undefined {
  return findChromium() === undefined ? NO_BROWSER : missingForWordpress();
}

function leftOut(projects: readonly string[]): string[] {
  const left: string[] = [];
  if (process.env['TEST_POSTGRES_URL'] === undefined)
    left.push('tests on PostgreSQL, because TEST_POSTGRES_URL names no server');
  if (projects.includes('unit')) {
    if (!canCheckHtml) left.push('the Nu Html Checker, because no Java was found in PATH');
    if (!projects.includes('browser')) left.push('browser tests, which "npm run test:browser" runs');
    if (!projects.includes('real')) left.push('tests with real systems, which "npm run test:real" runs');
  }
  if (projects.includes('browser') && !withBrowser) left.push(`browser tests, because ${NO_BROWSER}`);
  if (projects.includes('real') && !withReal) left.push(`tests with real systems, because ${missing}`);
  return left;
}

/** Where tests put their stores: in memory where the system offers room for it, because a disk syncs for a third of their time. */
function folderInMemory(): string {
  if (!existsSync('/dev/shm')) return tmpdir();
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > 1e9 ? '/dev/shm' : tmpdir();
}

// Time limits are for what hangs: a loaded machine must meet them.
const common = {
  setupFiles: ['test/helpers/each-file.ts'],
  env: { TMPDIR: folderInMemory() },
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 8_000 } },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    reporters: ['default', createClosingReporter(leftOut)],
    passWithNoTests: !withBrowser || !withReal,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          isolate: false,
          maxWorkers: '100%',
          include: ['test/{unit,contracts}/**/*.test.ts', 'test/architecture.test.ts'],
        },
      },
      { test: { ...common, name: 'e2e', isolate: false, maxWorkers: '100%', include: ['test/e2e/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'browser',
          include: withBrowser ? ['test/browser/**/*.test.ts'] : [],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 }, // after all others: a page that shares its processor with them would be waited for too long
        },
      },
      {
        test: {
          ...common,
          name: 'real',
          include: withReal ? ['test/real/**/*.test.ts'] : [],
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
