import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBoxes } from '../../helpers/open-boxes.ts';
import { startBox } from '../../helpers/sandbox.ts';

const TESTS = join(import.meta.dirname, '..', '..');

test('tests start boxes only through the helpers, which fail on violations and unsupported calls', () => {
  const files = globSync('{contracts,e2e,browser}/**/*.test.ts', { cwd: TESTS });
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((file) => readFileSync(join(TESTS, file), 'utf8').includes('startSandbox('))).toEqual([]);
});

test('open boxes are tracked, so a file that leaves one open fails', async () => {
  const box = await startBox();
  expect([...openBoxes]).toContain(box.sandbox.url);
  await box[Symbol.asyncDispose]();
  expect([...openBoxes]).not.toContain(box.sandbox.url);
});
