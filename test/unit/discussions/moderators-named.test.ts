import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { createDiscussionReader } from '../../../src/discussions/reading.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const [ONE, TWO] = [idAt(1), idAt(2)];
const MODERATOR = { guild, user: '9' };
const SECOND = { ...OPENED, thread: lastSnowflakeAt(timeAt(500)), article: 'another' };

let store: Store;
let writer: Writer;
beforeEach(async () => {
  store = await openStore('memory:');
  writer = writerOf(store, 'opt-out');
  await writer.discussions.open(OPENED);
  await writer.discussions.apply(OPENED, [written(ONE, '1'), written(TWO, '2')]);
});

const written = (id: string, author: string): Change => ({
  type: 'reply.written',
  reply: writtenReply({ id, author }),
});
const named = (name = 'Mo'): Change => ({ type: 'moderator.named', user: '9', name });
const recommended = (comment: string, by = '9'): Change => ({
  type: 'comment.recommended',
  recommendation: { comment, note: null, by, at: timeAt(50) },
});
const summed: Change = {
  type: 'summary.changed',
  summary: {
    message: '7',
    sentences: [{ text: 'Two', comment: TWO }],
    sources: [TWO],
    isRewritten: false,
    isWithdrawn: false,
    by: '9',
    updatedAt: timeAt(50),
  },
};

const apply = (...changes: Change[]) => writer.discussions.apply(OPENED, changes);
const choose = (choice: 'publish' | 'keep', at: number) => writer.members.choose(MODERATOR, chosen(choice, timeAt(at)));

/** How the page calls the moderator; undefined for "a moderator". */
async function shownName(): Promise<string | undefined> {
  const discussion = await writer.discussions.byThread(OPENED);
  if (!discussion) throw new Error('The discussion is not there');
  return (await createDiscussionReader({ store }).comments(discussion, [])).names.get('9');
}

const isNameKept = async (): Promise<boolean> => (await keysOfModerator()).includes(`{${guild}}:name:9`);

const keysOfModerator = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const [key] of store.iterate(`{${guild}}:`)) if (key.split(':').includes('9')) keys.push(key);
  return keys;
};

test('a moderator who agreed to be shown and wrote nothing is named by what they recommend or sum up', async () => {
  await choose('publish', 10);
  await apply(recommended(ONE), named());
  expect(await shownName()).toBe('Mo');
  await apply({ type: 'comment.unrecommended', id: ONE }, summed, named());
  expect(await shownName()).toBe('Mo');
});

test('one who never chose, or keeps replies on Discord, is not, and nothing of theirs is stored for it', async () => {
  await apply(recommended(ONE), named());
  expect([await shownName(), await keysOfModerator()]).toEqual([undefined, []]);
  await choose('keep', 60);
  await apply(recommended(TWO), named());
  expect(await shownName()).toBeUndefined();
  expect((await writer.members.membership(MODERATOR)).threads).toEqual([]);
});

test('a moderator without a decision in the discussion is not named', async () => {
  await choose('publish', 10);
  await apply(recommended(ONE, '8'), named());
  expect(await shownName()).toBeUndefined();
});

test.each<[string, () => Promise<unknown>]>([
  ['the recommendation is withdrawn', () => apply({ type: 'comment.unrecommended', id: ONE })],
  ['the comment is deleted', () => apply({ type: 'replies.deleted', ids: [ONE] })],
  ['the comment’s author keeps theirs', () => writer.members.choose({ guild, user: '1' }, chosen('keep', timeAt(70)))],
  ['the discussion is closed', () => writer.discussions.close(OPENED)],
  ['the moderator keeps theirs', () => choose('keep', 70)],
])('the name goes when %s', async (_what, happens) => {
  await choose('publish', 10);
  await apply(recommended(ONE), named());
  expect(await isNameKept()).toBe(true);
  await happens();
  expect(await isNameKept()).toBe(false);
  expect((await writer.members.membership(MODERATOR)).threads).toEqual([]);
});

test.each([1, 2, 3])('the name goes although the closing of the discussion ends after %i writes', async (writes) => {
  await choose('publish', 10);
  await apply(recommended(ONE), named());
  const ending = writerOf(endingAfter(store, writes), 'opt-out');
  await Promise.allSettled([ending.discussions.close(OPENED)]);
  writer = writerOf(store, 'opt-out');
  await writer.recover();
  expect(await isNameKept()).toBe(false);
  expect((await writer.members.membership(MODERATOR)).threads).toEqual([]);
});

test('the name stays while anything of theirs is shown, in this discussion or another', async () => {
  await choose('publish', 10);
  await writer.discussions.open(SECOND);
  await writer.discussions.apply(SECOND, [written(idAt(600), '1')]);
  await apply(recommended(ONE), summed, named());
  await writer.discussions.apply(SECOND, [recommended(idAt(600)), named()]);
  await apply({ type: 'comment.unrecommended', id: ONE });
  expect(await shownName()).toBe('Mo');
  await apply({ type: 'summary.changed', summary: null });
  expect(await isNameKept()).toBe(true);
  await writer.discussions.apply(SECOND, [{ type: 'comment.unrecommended', id: idAt(600) }]);
  expect(await isNameKept()).toBe(false);
});

test('a moderator’s last comment does not take the name with it while a recommendation of theirs stands', async () => {
  await choose('publish', 10);
  await apply(written(idAt(20), '9'), recommended(ONE), named());
  await apply({ type: 'replies.deleted', ids: [idAt(20)] });
  expect(await shownName()).toBe('Mo');
});

test('forgetting erases the name, and a late decision brings it not back', async () => {
  await choose('publish', 10);
  await apply(recommended(ONE), summed, named());
  await writer.members.forget(MODERATOR, timeAt(80));
  expect([await shownName(), await keysOfModerator()]).toEqual([undefined, []]);
  await apply(recommended(TWO), named());
  expect([await shownName(), await keysOfModerator()]).toEqual([undefined, []]);
});

test('another name is shown from the next decision on', async () => {
  await choose('publish', 10);
  await apply(recommended(ONE), named());
  await apply(recommended(TWO), named('Maud'));
  expect(await shownName()).toBe('Maud');
});
