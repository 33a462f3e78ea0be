import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { openStore } from '../../../src/storage/open.ts';
import type { Store } from '../../../src/storage/store.ts';
import type { Writer } from '../../../src/storage/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { endingAfter, writerOf } from '../../helpers/writer.ts';

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

test('ids that are held expire 30 days after their message, however many, with their counts and whoever waits', async () => {
  await apply(...Array.from({ length: 600 }, (_, index) => written(index + 1)), written(10_000));
  await writer.expire(timeAt(599) + 30 * DAY, 30);
  expect((await discussionNow())?.counts.discordOnly).toBe(2);
  expect(await writer.members.waiting(OPENED)).toEqual([{ user: '1', count: 2, first: idAt(600), last: idAt(10_000) }]);
  await writer.expire(timeAt(10_000) + 30 * DAY, 30);
  expect((await discussionNow())?.counts.discordOnly).toBe(0);
  const keys = (await Array.fromAsync(store.iterate(''))).map(([key]) => key);
  expect(keys.filter((key) => /:(?:comment|wrote|held|waiting|member):/u.test(key))).toEqual([]);
});

test('a discussion that cannot be seen is kept for the days of the operator, counted from the first moment', async () => {
  await apply({ type: 'reach.changed', since: 5 * DAY }, { type: 'reach.changed', since: 9 * DAY });
  expect(await writer.expire(14 * DAY, 10)).toEqual([]);
  await apply({ type: 'reach.changed', since: null });
  expect(await writer.expire(100 * DAY, 10)).toEqual([]);
  await apply({ type: 'reach.changed', since: 100 * DAY });
  expect(await writer.expire(110 * DAY, 10)).toEqual([{ guild: OPENED.guild, thread: OPENED.thread }]);
  expect(await discussionNow()).toBeUndefined();
});

test('a closing that failed in the middle is finished within the hour', async () => {
  await apply(written(1), written(2));
  const failing = writerOf(endingAfter(store, 2), 'ask');
  await expect(failing.discussions.close(OPENED)).rejects.toThrow('ended');
  await writer.expire(timeAt(3), 30);
  const keys = (await Array.fromAsync(store.iterate(''))).map(([key]) => key);
  expect(keys.filter((key) => key.includes(OPENED.thread))).toEqual([]);
});
