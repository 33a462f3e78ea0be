import { beforeEach, expect, test } from 'vitest';
import type { CommentRecord } from '../../../src/discussions/comment.ts';
import { NO_MARKS } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Entry, TopList } from '../../../src/store/lists.ts';
import type { Store, Write } from '../../../src/store/store.ts';
import { openWriter } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild, thread } = OPENED;
const prefix = `{${guild}}:comment:${thread}:`;
/** More than one write takes. */
const HELD = 1_100;

/** Given by one person alone, but for one emoji. */
const REACTIONS = ['👍', '🎉', '🔥', '👀'].map((emoji, index) => ({ emoji, count: index === 0 ? 2 : 1 }));

const upgraded = (store: Store) => openWriter({ store, marks: NO_MARKS, policy: 'ask' });

async function entriesOf(store: Store): Promise<Map<string, unknown>> {
  const entries = await Array.fromAsync(store.iterate<unknown>(''));
  return new Map(entries.map(([key, value]): [string, unknown] => [key, value]));
}

let store: Store;
let inThisForm: Map<string, unknown>;

/** A store as form 2 left it: held replies, one that is published with reactions and one that was deleted. */
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
    {
      type: 'reply.written',
      reply: writtenReply({ id: idAt(2_000), author: '2', reactions: REACTIONS, answers: '91' }),
    },
    { type: 'reply.written', reply: writtenReply({ id: idAt(2_002), author: '2' }) },
    { type: 'replies.deleted', ids: [idAt(2_001)] },
  ]);
  await store.setMany([{ key: 'instance', value: { secret: 's', schema: 5 } }]);
  inThisForm = await entriesOf(store);
  const discussion = await discussions.byThread(OPENED);
  const { held, ...counts } = discussion?.counts ?? {};
  const former = { ...discussion, counts: { ...counts, discordOnly: held } };
  const records = await Array.fromAsync(store.iterate<CommentRecord>(prefix));
  await store.setMany([
    { key: 'instance', value: { secret: 's', schema: 2 } },
    ...[...inThisForm].flatMap(([key, value]) => withSums(key, value)),
    { key: `{${guild}}:discussion:${thread}`, value: former },
    ...records
      .filter(([, { state }]) => state === 'held')
      .map(([key, record]) => ({ key, value: { ...record, state: 'discordOnly' } })),
  ]);
});

/** Lists as form 3 left them: scored by sums. */
function withSums(key: string, value: unknown): Write[] {
  const sum = ([id, score]: Entry): Entry => [id, id === idAt(2_000) ? 5 : score];
  if (key.includes(':index:')) return [{ key, value: (value as Entry[]).map(sum) }];
  if (!key.includes(':top:')) return [];
  const top = value as TopList;
  return [{ key, value: { ...top, entries: top.entries.map(sum) } }];
}

test('a store of form 2 is brought into this form', async () => {
  expect(await entriesOf(store)).not.toEqual(inThisForm);
  const { discussions } = await upgraded(store);
  expect(await entriesOf(store)).toEqual(inThisForm);
  expect((await discussions.byThread(OPENED))?.counts).toEqual({ comments: 2, held: HELD, sections: { first: 1 } });
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  'an upgrade that ended after %i writes is resumed at the next start',
  async (writes) => {
    await expect(upgraded(endingAfter(store, writes))).rejects.toThrow('ended');
    await upgraded(store);
    expect(await entriesOf(store)).toEqual(inThisForm);
  },
);

test('a store that is in this form already is left as it is', async () => {
  await upgraded(store);
  await expect(upgraded(endingAfter(store, 0))).resolves.toBeDefined();
});

test('a store of a form that no release wrote is refused', async () => {
  await store.setMany([{ key: 'instance', value: { secret: 's', schema: 1 } }]);
  await expect(upgraded(store)).rejects.toThrow('form 1, which no release wrote');
});
