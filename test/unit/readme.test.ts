import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { expect, test } from 'vitest';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const readme = readFileSync(fromRoot('README.md'), 'utf8');

test('README explains exactly the variables of .env.example', () => {
  const explained = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(explained).toEqual(Object.keys(parse(readFileSync(fromRoot('.env.example'), 'utf8'))));
});

test('every file that README links to is there', () => {
  const linked = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) => path);
  expect(linked.length).toBeGreaterThan(10);
  expect(linked.filter((path) => !existsSync(fromRoot(path)))).toEqual([]);
});

test('every npm script that README names is there', () => {
  const { scripts } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
