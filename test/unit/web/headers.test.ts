import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'bridge' });
const world = await createWebWorld([article]);

describe.each(['/', '/articles/bridge/comments.json', '/articles/none', '/healthz', '/robots.txt'])('%s', (path) => {
  test('runs no script and has the type that it says', async () => {
    const { headers } = await world.get(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|script-src|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  });
});

test('an article’s page runs our own script and no other', async () => {
  const answer = await world.get('/articles/bridge');
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; connect-src 'self'; /);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const scripts = (await answer.text()).match(/<script(?! type="application\/ld\+json")[^>]*>/g);
  expect(scripts).toEqual([expect.stringMatching(/^<script src="\/article-\w+\.js" defer>$/)]);
});

test('named sites may frame the page', async () => {
  const { get } = await createWebWorld([article], { frameAncestors: ['https://news.example'] });
  const policy = (await get('/articles/bridge')).headers.get('content-security-policy');
  expect(policy).toMatch(/frame-ancestors https:\/\/news\.example$/);
});

test('a page loads nothing from another host, and its own files are cached for good', async () => {
  const page = await world.text('/articles/bridge');
  const files = Array.from(
    page.matchAll(/<(?:link rel="(?:stylesheet|icon|preload)"|script|img)[^>]*? (?:href|src)="([^"]*)"/g),
    ([, path]) => path!,
  );
  expect(files.map((path) => path.replace(/-\w{12}\./, '.'))).toEqual([
    '/newsreader-latin-wght-normal.woff2',
    '/libre-franklin-latin-wght-normal.woff2',
    '/styles.css',
    '/icon.svg',
    '/article.js',
  ]);
  for (const path of files) {
    const answer = await world.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  expect(page).not.toMatch(/style="|<style/);
});
