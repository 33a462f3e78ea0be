import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Key, Store } from '../../../src/store/store.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, USERS, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const DAY = 86_400_000;

let store: Store;
let writer: Writer;
beforeEach(async () => {
  store = await openStore('memory:');
  writer = writerOf(store, 'ask');
  await writer.discussions.open(OPENED);
});

const written = (moment: number): Change => ({ type: 'reply.written', reply: writtenReply({ id: idAt(moment) }) });
const apply = (...changes: Change[]) => writer.discussions.apply(OPENED, changes);
const discussionNow = () => writer.discussions.byThread(OPENED);

test('any number of held ids expire 30 days after their messages, with their counts and the list of waiting members', async () => {
  await apply(...Array.from({ length: 600 }, (_, index) => written(index + 1)), written(10_000));
  await writer.expire(timeAt(599) + 30 * DAY, 30);
  expect((await discussionNow())?.counts.held).toBe(2);
  expect(await writer.members.waiting(OPENED)).toEqual([{ user: '1', count: 2, first: idAt(600), last: idAt(10_000) }]);
  await writer.expire(timeAt(10_000) + 30 * DAY, 30);
  expect((await discussionNow())?.counts.held).toBe(0);
  const keys = (await Array.fromAsync(store.iterate(''))).map(([key]) => key);
  expect(keys.filter((key) => /:(?:comment|wrote|held|waiting|member):/u.test(key))).toEqual([]);
});

test('an expired id is not stored again when its message is read once more', async () => {
  await apply(written(1), written(10_000));
  await writer.expire(timeAt(1) + 30 * DAY, 30);
  writer = writerOf(store, 'ask');
  await apply(written(1), written(10_000));
  expect((await discussionNow())?.counts.held).toBe(1);
  expect(await writer.discussions.records(OPENED, [idAt(1)])).toEqual([undefined]);
  await writer.members.choose({ guild: OPENED.guild, user: '1' }, chosen('publish', timeAt(20_000)));
  await apply(written(1));
  expect((await discussionNow())?.counts.comments).toBe(1);
});

test('what was written before its thread became a discussion is held for 30 days from then', async () => {
  const attached = { ...OPENED, thread: '80', article: 'another', attachedAt: idAt(40 * DAY) };
  await writer.discussions.open(attached);
  const reply = (moment: number) => writtenReply({ id: idAt(moment), thread: attached.thread });
  await writer.discussions.apply(attached, [{ type: 'reply.written', reply: reply(1) }]);
  const held = async () => (await writer.discussions.byThread(attached))?.counts.held;
  await writer.expire(timeAt(70 * DAY - 1), 30);
  expect(await held()).toBe(1);
  await writer.expire(timeAt(70 * DAY), 30);
  expect(await held()).toBe(0);
});

test('a discussion that cannot be seen is kept for the days of the operator, counted from the first moment', async () => {
  await apply({ type: 'reach.changed', since: 5 * DAY }, { type: 'reach.changed', since: 9 * DAY });
  await writer.expire(14 * DAY, 10);
  expect(await discussionNow()).toBeDefined();
  await apply({ type: 'reach.changed', since: null });
  await writer.expire(100 * DAY, 10);
  expect(await discussionNow()).toBeDefined();
  await apply({ type: 'reach.changed', since: 100 * DAY });
  await writer.expire(110 * DAY, 10);
  expect(await discussionNow()).toBeUndefined();
});

test.each([1, 2, 3, 4])(
  'a forget and a Keep that fail after %i writes are finished within the hour, and nothing of their member is left',
  async (writes) => {
    const [forgotten, keeping] = [
      { guild: OPENED.guild, user: USERS[0] },
      { guild: OPENED.guild, user: USERS[1] },
    ];
    const by = (author: string, moment: number): Change => ({
      type: 'reply.written',
      reply: writtenReply({ id: idAt(moment), author, content: `Words of ${author}` }),
    });
    for (const { user } of [forgotten, keeping])
      await writer.members.choose({ guild: OPENED.guild, user }, chosen('publish'));
    await apply(by(forgotten.user, 1), by(keeping.user, 2));
    let left = Infinity;
    const failing = writerOf(
      { ...store, setMany: async (some) => (left-- > 0 ? store.setMany(some) : Promise.reject(new Error('failed'))) },
      'ask',
    );
    left = writes;
    await Promise.allSettled([failing.members.forget(forgotten, timeAt(5))]);
    left = writes;
    await Promise.allSettled([failing.members.choose(keeping, chosen('keep', timeAt(5)))]);
    left = Infinity;
    await failing.expire(timeAt(6), 30);
    const all = JSON.stringify(await Array.fromAsync(store.iterate('')));
    expect(all).not.toContain('Words of');
    expect(all).not.toContain(forgotten.user);
    expect(all).not.toContain('unfinished');
  },
);

test('what one discussion has of unreadable things keeps nothing else from being erased', async () => {
  const other = { ...OPENED, thread: '80', article: 'another' };
  await writer.discussions.open(other);
  await apply(written(1));
  await writer.discussions.apply(other, [
    { type: 'reply.written', reply: writtenReply({ id: idAt(1), thread: '80' }) },
  ]);
  const broken = {
    ...store,
    getMany: <Value>(keys: readonly Key<Value>[]) =>
      keys.some((key) => key.includes(':held:80')) ? Promise.reject(new Error('unreadable')) : store.getMany(keys),
  };
  await expect(writerOf(broken, 'ask').expire(timeAt(1) + 31 * DAY, 30)).rejects.toThrow('could not be erased');
  expect((await discussionNow())?.counts.held).toBe(0);
});

test('a closing that failed in the middle is finished within the hour', async () => {
  await apply(written(1), written(2));
  const failing = writerOf(endingAfter(store, 2), 'ask');
  await expect(failing.discussions.close(OPENED)).rejects.toThrow('ended');
  await writer.expire(timeAt(3), 30);
  const keys = (await Array.fromAsync(store.iterate(''))).map(([key]) => key);
  expect(keys.filter((key) => key.includes(OPENED.thread))).toEqual([]);
});
