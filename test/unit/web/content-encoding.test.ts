import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'bridge', lead: 'A lead of some words. '.repeat(20) });
const world = await createWebWorld([article]);
await world.open(article);
await world.reply({ content: 'Grüße vom Fluss.' });
const stylesheet = /href="(\/styles-[^"]*)"/.exec(await world.text('/'))?.[1] ?? '';
const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

test.each(['/', '/articles/bridge', '/articles/bridge/comments.json', '/privacy', stylesheet])(
  '%s is the same text with gzip, for browsers that accept it, and has its own ETag',
  async (path) => {
    const [plain, encoded] = [await world.get(path), await world.get(path, GZIP)];
    const bytes = Buffer.from(await encoded.arrayBuffer());
    const text = await plain.text();
    expect(gunzipSync(bytes).toString()).toBe(text);
    expect(bytes.byteLength).toBeLessThan(text.length);
    expect(encoded.headers.get('content-encoding')).toBe('gzip');
    expect(encoded.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect([plain, encoded].map(({ headers }) => headers.get('vary'))).toEqual(['accept-encoding', 'accept-encoding']);
  },
);

test('each encoding gets a 304 for its own ETag only', async () => {
  const [plain, encoded] = [await world.get('/articles/bridge'), await world.get('/articles/bridge', GZIP)];
  const [etag, gzipEtag] = [plain.headers.get('etag') ?? '', encoded.headers.get('etag') ?? ''];
  const ask = (known: string, headers = {}) => world.get('/articles/bridge', { 'if-none-match': known, ...headers });
  const unchanged = await ask(gzipEtag, GZIP);
  expect(unchanged.status).toBe(304);
  expect(unchanged.headers.get('etag')).toBe(gzipEtag);
  expect(unchanged.headers.get('vary')).toBe('accept-encoding');
  expect((await ask(etag)).status).toBe(304);
  expect((await ask(etag, GZIP)).status).toBe(200);
  expect((await ask(gzipEtag)).status).toBe(200);
});

test.each([
  ['gzip', true],
  ['br;q=1.0, GZIP ; q=0.8', true],
  ['deflate,gzip,br', true],
  ['identity', false],
  ['x-gzip', false],
  ['gzip;q=0', false],
  ['br, gzip; q=0.000, identity', false],
  ['', false],
])('“accept-encoding: %s” gets gzip: %s', async (accepted, isGzip) => {
  const { headers } = await world.get('/articles/bridge', { 'accept-encoding': accepted });
  expect(headers.get('content-encoding') === 'gzip').toBe(isGzip);
});
