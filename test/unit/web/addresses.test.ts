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
  const told = async (get: (path: string) => Promise<Response>, id: string) => {
    const { status, headers } = await get(`/articles/bridge/comments/${id}`);
    return headers.get('location') ?? status;
  };

  test('is the page of its conversation, or leads to its place there', async () => {
    const { open, reply, get, store } = await createWebWorld([article]);
    await open(article);
    await reply({}, ...Array.from({ length: 51 }, () => ({ answers: idAt(1) })));
    expect(await told(get, idAt(1))).toBe(200);
    expect(await told(get, idAt(2))).toBe(`/articles/bridge/comments/${idAt(1)}#comment-${idAt(2)}`);
    expect(await told(get, idAt(52))).toBe(`/articles/bridge/comments/${idAt(1)}?page=2#comment-${idAt(52)}`);
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(2)] }]);
    expect(await told(get, idAt(52))).toBe(`/articles/bridge/comments/${idAt(1)}#comment-${idAt(52)}`);
    expect(await told(get, idAt(2))).toBe(404);
  });

  test('goes by the first answer while the head is not shown, whose id is told to nobody', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await reply({ answers: '77' }, { answers: '77' });
    expect(await told(get, '77')).toBe(404);
    expect(await told(get, idAt(1))).toBe(200);
    expect(await told(get, idAt(2))).toBe(`/articles/bridge/comments/${idAt(1)}#comment-${idAt(2)}`);
    for (const path of ['', '/comments.json?sort=conversations', `/comments/${idAt(1)}`])
      expect(await (await get(`/articles/bridge${path}`)).text()).not.toMatch(/\b77\b/);
  });

  test('finds the discussion that has it', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await open(article, { guild: '2', thread: '300', guildName: 'Another' });
    await reply({ guild: '2', thread: '300', content: 'Elsewhere.' });
    expect(await (await get(`/articles/bridge/comments/${idAt(1)}`)).text()).toContain('Elsewhere.');
  });

  test('leads into the list of a discussion of an earlier version, until that has conversations', async () => {
    const { open, reply, get, keyv } = await createWebWorld([article]);
    const { hasConversations: _has, ...former } = await open(article);
    await reply({}, { answers: idAt(1) });
    await keyv.setMany([{ key: '{1}:discussion:100', value: former }]);
    expect(await told(get, idAt(2))).toBe(`/articles/bridge?sort=oldest#comment-${idAt(2)}`);
    expect(await (await get('/articles/bridge')).text()).not.toContain('class="conversation"');
  });
});

test('a slug in letters of any language has its page', async () => {
  const { get } = await createWebWorld([articleWith({ slug: 'мост-открыт' })]);
  expect((await get('/articles/мост-открыт')).status).toBe(200);
  expect((await get(`/articles/${encodeURIComponent('мост-открыт')}`)).status).toBe(200);
});
