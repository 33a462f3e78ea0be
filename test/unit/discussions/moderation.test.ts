import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { MemberStore } from '../../../src/discussions/members.ts';
import type { Summary, ThreadRef } from '../../../src/discussions/discussion.ts';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { UNDO_FOR } from '../../../src/discussions/membership.ts';
import { createDiscussionReader } from '../../../src/discussions/reading.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const [ONE, TWO, THREE] = [idAt(1), idAt(2), idAt(3)];
const hide = { by: '9', reason: 'rude', at: 5 };

let store: Store;
let discussions: DiscussionStore;
let members: MemberStore;
let sweep: Writer['sweep'];
beforeEach(async () => {
  store = await openStore('memory:');
  ({ discussions, members, sweep } = writerOf(store, 'opt-out'));
  await discussions.open(OPENED);
  await discussions.apply(OPENED, [written(ONE, '1'), written(TWO, '2'), written(THREE, '3')]);
});

const written = (id: string, author: string): Change => ({
  type: 'reply.written',
  reply: writtenReply({ id, author }),
});
const recommended = (comment: string, at: number, note: string | null = null): Change => ({
  type: 'comment.recommended',
  recommendation: { comment, note, by: '9', at },
});
const hidden = (id: string, author: string): Change => ({ type: 'comment.hidden', id, author, hide });
const discussionNow = async () => {
  const found = await discussions.byThread(OPENED);
  if (!found) throw new Error('The discussion is not there');
  return found;
};
const stateOf = async (id: string) => (await discussions.records(OPENED, [id]))[0]?.state;

describe('a hidden comment', () => {
  test('is off the page without its words, whatever is read of it again, until it is shown', async () => {
    await discussions.apply(OPENED, [hidden(ONE, '1'), written(ONE, '1')]);
    expect(await discussions.records(OPENED, [ONE])).toEqual([
      { state: 'hidden', author: '1', isWholeMember: false, ...hide, parent: null, section: null, root: ONE },
    ]);
    expect((await discussionNow()).counts.comments).toBe(2);
    await discussions.apply(OPENED, [{ type: 'comment.unhidden', id: ONE }, written(ONE, '1')]);
    expect((await discussionNow()).counts.comments).toBe(3);
  });

  test('that is not known yet never comes on the page', async () => {
    await discussions.apply(OPENED, [hidden(idAt(9), '4'), written(idAt(9), '4')]);
    expect(await stateOf(idAt(9))).toBe('hidden');
  });

  test('of a member who keeps replies on Discord is not stored', async () => {
    await members.choose({ guild, user: '4' }, chosen('keep', timeAt(20)));
    await discussions.apply(OPENED, [hidden(idAt(9), '4')]);
    await sweep(timeAt(20) + UNDO_FOR + 1);
    expect(await stateOf(idAt(9))).toBeUndefined();
  });

  test('that is deleted on Discord is deleted', async () => {
    await discussions.apply(OPENED, [hidden(ONE, '1'), { type: 'replies.deleted', ids: [ONE] }]);
    expect(await stateOf(ONE)).toBe('deleted');
  });
});

describe('recommended comments', () => {
  test('are the newest twenty, newest first, each once, its last note counting', async () => {
    const ids = Array.from({ length: 22 }, (_, index) => idAt(10 + index));
    await discussions.apply(
      OPENED,
      ids.map((id) => written(id, '1')),
    );
    await discussions.apply(
      OPENED,
      ids.map((id, index) => recommended(id, index)),
    );
    await discussions.apply(OPENED, [recommended(ids[20] ?? '', 30, 'well put')]);
    const now = (await discussionNow()).recommended;
    expect(now).toHaveLength(20);
    expect(now.map(({ at }) => at)).toEqual([30, 21, ...Array.from({ length: 18 }, (_, index) => 19 - index)]);
    expect(now[0]).toMatchObject({ comment: ids[20], note: 'well put' });
  });

  test('are published ones only', async () => {
    await discussions.apply(OPENED, [hidden(ONE, '1'), recommended(ONE, 1), recommended(idAt(50), 1)]);
    expect((await discussionNow()).recommended).toEqual([]);
  });

  test.each([
    ['is deleted', () => discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [ONE] }])],
    ['is hidden', () => discussions.apply(OPENED, [hidden(ONE, '1')])],
    ['is not recommended any more', () => discussions.apply(OPENED, [{ type: 'comment.unrecommended', id: ONE }])],
    ['is kept by its author', () => members.choose({ guild, user: '1' }, chosen('keep'))],
    ['is hidden with its author', () => members.hideMember({ guild, user: '1' }, hide)],
    ['is by somebody who is forgotten', () => members.forget({ guild, user: '1' }, timeAt(9))],
  ])('go when one %s', async (_what, happens) => {
    await discussions.apply(OPENED, [recommended(ONE, 1), recommended(TWO, 2)]);
    const { version } = await discussionNow();
    await happens();
    const now = await discussionNow();
    expect(now.recommended.map(({ comment }) => comment)).toEqual([TWO]);
    expect(now.version).toBeGreaterThan(version);
  });
});

describe('a summary', () => {
  const summary: Summary = {
    message: '99',
    sentences: [
      { text: 'One says so.', comment: ONE },
      { text: 'Two does not.', comment: TWO },
    ],
    sources: [ONE, TWO],
    isRewritten: false,
    isWithdrawn: false,
    by: '9',
    updatedAt: 5,
  };
  const left = { ...summary, sentences: summary.sentences.slice(1), sources: [TWO] };
  const set = (changed: Summary): Promise<void> =>
    discussions.apply(OPENED, [{ type: 'summary.changed', summary: changed }]);

  test.each([
    ['is deleted', () => discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [ONE] }])],
    ['is hidden', () => discussions.apply(OPENED, [hidden(ONE, '1')])],
    ['is kept by its author', () => members.choose({ guild, user: '1' }, chosen('keep'))],
    ['is taken back by its author', () => members.onlyNew({ guild, user: '1' }, timeAt(9))],
    ['is by somebody who is forgotten', () => members.forget({ guild, user: '1' }, timeAt(9))],
  ])('loses the sentence of a comment that %s, and the bot hears of it once that is stored', async (_what, happens) => {
    await set(summary);
    const heard: unknown[] = [];
    discussions.onSummaryLoss((...loss) => heard.push(loss));
    await happens();
    expect((await discussionNow()).summary).toEqual(left);
    expect(heard).toMatchObject([[{ guild, thread: OPENED.thread }, left, summary]]);
  });

  test('that was rewritten is withdrawn until a moderator sets it again', async () => {
    const rewritten = { ...summary, sentences: [{ text: 'Some say so.', comment: null }], isRewritten: true };
    await set(rewritten);
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [ONE] }]);
    const withdrawn = { ...rewritten, sources: [TWO], isWithdrawn: true };
    expect((await discussionNow()).summary).toEqual(withdrawn);
    await set({ ...withdrawn, isWithdrawn: false, updatedAt: 6 });
    expect((await discussionNow()).summary).toMatchObject({ isWithdrawn: false });
  });

  test('is made only from what is on the page when it is set', async () => {
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [ONE] }]);
    await set(summary);
    expect((await discussionNow()).summary).toEqual(left);
  });

  test('that a moderator changes or takes away is no loss', async () => {
    const listener = vi.fn<(ref: ThreadRef, summary: Summary) => void>();
    discussions.onSummaryLoss(listener);
    await set(summary);
    await set({ ...left, updatedAt: 6 });
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [THREE] }]);
    await discussions.apply(OPENED, [{ type: 'summary.changed', summary: null }]);
    expect((await discussionNow()).summary).toBeNull();
    expect(listener).not.toHaveBeenCalled();
  });

  test('and recommendations carry the names of moderators who publish', async () => {
    await discussions.apply(OPENED, [
      { type: 'summary.changed', summary: { ...summary, by: '3' } },
      { type: 'comment.recommended', recommendation: { comment: ONE, note: null, by: '8', at: 1 } },
    ]);
    const { names } = await createDiscussionReader({ store }).comments(await discussionNow(), [ONE]);
    expect(names).toEqual(
      new Map([
        ['1', 'Member 1'],
        ['3', 'Member 3'],
      ]),
    );
  });
});
