import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const { complaint } = createRequire(import.meta.url)('../../../src/cli/require-node.cjs') as {
  complaint: (version: string) => string | null;
};

test('an old Node is told in one sentence what to do', () => {
  expect(complaint('20.19.0')).toMatch(/^Belowline runs on Node 24.*Node 20\.19\.0: run "npm ci".*--ignore-scripts\.$/);
  expect(complaint('9.11.2')).toContain('Node 9.11.2');
});

test('Node 24 and newer will do', () => {
  expect(complaint('24.0.0')).toBeNull();
  expect(complaint('26.1.0')).toBeNull();
  expect(complaint(process.versions.node)).toBeNull();
});
