import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { WrittenReply } from '../../../src/discussions/comment.ts';
import { createDiscussionReader, type CommentPage } from '../../../src/discussions/reading.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { expectConversations, withoutConversations } from '../../helpers/conversations.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const HEAD = '1';
const OTHER = '2';

let store: Store;
let writer: Writer;

beforeEach(async () => {
  store = await openStore('memory:');
  writer = writerOf(store, 'ask');
  for (const user of [HEAD, OTHER]) await writer.members.choose({ guild, user }, chosen('publish'));
  await writer.discussions.open(OPENED);
});

type Fields = Partial<WrittenReply> & Pick<WrittenReply, 'id'>;
const written = (fields: Fields): Change => ({
  type: 'reply.written',
  reply: writtenReply({ author: OTHER, ...fields }),
});
const deleted = (...ids: string[]): Change => ({ type: 'replies.deleted', ids });
const write = (...changes: Change[]) => writer.discussions.apply(OPENED, changes);

const discussionNow = async () => {
  const found = await writer.discussions.byThread(OPENED);
  if (!found) throw new Error('The discussion is not there');
  return found;
};
const pageOf = async (from: Store, section: string | null = null): Promise<CommentPage> => {
  const query = { sort: 'conversations', section, size: 20, from: { page: 1 } } as const;
  const page = await createDiscussionReader({ store: from }).page(await discussionNow(), query);
  if (!page) throw new Error('There is no first page');
  return page;
};

/** Each conversation of the first page: its head's id, null for one that is not shown, and its answers'. */
async function conversations(section: string | null = null): Promise<[string | null, ...string[]][]> {
  await expectConversations(store, OPENED, [null, 'first', 'second']);
  const { conversations: shown } = await pageOf(store, section);
  return (shown ?? []).map(({ head, answers }) => [head?.id ?? null, ...answers.map(({ id }) => id)]);
}

const [ONE, TWO, THREE, FOUR] = [idAt(1), idAt(2), idAt(3), idAt(4)] as [string, string, string, string];

test('an answer to an answer is in the conversation of the head, however deep', async () => {
  await write(written({ id: ONE }), written({ id: TWO, answers: ONE }), written({ id: THREE, answers: TWO }));
  await write(written({ id: FOUR }));
  expect(await conversations()).toEqual([[ONE, TWO, THREE], [FOUR]]);
});

test('a parent that comes late heads its own conversation: nothing is moved', async () => {
  await write(written({ id: ONE }), written({ id: THREE, answers: TWO }));
  expect(await conversations()).toEqual([[ONE], [null, THREE]]);
  await write(written({ id: TWO, answers: ONE }), written({ id: FOUR, answers: TWO }));
  expect(await conversations()).toEqual([[ONE], [TWO, THREE, FOUR]]);
});

test('answers in a circle, which no thread has, end nothing and are all there', async () => {
  await write(
    written({ id: ONE, answers: TWO }),
    written({ id: TWO, answers: THREE }),
    written({ id: THREE, answers: ONE }),
  );
  expect(new Set((await conversations()).flat())).toEqual(new Set([ONE, TWO, THREE]));
  await withoutConversations(store, OPENED);
  writer = writerOf(store, 'ask');
  await writer.linkConversations(() => false);
  expect(new Set((await conversations()).flat())).toEqual(new Set([ONE, TWO, THREE]));
  await write(deleted(ONE, TWO, THREE));
  expect(await conversations()).toHaveLength(1);
});

test('a deleted head keeps its line while it has answers, and goes with the last', async () => {
  await write(
    written({ id: ONE }),
    written({ id: TWO, answers: ONE }),
    written({ id: THREE, answers: TWO }),
    deleted(ONE),
  );
  expect(await conversations()).toEqual([[ONE, TWO, THREE]]);
  expect((await pageOf(store)).conversations?.[0]?.head?.comment).toBeNull();
  await write(deleted(THREE), deleted(TWO));
  expect(await conversations()).toEqual([]);
});

test('a conversation outlives its forgotten head, and later answers still find it', async () => {
  await write(written({ id: ONE, author: HEAD }), written({ id: TWO, answers: ONE }));
  await writer.members.forget({ guild, user: HEAD }, timeAt(10));
  expect(await conversations()).toEqual([[ONE, TWO]]);
  await write(written({ id: THREE, answers: ONE }), written({ id: FOUR, answers: TWO }));
  expect(await conversations()).toEqual([[ONE, TWO, THREE, FOUR]]);
});

test('an answer whose author keeps it on Discord does not break what was said to it from the conversation', async () => {
  await write(
    written({ id: ONE }),
    written({ id: TWO, author: HEAD, answers: ONE }),
    written({ id: THREE, answers: TWO }),
  );
  await writer.members.choose({ guild, user: HEAD }, chosen('keep', timeAt(10)));
  await write(written({ id: FOUR, answers: TWO }));
  expect(await conversations()).toEqual([[ONE, THREE, FOUR]]);
});

describe('a hidden comment, and the undoing of it,', () => {
  const hide = (id: string): Change => ({
    type: 'comment.hidden',
    id,
    author: OTHER,
    hide: { by: '9', reason: '', at: timeAt(5) },
  });

  test.each([
    ['a head', ONE, [null, TWO, THREE]],
    ['an answer', TWO, [ONE, THREE]],
  ])('leave the rest of the conversation where it is: %s', async (_what, id, left) => {
    const replies = [written({ id: ONE }), written({ id: TWO, answers: ONE }), written({ id: THREE, answers: TWO })];
    await write(...replies, hide(id));
    expect(await conversations()).toEqual([left]);
    await write({ type: 'comment.unhidden', id }, ...replies);
    expect(await conversations()).toEqual([[ONE, TWO, THREE]]);
  });

  test('take a head without answers off the list, and put it back', async () => {
    await write(written({ id: ONE }), hide(ONE));
    expect(await conversations()).toEqual([]);
    await write({ type: 'comment.unhidden', id: ONE }, written({ id: ONE }));
    expect(await conversations()).toEqual([[ONE]]);
  });
});

test('a section lists the conversations with anything about it, heads that are not shown among them', async () => {
  const held = written({ id: TWO, author: '3', answers: '91' });
  await write(written({ id: ONE, answers: '91' }), written({ id: THREE, answers: TWO }), held);
  expect(await conversations('first')).toEqual([[ONE]]); // when the answer came, nobody knew what it was about
  await write(written({ id: FOUR, answers: TWO }));
  expect(await conversations('first')).toEqual([[ONE], [null, THREE, FOUR]]);
  await write(deleted(FOUR));
  expect(await conversations('first')).toEqual([[ONE]]);
  expect(await conversations()).toEqual([[ONE], [null, THREE]]);
});

/** Counts the keys that a store reads and writes. */
function counting(counted: Store) {
  const keys = { read: 0, written: 0 };
  const getMany: Store['getMany'] = (asked) => {
    keys.read += asked.length;
    return counted.getMany(asked);
  };
  const get: Store['get'] = (asked) => {
    keys.read += 1;
    return counted.get(asked);
  };
  const setMany: Store['setMany'] = (writes) => {
    keys.written += writes.length;
    return counted.setMany(writes);
  };
  return { keys, store: { ...counted, get, getMany, setMany } };
}

test('an answer and a page cost the same, however many answers a head has', async () => {
  await write(written({ id: ONE }));
  const costs = [];
  for (const many of [400, 2_000]) {
    for (let index = costs.length === 0 ? 1 : 401; index <= many; index += 200)
      await write(...Array.from({ length: 200 }, (_, one) => written({ id: idAt(index + one + 1), answers: ONE })));
    const counted = counting(store);
    await writerOf(counted.store, 'ask').discussions.apply(OPENED, [
      written({ id: idAt(many + 500_000), answers: ONE }),
    ]);
    const appended = { ...counted.keys };
    await pageOf(counted.store);
    costs.push({ appended, page: counted.keys.read - appended.read });
  }
  const [few, many] = costs;
  expect(many?.page).toBe(few?.page);
  expect(many?.appended.read).toBe(few?.appended.read);
  expect(Math.abs((many?.appended.written ?? NaN) - (few?.appended.written ?? NaN))).toBeLessThan(3); // a page may split
});

describe('a discussion of an earlier version', () => {
  const replies = [
    ...Array.from({ length: 300 }, (_, index) => written({ id: idAt(index + 1) })),
    written({ id: idAt(301), author: '3', answers: ONE }), // held
    ...Array.from({ length: 300 }, (_, index) => written({ id: idAt(index + 302), answers: idAt(index + 301) })),
  ];

  beforeEach(async () => {
    await write(...replies);
    await withoutConversations(store, OPENED);
    writer = writerOf(store, 'ask');
  });

  test('gets its conversations, and says so when all are there', async () => {
    const { version } = await discussionNow();
    await writer.linkConversations(() => false);
    expect(await discussionNow()).toMatchObject({ hasConversations: true, version: version + 1 });
    expect((await conversations())[0]).toEqual([ONE, idAt(302), idAt(303), idAt(304)]);
    expect((await pageOf(store)).pages).toBe(15);
    await expect(writerOf(endingAfter(store, 0), 'ask').linkConversations(() => false)).resolves.toBeUndefined();
  });

  test.each([0, 1, 2, 3])('that was stopped after %i writes goes on at the next start', async (writes) => {
    await expect(writerOf(endingAfter(store, writes), 'ask').linkConversations(() => false)).rejects.toThrow('ended');
    expect((await discussionNow()).hasConversations).toBeUndefined();
    await writer.linkConversations(() => false);
    expect((await conversations())[0]).toEqual([ONE, idAt(302), idAt(303), idAt(304)]);
  });

  test('stops between two batches when it is told to', async () => {
    let asked = 0;
    await writer.linkConversations(() => (asked += 1) > 2);
    expect((await discussionNow()).hasConversations).toBeUndefined();
  });

  test('places a new answer as if all were done', async () => {
    await write(written({ id: idAt(1_000), answers: idAt(601) }));
    await writer.linkConversations(() => false);
    expect((await pageOf(store)).conversations?.[0]).toMatchObject({ name: ONE, count: 301 });
  });
});
