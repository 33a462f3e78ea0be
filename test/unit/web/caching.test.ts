import { describe, expect, test, vi } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';
import { chosen } from '../../helpers/writer.ts';

const article = articleWith({ slug: 'bridge' });
const PATHS = ['/', '/articles/bridge', '/articles/bridge/comments.json'];

const world = async () => {
  const made = await createWebWorld([article]);
  await made.open(article);
  await made.reply({});
  return made;
};

const etagOf = async ({ get }: { get(path: string): Promise<Response> }, path: string) =>
  (await get(path)).headers.get('etag');

describe.each(PATHS)('%s', (path) => {
  test('has a strong ETag and is asked for again each time', async () => {
    const answer = await (await world()).get(path);
    expect(answer.headers.get('etag')).toMatch(/^"[\w-]+"$/);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  test('is answered with 304 and nothing else while it is unchanged', async () => {
    const made = await world();
    const etag = (await etagOf(made, path))!;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await made.get(path, { 'if-none-match': known });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    expect((await made.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('changes its ETag with every change that it shows', async () => {
    const made = await world();
    const seen = [await etagOf(made, path)];
    const ref = { guild: '1', thread: '100' };
    await made.reply({});
    seen.push(await etagOf(made, path));
    await made.store.apply(ref, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    seen.push(await etagOf(made, path));
    await made.store.apply(ref, [{ type: 'state.changed', open: false }]);
    seen.push(await etagOf(made, path));
    await made.members.choose({ guild: '1', user: '200' }, chosen('keep'));
    seen.push(await etagOf(made, path));
    made.library.replace({ articles: [{ ...article, hash: 'changed' }], problems: [] });
    seen.push(await etagOf(made, path));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('keeps its ETag when something else changes, or nothing at all', async () => {
    const made = await world();
    const before = await etagOf(made, path);
    await made.store.open({
      guild: '1',
      guildName: 'A guild',
      thread: '900',
      channel: '1',
      article: 'other',
      posts: [],
    });
    expect(await etagOf(made, path)).toBe(before);
  });

  test('has the same headers for HEAD, and no body', async () => {
    const { handler, get } = await world();
    for (const _ of ['made for it', 'from the cache']) {
      const head = await handler(new Request(`http://localhost${path}`, { method: 'HEAD' }));
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries((await get(path)).headers));
    }
  });
});

test('a member who keeps theirs is "a member" at once on pages that only mention them, under another ETag', async () => {
  const other = articleWith({ slug: 'other' });
  const made = await createWebWorld([article, other]);
  await made.open(article);
  await made.open(other, { thread: '900' });
  await made.reply({ thread: '900', author: '77', authorName: 'Mary' });
  await made.reply({ thread: '100', author: '88', content: 'As <@77> said' });
  const before = await made.get('/articles/bridge');
  expect(await before.text()).toContain('Mary');
  await made.members.choose({ guild: '1', user: '77' }, chosen('keep'));
  const after = await made.get('/articles/bridge', { 'if-none-match': before.headers.get('etag') ?? '' });
  expect(after.status).toBe(200);
  expect(await after.text()).not.toContain('Mary');
});

test('ETags differ between pages, orders, builds and settings', async () => {
  const made = await world();
  const reader = { discussions: made.reader };
  const others = [
    await createWebWorld([article], { ...reader, site: { ...SITE, build: 'next' } }),
    await createWebWorld([article], { ...reader, site: { ...SITE, invite: null } }),
    await createWebWorld([article], { ...reader, frameAncestors: ['https://news.example'] }),
  ];
  const etags = await Promise.all([
    ...['', '?sort=newest', '?size=10', '/comments.json'].map((more) => etagOf(made, `/articles/bridge${more}`)),
    ...others.map((other) => etagOf(other, '/articles/bridge')),
  ]);
  expect(new Set(etags).size).toBe(7);
});

test('an unchanged page is served without asking the store; a page whose ETag held is not rendered again', async () => {
  const made = await world();
  const reads = { ofArticle: vi.fn(made.reader.ofArticle), page: vi.fn(made.reader.page) };
  const { get } = await createWebWorld([article], { discussions: { ...made.reader, ...reads } });
  await get('/articles/bridge');
  await get('/articles/bridge');
  expect([reads.ofArticle.mock.calls.length, reads.page.mock.calls.length]).toEqual([1, 1]);
  await made.store.open({ guild: '1', guildName: 'A guild', thread: '900', channel: '1', article: 'other', posts: [] });
  await get('/articles/bridge');
  expect([reads.ofArticle.mock.calls.length, reads.page.mock.calls.length]).toEqual([2, 1]);
});

test('many readers at once after a change cause one rendering', async () => {
  const made = await world();
  const page = vi.fn(made.reader.page);
  const { get } = await createWebWorld([article], { discussions: { ...made.reader, page } });
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/articles/bridge')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(page).toHaveBeenCalledTimes(1);
});
