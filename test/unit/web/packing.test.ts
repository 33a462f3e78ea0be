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
  '%s is packed for who takes it, under a name of its own, and is the same text',
  async (path) => {
    const [plain, packed] = [await world.get(path), await world.get(path, GZIP)];
    const bytes = Buffer.from(await packed.arrayBuffer());
    const text = await plain.text();
    expect(gunzipSync(bytes).toString()).toBe(text);
    expect(bytes.byteLength).toBeLessThan(text.length);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect([plain, packed].map(({ headers }) => headers.get('vary'))).toEqual(['accept-encoding', 'accept-encoding']);
  },
);

test('either form is answered with 304 by its own ETag and by no other', async () => {
  const [plain, packed] = [await world.get('/articles/bridge'), await world.get('/articles/bridge', GZIP)];
  const [etag, packedEtag] = [plain.headers.get('etag') ?? '', packed.headers.get('etag') ?? ''];
  const ask = (known: string, headers = {}) => world.get('/articles/bridge', { 'if-none-match': known, ...headers });
  const unchanged = await ask(packedEtag, GZIP);
  expect(unchanged.status).toBe(304);
  expect(unchanged.headers.get('etag')).toBe(packedEtag);
  expect(unchanged.headers.get('vary')).toBe('accept-encoding');
  expect((await ask(etag)).status).toBe(304);
  expect((await ask(etag, GZIP)).status).toBe(200);
  expect((await ask(packedEtag)).status).toBe(200);
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
])('who takes “%s” gets it packed: %s', async (accepted, isPacked) => {
  const { headers } = await world.get('/articles/bridge', { 'accept-encoding': accepted });
  expect(headers.get('content-encoding') === 'gzip').toBe(isPacked);
});
