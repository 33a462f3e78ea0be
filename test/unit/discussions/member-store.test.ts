import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { MemberStore } from '../../../src/discussions/members.ts';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { UNDO_FOR } from '../../../src/discussions/membership.ts';
import { keysOfGuild } from '../../../src/discussions/keys.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const OTHER = { ...OPENED, thread: '80', article: 'another' };
const member = { guild, user: '1' };
const secret = 'what I would rather not have said';
const hide = { by: '9', reason: 'rude', at: 5 };

let store: Store;
let discussions: DiscussionStore;
let members: MemberStore;
let writer: Writer;
beforeEach(async () => {
  store = await openStore('memory:');
  writer = writerOf(store, 'opt-out');
  ({ discussions, members } = writer);
  await discussions.open(OPENED);
  await discussions.open(OTHER);
});

const written = (fields: Parameters<typeof writtenReply>[0]): Change => ({
  type: 'reply.written',
  reply: writtenReply({ content: secret, ...fields }),
});
const inOther = (fields: Parameters<typeof writtenReply>[0]) => written({ ...fields, thread: OTHER.thread });
const everything = async () => JSON.stringify(await Array.fromAsync(store.iterate('')));
const keysIn = async (prefix = '') => (await Array.fromAsync(store.iterate(prefix))).map(([key]) => key);
const countsOf = async (ref: { guild: string; thread: string } = OPENED) => (await discussions.byThread(ref))?.counts;
/** A writer whose process ends after its first write. */
const ending = () => writerOf(endingAfter(store, 1), 'opt-out');
const stateOf = async (id: string) => (await discussions.records(OPENED, [id]))[0]?.state;

describe('a member’s duties', () => {
  const duties = `{${guild}}:duties:`;
  const STAFF = { role: 'staff', moderates: { [OPENED.channel]: true } } as const;
  const NONE = { role: null, moderates: { [OPENED.channel]: false } } as const;
  const versionOf = async () => (await discussions.byThread(OPENED))?.version ?? 0;

  test('are kept beside the name, follow in every discussion, and stay as they were where nothing is known', async () => {
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    expect(await keysIn(duties)).toEqual([]);
    const before = await versionOf();
    await discussions.apply(OTHER, [inOther({ id: idAt(2), authorDuties: STAFF })]);
    expect(await store.get(`${duties}1`)).toEqual({ role: 'staff', moderates: [OPENED.channel] });
    expect(await versionOf()).toBeGreaterThan(before);
    await discussions.apply(OTHER, [inOther({ id: idAt(3), authorDuties: null })]);
    expect(await store.get(`${duties}1`)).toMatchObject({ role: 'staff' });
    await members.rename(member, { name: 'Member 1', duties: NONE });
    expect(await keysIn(duties)).toEqual([]);
  });

  test('are not kept of members whose replies are held, nor of those who are only seen', async () => {
    ({ discussions, members } = writerOf(store, 'ask'));
    await discussions.apply(OPENED, [written({ id: idAt(1), authorDuties: STAFF })]);
    await members.rename(member, { name: 'Member 1', duties: STAFF });
    expect(await everything()).not.toContain('staff');
    expect(await keysIn(duties)).toEqual([]);
  });

  test.each(['keep', 'forget', 'hide'] as const)('go with the name: %s', async (how) => {
    await discussions.apply(OPENED, [written({ id: idAt(1), authorDuties: STAFF })]);
    expect((await members.export(member)).duties).toEqual({ role: 'staff', moderates: [OPENED.channel] });
    if (how === 'keep') await members.choose(member, chosen('keep', timeAt(3)));
    if (how === 'forget') await members.forget(member, timeAt(3));
    if (how === 'hide') await members.hideMember(member, hide);
    expect(await keysIn(duties)).toEqual([]);
  });
});

describe('a member who keeps', () => {
  test('leaves no word or name, after ten minutes no id of a message either, and ignores later ones', async () => {
    await discussions.apply(OPENED, [written({ id: idAt(1) }), written({ id: idAt(2), author: '2', content: 'x' })]);
    await discussions.apply(OTHER, [inOther({ id: idAt(3) })]);
    await members.choose(member, chosen('keep', timeAt(3)));
    await discussions.apply(OPENED, [written({ id: idAt(4) })]);
    expect(await everything()).not.toContain(secret);
    expect(await countsOf()).toEqual({ comments: 1, held: 0, sections: {} });
    await writer.sweep(timeAt(3) + UNDO_FOR);
    expect(await stateOf(idAt(1))).toBe('held');
    await writer.sweep(timeAt(3) + UNDO_FOR + 1);
    expect((await keysIn()).filter((key) => [1, 3, 4].some((moment) => key.endsWith(idAt(moment))))).toEqual([]);
    expect(await keysIn(`{${guild}}:name:`)).toEqual([`{${guild}}:name:2`]);
    expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
    expect(await members.membership(member)).toEqual({
      consent: chosen('keep', timeAt(3)),
      publicAfter: lastSnowflakeAt(timeAt(3)),
      hidden: null,
      threads: [],
    });
    expect(await countsOf()).toEqual({ comments: 1, held: 0, sections: {} });
  });

  test('and publishes later shows only what is written after that, also when older words are edited', async () => {
    await members.choose(member, chosen('keep', timeAt(1)));
    await members.choose(member, chosen('publish', timeAt(5)));
    await discussions.apply(OPENED, [written({ id: idAt(4), editedAt: timeAt(9) }), written({ id: idAt(6) })]);
    expect([await stateOf(idAt(4)), await stateOf(idAt(6))]).toEqual([undefined, 'published']);
  });

  test('while their replies arrive is heeded for every one of them', async () => {
    const replies = Array.from({ length: 60 }, (_, index) => {
      const ref = index % 2 === 0 ? OPENED : OTHER;
      return discussions.apply(ref, [written({ id: idAt(index + 1), thread: ref.thread })]);
    });
    await Promise.all([...replies.slice(0, 30), members.choose(member, chosen('keep')), ...replies.slice(30)]);
    expect(await everything()).not.toContain(secret);
    expect(await countsOf()).toMatchObject({ comments: 0, held: 0 });
  });

  test.each([1, 2, 3, 4])('and was cut off after %i writes is heeded at the next start', async (writes) => {
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    await Promise.allSettled([writerOf(endingAfter(store, writes), 'opt-out').members.choose(member, chosen('keep'))]);
    await writerOf(store, 'opt-out').recover();
    expect(await everything()).not.toContain(secret);
    expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
  });
});

test('a member who wants only new ones shown takes back what was written, and stays public', async () => {
  await members.choose(member, chosen('publish'));
  await discussions.apply(OPENED, [written({ id: idAt(1) })]);
  await members.onlyNew(member, timeAt(2));
  await discussions.apply(OPENED, [written({ id: idAt(1) }), written({ id: idAt(3), content: 'new' })]);
  expect(await everything()).not.toContain(secret);
  expect(await members.publishedCount(member)).toBe(1);
});

describe('a member who was never asked', () => {
  beforeEach(() => void ({ discussions, members } = writerOf(store, 'ask')));

  test('is held by ids only, and waits in the thread until they choose', async () => {
    await discussions.apply(OPENED, [
      written({ id: idAt(2) }),
      written({ id: idAt(1) }),
      written({ id: idAt(3), author: '2', content: 'x' }),
    ]);
    expect(await everything()).not.toContain(secret);
    expect(await discussions.records(OPENED, [idAt(1)])).toEqual([
      { state: 'held', author: '1', parent: null, section: null, root: idAt(1) },
    ]);
    expect(await members.waiting(OPENED)).toEqual([
      { user: '1', count: 2, first: idAt(1), last: idAt(2) },
      { user: '2', count: 1, first: idAt(3), last: idAt(3) },
    ]);
    await members.choose(member, chosen('publish', timeAt(9)));
    expect(await members.waiting(OPENED)).toEqual([{ user: '2', count: 1, first: idAt(3), last: idAt(3) }]);
    expect(await Array.fromAsync(members.held(member))).toEqual([{ thread: OPENED.thread, ids: [idAt(1), idAt(2)] }]);
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    expect(await stateOf(idAt(1))).toBe('published');
    expect(await members.publishedCount(member)).toBe(1);
  });

  test('waits no more for what is deleted', async () => {
    await discussions.apply(
      OPENED,
      [1, 2, 3].map((moment) => written({ id: idAt(moment) })),
    );
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(3)] }]);
    expect(await members.waiting(OPENED)).toEqual([{ user: '1', count: 2, first: idAt(1), last: idAt(2) }]);
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(1), idAt(2)] }]);
    expect(await members.waiting(OPENED)).toEqual([]);
  });

  test('in a guild with its own policy is treated by that, at once', async () => {
    const { discussions, settings } = writerOf(store, 'ask');
    await settings.change(guild, { policy: 'opt-out' });
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    await settings.change(guild, { policy: 'ask' });
    await discussions.apply(OPENED, [written({ id: idAt(2) })]);
    expect([await stateOf(idAt(1)), await stateOf(idAt(2))]).toEqual(['published', 'held']);
  });
});

describe('a member whom a moderator hides', () => {
  test('is off the page with all that comes later, and comes back only as it is read from Discord', async () => {
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    await members.hideMember(member, hide);
    await discussions.apply(OPENED, [written({ id: idAt(2) })]);
    expect(await everything()).not.toContain(secret);
    expect(await keysIn(`{${guild}}:name:`)).toEqual([]);
    expect([await stateOf(idAt(1)), await stateOf(idAt(2))]).toEqual(['hidden', 'hidden']);
    await members.hideMember(member, null);
    expect(await Array.fromAsync(members.held(member))).toEqual([{ thread: OPENED.thread, ids: [idAt(1), idAt(2)] }]);
    await discussions.apply(OPENED, [written({ id: idAt(1) }), written({ id: idAt(2) })]);
    expect(await countsOf()).toMatchObject({ comments: 2, held: 0 });
  });

  test('is not asked, and their own choice does not lift it', async () => {
    ({ discussions, members } = writerOf(store, 'ask'));
    await members.hideMember(member, hide);
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    expect(await members.waiting(OPENED)).toEqual([]);
    await members.choose(member, chosen('publish'));
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    expect(await stateOf(idAt(1))).toBe('hidden');
  });

  test('leaves a comment that was hidden alone hidden when it is undone', async () => {
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    await discussions.apply(OPENED, [{ type: 'comment.hidden', id: idAt(1), author: '1', hide }]);
    await members.hideMember(member, hide);
    await members.hideMember(member, null);
    await discussions.apply(OPENED, [written({ id: idAt(1) })]);
    expect(await stateOf(idAt(1))).toBe('hidden');
  });
});

test('with a new name a member raises the version of each of their discussions', async () => {
  const versionOf = async () => (await discussions.byThread(OTHER))?.version ?? 0;
  await discussions.apply(OTHER, [inOther({ id: idAt(1) })]);
  const before = await versionOf();
  await discussions.apply(OPENED, [written({ id: idAt(2) })]);
  expect(await versionOf()).toBe(before);
  await discussions.apply(OPENED, [written({ id: idAt(3), authorName: 'Another name' })]);
  expect(await versionOf()).toBe(before + 1);
  expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
});

test('an export is all that is stored about the member', async () => {
  const { audit } = writerOf(store, 'opt-out');
  const entry = { at: 7, action: 'report.made', by: '1', thread: null, comment: null, note: 'look' } as const;
  await audit.note(guild, entry);
  await audit.note(guild, { ...entry, by: '2' });
  await members.choose(member, chosen('publish'));
  await discussions.apply(OPENED, [written({ id: idAt(1) }), written({ id: idAt(2), author: '2' })]);
  await discussions.apply(OTHER, [
    inOther({ id: idAt(3) }),
    { type: 'comment.hidden', id: idAt(3), author: '1', hide },
  ]);
  const pick = { note: 'Read this', at: 8 };
  await discussions.apply(OPENED, [
    written({ id: idAt(4), author: '2', content: 'As <@1> says' }),
    { type: 'comment.recommended', recommendation: { comment: idAt(1), by: '9', ...pick } },
    { type: 'comment.recommended', recommendation: { comment: idAt(2), by: '1', ...pick } },
  ]);
  const report = { ...entry, comment: idAt(1), by: null };
  await audit.note(guild, report);
  expect(await members.export(member)).toMatchObject({
    user: '1',
    name: 'Member 1',
    duties: null,
    membership: { consent: chosen('publish'), threads: [OPENED.thread, OTHER.thread] },
    comments: [
      {
        article: OPENED.article,
        id: idAt(1),
        state: 'published',
        record: { comment: { content: secret } },
        recommended: pick,
        inSummary: [],
      },
      { article: 'another', id: idAt(3), state: 'hidden', record: { by: '', reason: hide.reason } },
    ],
    mentions: [{ thread: OPENED.thread, id: idAt(4) }],
    decisions: [{ thread: OPENED.thread, recommendation: { comment: idAt(2), ...pick } }],
    audit: [entry],
    moderation: [{ at: 7, action: 'report.made', thread: null, comment: idAt(1), note: 'look' }],
  });
});

test.each<[string, () => Promise<unknown>]>([
  [
    'their last reply is deleted',
    () => ending().discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(1)] }]),
  ],
  [
    'their last recommendation is withdrawn',
    () => ending().discussions.apply(OPENED, [{ type: 'comment.unrecommended', id: idAt(2) }]),
  ],
  ['their last held id expires', () => ending().expire(timeAt(1) + 31 * 86_400_000, 30)],
])('nothing of a member is left when the process ends right after %s', async (what, happens) => {
  const isModerator = what.includes('recommendation');
  const isHeld = what.includes('held');
  if (!isHeld) await members.choose(member, chosen('publish'));
  const writer = writerOf(store, isHeld ? 'ask' : 'opt-out');
  const recommendation = { comment: idAt(2), note: null, by: member.user, at: timeAt(5) };
  await writer.discussions.apply(OPENED, [
    ...(isModerator ? [] : [written({ id: idAt(1), author: member.user })]),
    written({ id: idAt(2), author: '2' }),
    ...(isModerator
      ? ([
          { type: 'comment.recommended', recommendation },
          { type: 'moderator.named', user: member.user, name: 'Mo' },
        ] as const)
      : []),
  ]);
  expect((await writer.members.membership(member)).threads).toEqual([OPENED.thread]);
  await Promise.allSettled([happens()]);
  const next = writerOf(store, 'opt-out');
  await next.recover();
  expect((await next.members.membership(member)).threads).toEqual([]);
  expect(await keysIn(`{${guild}}:name:${member.user}`)).toEqual([]);
  expect(await keysIn(`{${guild}}:unfinished:`)).toEqual([]);
});

test('a name is kept only as long as something of its member is: with their last reply it goes, and comes back with the next', async () => {
  const one = writtenReply({ id: idAt(1), author: member.user, authorName: 'Mary' });
  const other = writtenReply({ id: idAt(2), author: member.user, authorName: 'Mary', thread: OTHER.thread });
  await discussions.apply(OPENED, [{ type: 'reply.written', reply: one }]);
  await discussions.apply(OTHER, [{ type: 'reply.written', reply: other }]);
  await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [one.id] }]);
  expect(await everything()).toContain('Mary');
  await discussions.apply(OTHER, [{ type: 'replies.deleted', ids: [other.id] }]);
  expect(await everything()).not.toContain('Mary');
  expect((await members.membership(member)).threads).toEqual([]);
  await discussions.apply(OPENED, [
    { type: 'reply.written', reply: writtenReply({ id: idAt(3), author: member.user, authorName: 'Mary' }) },
  ]);
  expect(await everything()).toContain('Mary');
});

test('a thread stays on a member’s list as long as the store has words of theirs, although a deletion that is not stored yet runs before', async () => {
  await discussions.apply(OPENED, [written({ id: idAt(1) })]);
  await store.setMany([{ key: keysOfGuild(guild).leaving(OPENED.thread, member.user), value: true }]);
  const gate = Promise.withResolvers<void>();
  const failing: Store = {
    ...store,
    async setMany(writes) {
      if (writes.some(({ key }) => key.endsWith(idAt(2)))) await gate.promise;
      if (writes.some(({ key }) => key.endsWith(`:${idAt(1)}`))) throw new Error('refused');
      await store.setMany(writes);
    },
    async *iterate<Value>(prefix: string) {
      for await (const entry of store.iterate<Value>(prefix)) {
        if (prefix === keysOfGuild(guild).pendingWork) void setImmediate().then(gate.resolve);
        yield entry;
      }
    },
  };
  const writer = writerOf(failing, 'opt-out');
  // While the first waits for its write, the other two line up behind it: they are tried in one go, and fail in it.
  const first = writer.discussions.apply(OPENED, [written({ id: idAt(2), author: '2', content: 'x' })]);
  const deleted = writer.discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(1)] }]);
  const tidied = writer.sweep(0);
  await Promise.allSettled([first, deleted, tidied]);
  expect((await writer.members.membership(member)).threads).toEqual([OPENED.thread]);
  await writerOf(store, 'opt-out').members.choose(member, chosen('keep', timeAt(9)));
  expect(await everything()).not.toContain(secret);
});
