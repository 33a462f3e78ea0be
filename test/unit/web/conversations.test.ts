import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { commentsFrom, createWebWorld, idAt, SITE, type WebWorld } from '../../helpers/web-world.ts';

const article = articleWith({
  slug: 'bridge',
  title: 'The bridge',
  sections: [{ slug: 'cost', heading: 'The cost', markdown: '' }],
});
const REF = { guild: '1', thread: '100' };
const MORE = { author: '201', authorName: 'Alan Turing' };

/** Rosa's question with five answers, one of them to an answer; then another head. */
async function opened(): Promise<WebWorld> {
  const world = await createWebWorld([article]);
  await world.open(article, { posts: [{ message: '500', section: 'cost' }] });
  await world.reply(
    { authorName: 'Rosa', author: '202', content: 'Is the toll gone?' },
    { ...MORE, content: 'Since Monday.', answers: idAt(1) },
    { content: 'Really?', answers: idAt(2) },
    { ...MORE, content: 'Really.', answers: idAt(3) },
    { content: 'Thanks.', answers: idAt(1) },
    { content: 'Good.', answers: idAt(4) },
    { content: 'Another matter.' },
  );
  return world;
}

/** A page's words without its markup, and its comments' ids in order. */
const wordsOf = (page: string): string =>
  page
    .slice(Math.max(0, page.indexOf('id="feed"')))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const idsOf = (page: string): string[] =>
  Array.from(page.matchAll(/ id="(?:belowline-)?comment-(\d+)"/g), ([, id = '']) => id);
const ids = (...numbers: number[]): string[] => numbers.map(idAt);

test('a head has its first three answers beneath it, and a link to the rest', async () => {
  const page = await (await opened()).text('/articles/bridge');
  expect(idsOf(page)).toEqual(ids(1, 2, 3, 4, 7));
  expect(page).toContain(`<a href="/articles/bridge/comments/${idAt(1)}#feed">2 more replies</a>`);
  expect(wordsOf(page)).toMatch(/Is the toll gone\? .* 5 replies .*Since Monday\. 1 reply .*to Alan Turing Really\?/);
  expect(page.match(/<details [^>]*open/g)).toHaveLength(1);
});

test('only an answer to an answer says whom it answers', async () => {
  const page = await (await opened()).text('/articles/bridge');
  const lines = Array.from(page.matchAll(/<p class="answer">(.*?)<\/p>/gs), ([, line]) => line);
  expect(lines).toEqual([
    `<a href="#comment-${idAt(2)}">to <bdi>Alan Turing</bdi></a>`,
    `<a href="#comment-${idAt(3)}">to <bdi>Ada Lovelace</bdi></a>`,
  ]);
});

test('a head that is not shown is one line without words', async () => {
  const world = await opened();
  await world.store.apply(REF, [
    { type: 'comment.hidden', id: idAt(1), author: '202', hide: { by: '9', reason: '', at: 1 } },
  ]);
  const page = await world.text('/articles/bridge');
  expect(wordsOf(page)).toMatch(/This comment is not shown here\. 5 replies .*Since Monday\./);
  expect(page).not.toMatch(/Rosa|Is the toll/);
  expect(page).not.toContain(idAt(1));
  expect(page).toContain(`<a href="/articles/bridge/comments/${idAt(2)}#feed">2 more replies</a>`);
});

test('a conversation’s own page has all of it, page by page, and the way back', async () => {
  const world = await opened();
  const path = `/articles/bridge/comments/${idAt(1)}`;
  const page = await world.text(path);
  expect(idsOf(page)).toEqual(ids(1, 2, 3, 4, 5, 6));
  expect(page).toContain('<title>Conversation: The bridge – The Daily Test</title>');
  expect(page).toContain('<h1><a href="/articles/bridge">The bridge</a></h1>');
  expect(page).toContain('<a href="/articles/bridge#feed">Show all comments</a>');
  expect(page).toContain(`<link rel="canonical" href="${SITE.url}${path}" />`);
  expect(page).not.toMatch(/more repl|Sort comments/);
  const second = await world.text(`${path}?size=2&page=2`);
  expect(idsOf(second)).toEqual(ids(1, 4, 5));
  expect(second).toContain(`<link rel="next" href="${path}?size=2&amp;page=3" />`);
  expect((await world.get(`${path}?size=2&page=4`)).status).toBe(404);
  expect((await world.get(`/articles/bridge?conversation=${idAt(1)}`)).headers.get('location')).toBe(path);
});

test('a conversation’s own page is kept until something of the discussion changes', async () => {
  const world = await opened();
  const path = `/articles/bridge/comments/${idAt(1)}`;
  const etag = (await world.get(path)).headers.get('etag') ?? '';
  expect((await world.get(path, { 'if-none-match': etag })).status).toBe(304);
  await world.reply({ content: 'One more.', answers: idAt(2) });
  const answer = await world.get(path, { 'if-none-match': etag });
  expect([answer.status, (await answer.text()).includes('One more.')]).toEqual([200, true]);
});

test('in JSON, conversations name comments, and only when they are asked for', async () => {
  const world = await opened();
  const json = async (search: string) => commentsFrom(await world.get(`/articles/bridge/comments.json${search}`));
  expect(await json('')).toMatchObject({ sort: 'oldest', conversations: null });
  const url = (id: string) => `${SITE.url}/articles/bridge/comments/${id}`;
  const first = { url: url(idAt(1)), headId: idAt(1), answers: 5, answerIds: ids(2, 3, 4) };
  const asked = await json('?sort=conversations');
  expect(asked).toMatchObject({
    sort: 'conversations',
    count: 7,
    pages: 1,
    conversations: [first, { url: url(idAt(7)), headId: idAt(7), answers: 0, answerIds: [] }],
  });
  expect(asked.comments.map(({ id }) => id)).toEqual(ids(1, 2, 3, 4, 7));
  const own = await json(`?conversation=${idAt(5)}`);
  expect(own.count).toBe(6);
  expect(own.conversations).toEqual([{ ...first, answerIds: ids(2, 3, 4, 5, 6) }]);
  expect((await world.get('/articles/bridge/comments.json?conversation=77')).status).toBe(404);
});

test('following `Link`, each conversation comes once, even if the one before was deleted meanwhile', async () => {
  const world = await opened();
  await world.reply({ answers: '77' }, {}, {}, {}); // the first of these answers what nobody knows
  const seen: string[] = [];
  let next: string | undefined = '/articles/bridge/comments.json?sort=conversations&size=2';
  while (next !== undefined) {
    const answer: Response = await world.get(next);
    next = /<https:\/\/news\.example([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    const names = (await commentsFrom(answer)).conversations?.map(({ url }) => url.split('/').at(-1) ?? '') ?? [];
    seen.push(...names);
    await world.store.apply(REF, [{ type: 'replies.deleted', ids: names.slice(1) }]);
  }
  expect(seen).toEqual(ids(8, 1, 7, 9, 10, 11));
});

test('a section has the conversations about it', async () => {
  const world = await opened();
  await world.reply({ content: 'Too much.', answers: '500' }, { content: 'Not at all.', answers: idAt(8) });
  expect(idsOf(await world.text('/articles/bridge?section=cost'))).toEqual(ids(8, 9));
});

test('another site has them too: what leads to the rest stays in the frame', async () => {
  const world = await opened();
  expect(idsOf(await world.text(`/embed?article=bridge&conversation=${idAt(1)}`))).toEqual(ids(1, 2, 3, 4, 5, 6));
  const frame = await world.text('/embed?article=bridge&format=page');
  expect(frame).toContain(
    `target="_self" href="${SITE.url}/embed?article=bridge&amp;format=page&amp;conversation=${idAt(1)}">2 more replies</a>`,
  );
});

test('in a list, what is just above is not quoted again', async () => {
  const page = await (await opened()).text('/articles/bridge?sort=oldest');
  const lines = Array.from(page.matchAll(/<p class="answer">.*?<\/p>/gs), ([line]) => wordsOf(line));
  expect(lines.map((line) => line.trim())).toEqual([
    'to Rosa',
    'to Alan Turing',
    'to Ada Lovelace',
    'In reply to Rosa : Is the toll gone?',
    'In reply to Alan Turing : Really.',
  ]);
});
