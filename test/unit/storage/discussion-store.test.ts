import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { Discussion } from '../../../src/discussions/discussion.ts';
import { createDiscussionReader } from '../../../src/storage/discussion-reader.ts';
import { createDiscussionStore, type DiscussionWriter } from '../../../src/storage/discussion-store.ts';
import { openStore } from '../../../src/storage/open.ts';
import type { Store } from '../../../src/storage/store.ts';
import { OPENED, writtenReply } from '../../helpers/discussion-steps.ts';

const { guild } = OPENED;
const OTHER = { ...OPENED, thread: '80', article: 'another' };

let store: Store;
let writer: DiscussionWriter;
beforeEach(async () => {
  store = await openStore('memory:');
  writer = createDiscussionStore({ store, policy: 'opt-out' });
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

/** A store that fails for good after some writes, as if the process had ended there. */
function endingAfter(writes: number): Store {
  let left = writes;
  return { ...store, setMany: async (some) => (left-- > 0 ? store.setMany(some) : Promise.reject(new Error('ended'))) };
}

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

  test('leaves a trace from the first moment, so that it can be finished later', async () => {
    const place = { state: 'opening', channel: '8', seed: 's', message: null, thread: null } as const;
    await writer.setPlace('9', 'half:posted', place);
    expect(await Array.fromAsync(writer.unfinished())).toEqual([{ guild: '9', article: 'half:posted', place }]);
    await writer.setPlace('9', 'half:posted', null);
    expect(await Array.fromAsync(writer.unfinished())).toEqual([]);
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
    const ending = createDiscussionStore({ store: endingAfter(writes), policy: 'opt-out' });
    await expect(ending.close(OPENED)).rejects.toThrow('ended');
    expect(await createDiscussionReader({ store }).ofArticle(OPENED.article)).toEqual([]);
    await createDiscussionStore({ store, policy: 'opt-out' }).finishErasures();
    expect((await keysIn()).filter((key) => key.includes(`:${OPENED.thread}`))).toEqual([]);
  });

  test('does not free an article that is meanwhile under discussion elsewhere', async () => {
    await writer.setPlace(guild, OPENED.article, { state: 'open', thread: '95' });
    await writer.close(OPENED);
    expect(await writer.place(guild, OPENED.article)).toEqual({ state: 'open', thread: '95' });
  });
});

describe('a member', () => {
  const secret = 'what I would rather not have said';

  test('who keeps their words on Discord leaves none in the store, and gets them back from Discord later', async () => {
    await writer.open(OTHER);
    await writer.apply(OPENED, [
      written({ id: '100', content: secret }),
      written({ id: '101', author: '2', answers: '100' }),
    ]);
    await writer.apply(OTHER, [written({ id: '102', content: secret, thread: OTHER.thread })]);
    await writer.choose(guild, '1', 'keep');
    expect(JSON.stringify(await Array.fromAsync(store.iterate('')))).not.toContain(secret);
    expect(await store.get(`{${guild}}:name:1`)).toBeUndefined();
    expect(await writer.consent(guild, '1')).toBe('keep');
    expect((await discussionIn()).counts).toMatchObject({ comments: 1, discordOnly: 1 });
    expect(await Array.fromAsync(writer.held(guild, '1'))).toEqual([
      { thread: OPENED.thread, ids: ['100'] },
      { thread: OTHER.thread, ids: ['102'] },
    ]);
    await writer.apply(OPENED, [written({ id: '103', content: secret })]);
    expect(await writer.records(OPENED, ['103'])).toMatchObject([{ state: 'discordOnly' }]);

    await writer.choose(guild, '1', 'publish');
    await writer.apply(OPENED, [written({ id: '100', content: 'hello' })]);
    expect(await writer.records(OPENED, ['100', '103'])).toMatchObject([
      { state: 'published' },
      { state: 'discordOnly' },
    ]);
    expect(await store.get(`{${guild}}:name:1`)).toBe('Member 1');
  });

  test('who decides while their replies arrive is heeded for every one of them', async () => {
    await writer.open(OTHER);
    const replies = Array.from({ length: 60 }, (_, index) => String(100 + index)).map((id, index) => {
      const ref = index % 2 === 0 ? OPENED : OTHER;
      return writer.apply(ref, [written({ id, content: secret, thread: ref.thread })]);
    });
    await Promise.all([...replies.slice(0, 30), writer.choose(guild, '1', 'keep'), ...replies.slice(30)]);
    expect(JSON.stringify(await Array.fromAsync(store.iterate('')))).not.toContain(secret);
    expect((await discussionIn()).counts).toMatchObject({ comments: 0, discordOnly: 30 });
  });

  test.each([1, 2, 3])('whose choice was cut off after %i writes is heeded at the next start', async (writes) => {
    await writer.apply(OPENED, [written({ id: '100', content: secret })]);
    const ending = createDiscussionStore({ store: endingAfter(writes), policy: 'opt-out' });
    await Promise.allSettled([ending.choose(guild, '1', 'keep')]);
    await createDiscussionStore({ store, policy: 'opt-out' }).finishErasures();
    expect(JSON.stringify(await Array.fromAsync(store.iterate('')))).not.toContain(secret);
    expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
  });

  test('who was never asked is published under opt-out only', async () => {
    const asking = createDiscussionStore({ store, policy: 'ask' });
    await asking.apply(OPENED, [written({ id: '100', content: secret })]);
    expect(await asking.records(OPENED, ['100'])).toEqual([
      { state: 'discordOnly', author: '1', parent: null, section: null },
    ]);
    expect(JSON.stringify(await Array.fromAsync(store.iterate('')))).not.toContain(secret);
  });

  test('with a new name raises the version of each of their discussions', async () => {
    await writer.open(OTHER);
    await writer.apply(OTHER, [written({ id: '100', thread: OTHER.thread })]);
    const before = (await discussionIn(OTHER)).version;
    await writer.apply(OPENED, [written({ id: '101', authorName: 'Member 1' })]);
    expect((await discussionIn(OTHER)).version).toBe(before);
    await writer.apply(OPENED, [written({ id: '102', authorName: 'Another name' })]);
    expect((await discussionIn(OTHER)).version).toBe(before + 1);
    expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
  });
});

test('a deletion known for 30 days is forgotten after that', async () => {
  const deletion = { type: 'replies.deleted', ids: ['100'] } as const;
  const writes: unknown[] = [];
  const watched = { ...store, setMany: async (some: Parameters<Store['setMany']>[0]) => void writes.push(...some) };
  await createDiscussionStore({ store: watched, policy: 'opt-out' }).apply(OPENED, [deletion]);
  expect(writes).toEqual([
    {
      key: `{${guild}}:comment:${OPENED.thread}:100`,
      value: { state: 'deleted', placement: null },
      ttl: 30 * 86_400_000,
    },
  ]);
});

test('a recommendation goes with its comment', async () => {
  await writer.apply(OPENED, [written({ id: '100' }), written({ id: '101', answers: '100' })]);
  const recommended = [{ comment: '100', note: null, by: 'Moderator', at: 1 }];
  await store.setMany([
    { key: `{${guild}}:discussion:${OPENED.thread}`, value: { ...(await discussionIn()), recommended } },
  ]);
  const restarted = createDiscussionStore({ store, policy: 'opt-out' });
  await restarted.apply(OPENED, [{ type: 'replies.deleted', ids: ['100'] }]);
  expect((await discussionIn()).recommended).toEqual([]);
});

test('a store that fails rejects the change and takes nothing for absent', async () => {
  await writer.apply(OPENED, [written({ id: '100' })]);
  const failing: Store = { ...store, getMany: () => Promise.reject(new Error('unreachable')) };
  const broken = createDiscussionStore({ store: failing, policy: 'opt-out' });
  await expect(broken.apply(OPENED, [written({ id: '101' })])).rejects.toThrow('unreachable');
  expect((await discussionIn()).counts.comments).toBe(1);
});
