import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { commentsFrom, createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';
import { chosen } from '../../helpers/writer.ts';

const article = articleWith({
  slug: 'bridge',
  title: 'The bridge',
  sections: [{ slug: 'cost', heading: 'The cost', markdown: '' }],
});

const world = async (replies = 0) => {
  const made = await createWebWorld([article]);
  await made.open(article, { posts: [{ message: '500', section: 'cost' }] });
  for (let index = 0; index < replies; index++) await made.reply({ content: `number ${index + 1}` });
  const json = async (search = '') => commentsFrom(await made.get(`/articles/bridge/comments.json${search}`));
  return { ...made, json };
};

test('an article without a discussion says so', async () => {
  const { get } = await createWebWorld([article]);
  const answer = await get('/articles/bridge/comments.json');
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('link')).toBeNull();
  expect(await answer.json()).toEqual({
    article: { slug: 'bridge', title: 'The bridge', url: 'https://news.example/articles/bridge' },
    discussion: null,
    discussions: [],
    count: 0,
    discordOnly: 0,
    page: 1,
    pages: 1,
    sort: 'oldest',
    summary: null,
    recommended: [],
    comments: [],
    conversations: null,
  });
});

test('a comment has all its fields, and its author a pseudonym', async () => {
  const { reply, json, get } = await world();
  await reply({
    content: 'Too **much**.',
    answers: '500',
    editedAt: Date.UTC(2026, 10, 25),
    reactions: [{ emoji: '👍', count: 2 }],
    attachments: [{ name: 'a.png', type: 'image/png', size: 12 }],
  });
  const discussion = {
    thread: '100',
    guild: { id: '1', name: 'A guild' },
    url: 'https://discord.example/channels/1/100',
    open: true,
  };
  expect(await json()).toMatchObject({
    discussion,
    discussions: [{ ...discussion, count: 1 }],
    count: 1,
    comments: [
      {
        id: idAt(1),
        url: `https://news.example/articles/bridge/comments/${idAt(1)}`,
        author: { id: SITE.pseudonym('200'), name: 'Ada Lovelace' },
        html: '<p dir="auto">Too <strong>much</strong>.</p>',
        section: 'cost',
        parentId: null,
        createdAt: '2026-11-24T09:01:00.000Z',
        editedAt: '2026-11-25T00:00:00.000Z',
        reactions: [{ emoji: '👍', count: 2 }],
        replies: 0,
        attachments: [{ name: 'a.png', type: 'image/png', size: 12 }],
        recommended: null,
        deleted: false,
      },
    ],
  });
  expect(await (await get('/articles/bridge/comments.json')).text()).not.toContain('"200"');
});

test('a tombstone has its place and its replies, all else is null; it goes with its last reply', async () => {
  const { reply, json, store } = await world();
  const remove = (id: string) => store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [id] }]);
  await reply({ content: 'Regretted.', answers: '500' }, { content: 'An answer.', answers: idAt(1) });
  await remove(idAt(1));
  const { comments } = await json();
  expect(comments[0]).toEqual({
    id: idAt(1),
    url: null,
    author: null,
    html: null,
    section: 'cost',
    parentId: null,
    createdAt: '2026-11-24T09:01:00.000Z',
    editedAt: null,
    reactions: null,
    replies: 1,
    attachments: null,
    recommended: null,
    deleted: true,
  });
  expect(comments[1]).toMatchObject({ parentId: idAt(1), section: 'cost' });
  await remove(idAt(2));
  expect((await json()).comments).toEqual([]);
});

test('what its author keeps on Discord is not even counted', async () => {
  const { reply, get, members } = await world();
  await reply({ content: 'Not for you.' });
  await members.choose({ guild: '1', user: '200' }, chosen('keep'));
  const text = await (await get('/articles/bridge/comments.json')).text();
  expect(JSON.parse(text)).toMatchObject({ count: 0, discordOnly: 0, comments: [] });
  expect(text).not.toMatch(/Not for you|Ada/);
});

test('the count is of what the query finds, the discussions carry their whole counts', async () => {
  const { reply, json } = await world(2);
  await reply({ answers: '500' });
  expect(await json('?section=cost')).toMatchObject({ count: 1, pages: 1, discussions: [{ count: 3 }] });
});

describe('the Link header', () => {
  const linkOf = (answer: Response, rel: string): string | undefined =>
    new RegExp(`<https://news\\.example([^>]*)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1];

  test.each(['oldest', 'newest', 'top'])('links through all comments, forth and back, sorted by %s', async (sort) => {
    const { get } = await world(7);
    const walk = async (start: string, rel: string) => {
      const seen: string[] = [];
      let path: string | undefined = start;
      let last = start;
      while (path) {
        last = path;
        const answer = await get(path);
        const ids = (await commentsFrom(answer)).comments.map(({ id }) => id);
        seen.push(...(rel === 'next' ? ids : ids.toReversed()));
        path = linkOf(answer, rel);
      }
      return { seen, last };
    };
    const forth = await walk(`/articles/bridge/comments.json?size=2&sort=${sort}`, 'next');
    expect(forth.seen).toHaveLength(7);
    expect(new Set(forth.seen).size).toBe(7);
    const back = await walk(forth.last, 'prev');
    expect(back.seen).toEqual(forth.seen.toReversed());
  });

  test('neither skips nor repeats a comment when one is deleted on the way', async () => {
    const { get, store } = await world(8);
    const first = await get('/articles/bridge/comments.json?size=5');
    await store.apply({ guild: '1', thread: '100' }, [{ type: 'replies.deleted', ids: [idAt(1), idAt(3)] }]);
    const second = await get(linkOf(first, 'next') ?? '');
    expect((await commentsFrom(second)).comments.map(({ id }) => id)).toEqual([idAt(6), idAt(7), idAt(8)]);
  });
});
