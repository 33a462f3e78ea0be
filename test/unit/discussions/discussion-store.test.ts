import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { Discussion } from '../../../src/discussions/discussion.ts';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { createDiscussionReader } from '../../../src/discussions/reading.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { OPENED, writtenReply } from '../../helpers/discussion-steps.ts';
import { endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const OTHER = { ...OPENED, thread: '80', article: 'another' };

let store: Store;
let writer: DiscussionStore;
beforeEach(async () => {
  store = await openStore('memory:');
  writer = writerOf(store, 'opt-out').discussions;
  await writer.open(OPENED);
});

const written = (fields: Parameters<typeof writtenReply>[0]): Change => ({
  type: 'reply.written',
  reply: writtenReply(fields),
});
const keysIn = async (prefix = '') => (await Array.fromAsync(store.iterate(prefix))).map(([key]) => key);
const discussionIn = async (ref: { guild: string; thread: string } = OPENED): Promise<Discussion> => {
  const found = await writer.byThread(ref);
  if (!found) throw new Error('The discussion is not there');
  return found;
};

describe('opening', () => {
  test('records the discussion and its place', async () => {
    expect(await writer.place(guild, OPENED.article)).toEqual({ state: 'open', thread: OPENED.thread });
    expect(await Array.fromAsync(writer.all())).toEqual([await discussionIn()]);
  });

  test('again keeps what is there, and a second thread for the article is refused', async () => {
    await writer.apply(OPENED, [written({ id: '100' })]);
    const again = await writer.open({ ...OPENED, posts: [...OPENED.posts, { message: '93', section: 'third' }] });
    expect(again).toMatchObject({ counts: { comments: 1 }, posts: [{}, {}, { section: 'third' }] });
    await expect(writer.open({ ...OPENED, thread: '81' })).rejects.toThrow(
      `already under discussion in thread ${OPENED.thread}`,
    );
  });

  test('is recorded from the first moment, so that it can be finished later', async () => {
    const place = { state: 'opening', channel: '8', seed: 's', since: '7', message: null, thread: null } as const;
    await writer.setPlace('9', 'half:posted', place);
    expect(await Array.fromAsync(writer.pendingOpenings())).toEqual([{ guild: '9', article: 'half:posted', place }]);
    await writer.setPlace('9', 'half:posted', null);
    expect(await Array.fromAsync(writer.pendingOpenings())).toEqual([]);
    expect(await writer.place('9', 'half:posted')).toBeUndefined();
  });
});

describe('closing', () => {
  const busy = async () => {
    await writer.open(OTHER);
    const replies = Array.from({ length: 300 }, (_, index) =>
      written({ id: String(100 + index), author: String(index % 3), answers: index % 2 ? '91' : String(99 + index) }),
    );
    await writer.apply(OPENED, [...replies, { type: 'replies.deleted', ids: ['100', '105'] }]);
    await writer.apply(OTHER, [written({ id: '100', author: '1', thread: OTHER.thread })]);
  };

  test('frees the article and erases everything but what belongs to other discussions', async () => {
    await busy();
    await writer.close(OPENED);
    expect((await keysIn()).filter((key) => key.includes(`:${OPENED.thread}`))).toEqual([]);
    expect(await keysIn(`{${guild}}:name:`)).toEqual([`{${guild}}:name:1`]);
    expect(await keysIn(`{${guild}}:member:`)).toEqual([`{${guild}}:member:1`]);
    expect(await writer.place(guild, OPENED.article)).toBeUndefined();
    expect((await discussionIn(OTHER)).counts.comments).toBe(1);
    await writer.apply(OPENED, [written({ id: '900' })]);
    expect((await keysIn()).filter((key) => key.includes('900'))).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])('that ended after %i writes is finished at the next start', async (writes) => {
    await busy();
    const ending = writerOf(endingAfter(store, writes), 'opt-out').discussions;
    await expect(ending.close(OPENED)).rejects.toThrow('ended');
    expect(await createDiscussionReader({ store }).ofArticle(OPENED.article)).toEqual([]);
    await writerOf(store, 'opt-out').recover();
    expect((await keysIn()).filter((key) => key.includes(`:${OPENED.thread}`))).toEqual([]);
  });

  test('leaves nothing of a message that was just being posted there', async () => {
    const { consentRequests, discussions } = writerOf(store, 'opt-out');
    await consentRequests.write(OPENED, { message: '99', at: 5, count: 1, isPosting: true });
    await discussions.close(OPENED);
    await consentRequests.write(OPENED, { message: '100', at: 5, count: 1 });
    expect((await keysIn()).filter((key) => key.includes(`:${OPENED.thread}`))).toEqual([]);
  });

  test('does not free an article that is meanwhile under discussion elsewhere', async () => {
    await writer.setPlace(guild, OPENED.article, { state: 'open', thread: '95' });
    await writer.close(OPENED);
    expect(await writer.place(guild, OPENED.article)).toEqual({ state: 'open', thread: '95' });
  });
});

test('a deletion known for 30 days is forgotten after that', async () => {
  const deletion = { type: 'replies.deleted', ids: ['100'] } as const;
  const writes: unknown[] = [];
  const watched = { ...store, setMany: async (some: Parameters<Store['setMany']>[0]) => void writes.push(...some) };
  await writerOf(watched, 'opt-out').discussions.apply(OPENED, [deletion]);
  expect(writes).toEqual([
    {
      key: `{${guild}}:comment:${OPENED.thread}:100`,
      value: { state: 'deleted', placement: null },
      ttl: 30 * 86_400_000,
    },
  ]);
});

test('a store that fails rejects the change and takes nothing for absent', async () => {
  await writer.apply(OPENED, [written({ id: '100' })]);
  const failing: Store = { ...store, getMany: () => Promise.reject(new Error('unreachable')) };
  const broken = writerOf(failing, 'opt-out').discussions;
  await expect(broken.apply(OPENED, [written({ id: '101' })])).rejects.toThrow('unreachable');
  expect((await discussionIn()).counts.comments).toBe(1);
});
