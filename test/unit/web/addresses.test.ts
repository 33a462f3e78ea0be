import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, idAt } from '../../helpers/web-world.ts';

const article = articleWith({ slug: 'bridge', aliases: ['old-bridge'] });

describe('an earlier name of an article, or another way to write its address', () => {
  test.each([
    ['/articles/old-bridge', '/articles/bridge'],
    ['/articles/old-bridge?page=2&sort=newest', '/articles/bridge?page=2&sort=newest'],
    ['/articles/old-bridge/comments.json?size=5', '/articles/bridge/comments.json?size=5'],
    ['/articles/old-bridge/comments/123', '/articles/bridge/comments/123'],
    ['/articles/bridge/', '/articles/bridge'],
    ['/articles/bridge/?utm_source=x', '/articles/bridge?utm_source=x'],
    ['/articles/bridge/comments.json/', '/articles/bridge/comments.json'],
    ['/articles/bridge/comments/123/', '/articles/bridge/comments/123'],
    ['//articles///bridge//', '/articles/bridge'],
    ['/articles/BRIDGE?page=2', '/articles/bridge?page=2'],
    ['/articles/Bridge/comments/123', '/articles/bridge/comments/123'],
  ])('%s redirects permanently to %s', async (from, to) => {
    const answer = await (await createWebWorld([article])).get(from);
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(to);
  });
});

describe('the link to a comment', () => {
  test('redirects to the page that it is on now, at the comment', async () => {
    const { open, reply, get, store } = await createWebWorld([article]);
    await open(article);
    for (let index = 0; index < 51; index++) await reply({});
    const locationOf = async (id: string) => (await get(`/articles/bridge/comments/${id}`)).headers.get('location');
    expect(await locationOf(idAt(1))).toBe(`/articles/bridge#comment-${idAt(1)}`);
    expect(await locationOf(idAt(51))).toBe(`/articles/bridge?page=2#comment-${idAt(51)}`);
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
    expect(await locationOf(idAt(51))).toBe(`/articles/bridge#comment-${idAt(51)}`);
    expect((await get(`/articles/bridge/comments/${idAt(1)}`)).status).toBe(404);
  });

  test('redirects to the discussion that has it', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await open(article, { guild: '2', thread: '300' });
    await reply({ guild: '2', thread: '300' });
    const answer = await get(`/articles/bridge/comments/${idAt(1)}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/articles/bridge?discussion=300#comment-${idAt(1)}`);
  });
});

test('a slug in letters of any language has its page', async () => {
  const { get } = await createWebWorld([articleWith({ slug: 'мост-открыт' })]);
  expect((await get('/articles/мост-открыт')).status).toBe(200);
  expect((await get(`/articles/${encodeURIComponent('мост-открыт')}`)).status).toBe(200);
});
