import { beforeEach, expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/discussions/comment.ts';
import { NO_MARKS } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { openWriter } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild, thread } = OPENED;
const prefix = `{${guild}}:comment:${thread}:`;
/** More than one write takes. */
const HELD = 1_100;

const upgraded = (store: Store) => openWriter({ store, marks: NO_MARKS, policy: 'ask' });

async function entriesOf(store: Store): Promise<Map<string, unknown>> {
  const entries = await Array.fromAsync(store.iterate<unknown>(''));
  return new Map(entries.map(([key, value]): [string, unknown] => [key, value]));
}

let store: Store;
let inThisForm: Map<string, unknown>;

/** A store as form 2 left it: held replies, one that is published and one that was deleted. */
beforeEach(async () => {
  store = await openStore('memory:');
  const { discussions, members } = writerOf(store, 'ask');
  await discussions.open(OPENED);
  await members.choose({ guild, user: '2' }, chosen('publish'));
  await discussions.apply(OPENED, [
    ...Array.from({ length: HELD }, (_, index) => ({
      type: 'reply.written' as const,
      reply: writtenReply({ id: idAt(index + 1), author: '1' }),
    })),
    { type: 'reply.written', reply: writtenReply({ id: idAt(2_000), author: '2' }) },
    { type: 'replies.deleted', ids: [idAt(2_001)] },
  ]);
  await store.setMany([{ key: 'instance', value: { secret: 's', schema: 4 } }]);
  inThisForm = await entriesOf(store);
  const discussion = await discussions.byThread(OPENED);
  const { held, ...counts } = discussion?.counts ?? {};
  const former = { ...discussion, counts: { ...counts, discordOnly: held } };
  const records = await Array.fromAsync(store.iterate<CommentRecord>(prefix));
  await store.setMany([
    { key: 'instance', value: { secret: 's', schema: 2 } },
    { key: `{${guild}}:discussion:${thread}`, value: former },
    ...records
      .filter(([, { state }]) => state === 'held')
      .map(([key, record]) => ({ key, value: { ...record, state: 'discordOnly' } })),
  ]);
});

test('a store of form 2 is brought into this form', async () => {
  expect(await entriesOf(store)).not.toEqual(inThisForm);
  const { discussions } = await upgraded(store);
  expect(await entriesOf(store)).toEqual(inThisForm);
  expect((await discussions.byThread(OPENED))?.counts).toEqual({ comments: 1, held: HELD, sections: {} });
});

test.each([0, 1, 2, 3, 4])('an upgrade that ended after %i writes is resumed at the next start', async (writes) => {
  await expect(upgraded(endingAfter(store, writes))).rejects.toThrow('ended');
  await upgraded(store);
  expect(await entriesOf(store)).toEqual(inThisForm);
});

test('a store that is in this form already is left as it is', async () => {
  await upgraded(store);
  await expect(upgraded(endingAfter(store, 0))).resolves.toBeDefined();
});

test('a store of a form that no release wrote is refused', async () => {
  await store.setMany([{ key: 'instance', value: { secret: 's', schema: 1 } }]);
  await expect(upgraded(store)).rejects.toThrow('form 1, which no release wrote');
});
