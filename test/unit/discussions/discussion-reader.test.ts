import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { MemberStore } from '../../../src/discussions/members.ts';
import { type DiscussionReader, type PageQuery, createDiscussionReader } from '../../../src/discussions/reading.ts';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { OPENED, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, writerOf } from '../../helpers/writer.ts';

let store: Store;
let writer: DiscussionStore;
let members: MemberStore;
let reader: DiscussionReader;
beforeEach(async () => {
  store = await openStore('memory:');
  ({ discussions: writer, members } = writerOf(store, 'opt-out'));
  reader = createDiscussionReader({ store });
  await writer.open(OPENED);
});

const written = (fields: Parameters<typeof writtenReply>[0]): Change => ({
  type: 'reply.written',
  reply: writtenReply(fields),
});
const discussion = async () => {
  const [found] = await reader.ofArticle(OPENED.article);
  if (!found) throw new Error('The discussion is not there');
  return found;
};
const page = async (query: Partial<PageQuery> = {}) =>
  reader.page(await discussion(), { sort: 'oldest', section: null, size: 50, from: { page: 1 }, ...query });

test('discussions of an article in every guild, the oldest thread first, without those that are not shown', async () => {
  await writer.open({ ...OPENED, guild: '6', thread: '1000' });
  await writer.open({ ...OPENED, guild: '5', thread: '100' });
  await writer.open({ ...OPENED, guild: '4', thread: '101', article: 'another' });
  expect((await reader.ofArticle(OPENED.article)).map(({ thread }) => thread)).toEqual(['90', '100', '1000']);
  await writer.apply({ guild: '5', thread: '100' }, [{ type: 'state.changed', shown: false }]);
  expect((await reader.ofArticle(OPENED.article)).map(({ thread }) => thread)).toEqual(['90', '1000']);
  expect(await reader.ofArticle('nobody wrote this')).toEqual([]);
});

test('the first page is there when nothing is on it, a later one is not', async () => {
  expect(await page()).toEqual({
    comments: [],
    conversations: null,
    ends: null,
    names: new Map(),
    page: 1,
    pages: 1,
    isFirst: true,
    isLast: true,
  });
  expect(await page({ sort: 'top' })).toMatchObject({ comments: [], isFirst: true, isLast: true });
  expect(await page({ from: { page: 2 } })).toBeUndefined();
  expect(await page({ section: 'no such section' })).toMatchObject({ comments: [] });
  expect(await page({ from: { page: 1_000_000_000 } })).toBeUndefined();
  expect(await page({ from: { after: '100' } })).toBeUndefined();
  expect(await page({ sort: 'top', from: { after: '100' } })).toBeUndefined();
});

test('names are those of members who publish: authors, whom they answer, and whom they mention', async () => {
  await writer.apply(OPENED, [
    written({ id: '100', author: '1', content: 'To <@2>, <@!3> and <@4>' }),
    written({ id: '101', author: '3', content: 'An answer', answers: '100' }),
    written({ id: '102', author: '2' }),
  ]);
  await members.choose({ guild: OPENED.guild, user: '2' }, chosen('keep'));
  const shown = await page();
  expect(shown?.names).toEqual(
    new Map([
      ['1', 'Member 1'],
      ['3', 'Member 3'],
    ]),
  );
  expect(shown?.comments).toMatchObject([
    { id: '100', authorName: 'Member 1', replies: 1, answered: null },
    {
      id: '101',
      authorName: 'Member 3',
      answered: { id: '100', published: true, name: 'Member 1', content: 'To <@2>, <@!3> and <@4>' },
    },
  ]);
});

test('of those whom one comment mentions, the first 20 are named: more would be read for nothing that anybody reads', async () => {
  const crowd = Array.from({ length: 30 }, (_, index) => String(10 + index));
  await writer.apply(OPENED, [
    ...crowd.map((author, index) => written({ id: String(200 + index), author })),
    written({ id: '300', author: '1', content: crowd.map((user) => `<@${user}> <@${user}>`).join('') }),
  ]);
  const shown = await page({ size: 1, sort: 'newest' });
  expect([...(shown?.names.keys() ?? [])]).toEqual(['1', ...crowd.slice(0, 20)]);
});

test('what is answered but not on the page has neither name nor words', async () => {
  await writer.apply(OPENED, [
    written({ id: '100', author: '2' }),
    written({ id: '101', answers: '100' }),
    written({ id: '102', answers: '55' }),
  ]);
  await members.choose({ guild: OPENED.guild, user: '2' }, chosen('keep'));
  expect((await page())?.comments.map(({ answered }) => answered)).toEqual([
    { id: '100', published: false, deleted: false, name: null, content: '' },
    { id: '55', published: false, deleted: false, name: null, content: '' },
  ]);
});

test('a tombstone keeps its place and when it was written, and nothing else; it goes with its last reply', async () => {
  const id = '175928847299117063';
  await writer.apply(OPENED, [
    written({ id, answers: '92' }),
    written({ id: '175928847299117064', answers: id }),
    { type: 'replies.deleted', ids: [id] },
  ]);
  expect((await page())?.comments[0]).toEqual({
    id,
    createdAt: 1_462_015_105_796,
    section: 'second',
    parent: null,
    root: id,
    comment: null,
    authorName: null,
    badge: null,
    replies: 1,
    answered: null,
  });
  expect((await page())?.comments[1]).toMatchObject({
    section: 'second',
    answered: { id, published: true, deleted: true, name: null, content: '' },
  });
  expect((await page({ sort: 'top' }))?.comments).toHaveLength(1);
  await writer.apply(OPENED, [{ type: 'replies.deleted', ids: ['175928847299117064'] }]);
  expect((await page())?.comments).toEqual([]);
});

test('comments by their ids come in the order asked for, without those that are not on the page', async () => {
  await writer.apply(OPENED, [written({ id: '100' }), written({ id: '101' }), written({ id: '102', author: '2' })]);
  await members.choose({ guild: OPENED.guild, user: '2' }, chosen('keep'));
  const { comments } = await reader.comments(await discussion(), ['102', '101', '5', '100']);
  expect(comments.map(({ id }) => id)).toEqual(['101', '100']);
  expect(await reader.position(await discussion(), '102')).toBeUndefined();
});

test('top shows the 500 best of a longer discussion', async () => {
  await writer.apply(
    OPENED,
    Array.from({ length: 700 }, (_, index) => written({ id: String(1_000 + index) })),
  );
  await writer.apply(OPENED, [{ type: 'reactions.counted', id: '1650', reactions: [{ emoji: '👍', count: 2 }] }]);
  const top = await page({ sort: 'top', size: 100 });
  expect(top).toMatchObject({ pages: 5, isLast: false });
  expect(top?.comments.slice(0, 2).map(({ id }) => id)).toEqual(['1650', '1000']);
  expect(await page({ sort: 'top', size: 100, from: { page: 6 } })).toBeUndefined();
  expect(await page({ sort: 'oldest', size: 100, from: { page: 7 } })).toMatchObject({ pages: 7, isLast: true });
});

test('a page takes as many calls to the store in a long discussion as in a short one', async () => {
  const callsFor = async (query: Partial<PageQuery>): Promise<number> => {
    const found = await discussion();
    let calls = 0;
    const counted: Store = {
      ...store,
      get: (key) => store.get(key).finally(() => (calls += 1)),
      getMany: (keys) => store.getMany(keys).finally(() => (calls += 1)),
    };
    await createDiscussionReader({ store: counted }).page(found, {
      sort: 'oldest',
      section: null,
      size: 50,
      from: { page: 1 },
      ...query,
    });
    return calls;
  };
  await writer.apply(
    OPENED,
    Array.from({ length: 60 }, (_, index) => written({ id: String(1_000 + index), answers: String(999 + index) })),
  );
  const short = [await callsFor({}), await callsFor({ sort: 'top' }), await callsFor({ from: { after: '1004' } })];
  await writer.apply(
    OPENED,
    Array.from({ length: 2_000 }, (_, index) => written({ id: String(2_000 + index), answers: String(1_999 + index) })),
  );
  const long = [
    await callsFor({ from: { page: 20 } }),
    await callsFor({ sort: 'top' }),
    await callsFor({ from: { after: '2500' } }),
  ];
  expect(long).toEqual(short);
  expect(Math.max(...long)).toBeLessThanOrEqual(7);
});

test('a page is read without a look at what anybody decided, only at who is being erased', async () => {
  await writer.apply(OPENED, [written({ id: '100' }), written({ id: '101', author: '2', answers: '100' })]);
  const found = await discussion();
  const read: string[] = [];
  const watched: Store = {
    ...store,
    get: (key) => (read.push(key), store.get(key)),
    getMany: (keys) => (read.push(...keys), store.getMany(keys)),
  };
  const query = { sort: 'oldest', section: null, size: 50, from: { page: 1 } } as const;
  await createDiscussionReader({ store: watched }).page(found, query);
  const kinds = new Set(read.map((key) => key.split(':')[1]));
  expect(read.filter((key) => key.includes(':unfinished:') && !key.includes(':forgetting:'))).toEqual([]);
  expect(kinds).toEqual(new Set(['comment', 'duties', 'index', 'name', 'pages', 'replies', 'unfinished']));
});

test('the revision changes with every change', async () => {
  const before = reader.revision();
  await writer.apply(OPENED, [written({ id: '100' })]);
  expect(reader.revision()).not.toBe(before);
});
