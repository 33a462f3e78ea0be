import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { createDiscussionReader } from '../../../src/discussions/reading.ts';
import { marksPathOf, openKeptMarks } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { openWriter } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter, writerOf } from '../../helpers/writer.ts';

const { guild } = OPENED;
const USER = '770011223344556677';
const member = { guild, user: USER };
const MANY = 10_000;
const NOW = timeAt(MANY + 10);

const written = (fields: Parameters<typeof writtenReply>[0]): Change => ({
  type: 'reply.written',
  reply: writtenReply(fields),
});
const mine = (moment: number, fields: Partial<Parameters<typeof writtenReply>[0]> = {}): Change =>
  written({ id: idAt(moment), author: USER, authorName: 'Zebedee', content: 'Quixotic words.', ...fields });
const theirs = (moment: number, fields: Partial<Parameters<typeof writtenReply>[0]> = {}): Change =>
  written({ id: idAt(moment), author: '2', content: 'Plain.', ...fields });
const everything = async (store: Store) => JSON.stringify(await Array.fromAsync(store.iterate('')));
const TRACES = [USER, 'Zebedee', 'Quixotic'];

describe('forgetting a member', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore('memory:');
    await writerOf(store, 'opt-out').discussions.open(OPENED);
  });

  const stateOf = async (moment: number) =>
    (await writerOf(store, 'opt-out').discussions.records(OPENED, [idAt(moment)]))[0]?.state;

  test('leaves a tombstone where others answered and nothing else; no late event brings anything back', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    await members.choose(member, chosen('publish'));
    const events = [mine(1), mine(2), theirs(3, { answers: idAt(1) }), mine(4)];
    await discussions.apply(OPENED, [...events, { type: 'comment.hidden', id: idAt(4), author: USER, hide: by('9') }]);
    const heard: [number, number][] = [];
    await members.forget(member, NOW, { progress: (...progress) => heard.push(progress) });
    await discussions.apply(OPENED, events);
    expect([await stateOf(1), await stateOf(2), await stateOf(4)]).toEqual(['tombstone', undefined, undefined]);
    for (const trace of TRACES) expect(await everything(store)).not.toContain(trace);
    expect((await members.membership(member)).consent).toBeNull();
    expect([heard[0], heard.at(-1)]).toEqual([
      [0, 3],
      [3, 3],
    ]);
  });

  test('lets them begin anew', async () => {
    const { discussions, members, recover } = writerOf(store, 'ask');
    await members.choose(member, chosen('publish'));
    await discussions.apply(OPENED, [mine(1)]);
    await members.forget(member, timeAt(5));
    await discussions.apply(OPENED, [mine(1), mine(6)]);
    expect([await stateOf(1), await stateOf(6)]).toEqual([undefined, 'held']);
    await members.choose(member, chosen('publish', timeAt(7)));
    await discussions.apply(OPENED, [mine(6)]);
    await recover();
    expect(await stateOf(6)).toBe('published');
    expect(await store.get(`{${guild}}:name:${USER}`)).toBe('Zebedee');
  });

  test('lifts no hide of everything by them: who comes back is hidden until a moderator undoes it', async () => {
    let writer = writerOf(store, 'opt-out');
    await writer.members.choose(member, chosen('publish'));
    await writer.discussions.apply(OPENED, [mine(1)]);
    await writer.members.hideMember(member, { by: '9', reason: 'Zebedee was rude', at: timeAt(2) });
    for (const moment of [5, 6]) await writer.members.forget(member, timeAt(moment));
    for (const trace of TRACES) expect(await everything(store)).not.toContain(trace);
    expect((await writer.members.membership(member)).hidden?.reason).toBe('');
    await writer.members.choose(member, chosen('publish', timeAt(7)));
    await writer.discussions.apply(OPENED, [mine(8)]);
    writer = writerOf(store, 'opt-out');
    await writer.recover();
    await writer.discussions.apply(OPENED, [mine(9)]);
    expect([await stateOf(8), await stateOf(9)]).toEqual(['hidden', 'hidden']);
    expect((await writer.members.membership(member)).consent).toEqual(chosen('publish', timeAt(7)));
    await writer.members.hideMember(member, null);
    await writer.discussions.apply(OPENED, [mine(9)]);
    expect(await stateOf(9)).toBe('published');
  });

  test('stands when an earlier decision is applied after it', async () => {
    const { discussions, members } = writerOf(store, 'ask');
    await discussions.apply(OPENED, [mine(1)]);
    await members.forget(member, timeAt(5));
    for (const choice of ['publish', 'keep'] as const)
      expect(await members.choose(member, chosen(choice, timeAt(4)))).toBe(false);
    await members.onlyNew(member, timeAt(4));
    await discussions.apply(OPENED, [mine(1)]);
    for (const trace of TRACES) expect(await everything(store)).not.toContain(trace);
  });

  test('takes a moderator off what they decided, which stands', async () => {
    const { discussions, members, audit } = writerOf(store, 'opt-out');
    const summary = {
      message: '99',
      sentences: [{ text: 'It is plain.', comment: idAt(1) }],
      sources: [idAt(1)],
      isRewritten: false,
      isWithdrawn: false,
      by: USER,
      updatedAt: 5,
    };
    await discussions.apply(OPENED, [
      theirs(1),
      theirs(2),
      { type: 'comment.recommended', recommendation: { comment: idAt(1), note: 'good', by: USER, at: 5 } },
      { type: 'summary.changed', summary },
      { type: 'comment.hidden', id: idAt(2), author: '2', hide: by(USER) },
    ]);
    await members.hideMember({ guild, user: '3' }, by(USER));
    await audit.note(guild, {
      at: 5,
      action: 'comment.hidden',
      by: USER,
      thread: null,
      comment: idAt(2),
      note: 'rude',
    });
    await members.forget(member, NOW);
    expect(await everything(store)).not.toContain(USER);
    expect(await discussions.byThread(OPENED)).toMatchObject({
      recommended: [{ comment: idAt(1), note: null, by: '' }],
      summary: { ...summary, by: '' },
    });
    expect(await stateOf(2)).toBe('hidden');
    expect((await members.membership({ guild, user: '3' })).hidden).toEqual({ ...by(''), reason: '' });
    expect((await audit.page(guild, 1)).entries).toMatchObject([
      { action: 'comment.hidden', by: null, comment: idAt(2), note: null },
    ]);
    expect((await Array.fromAsync(store.iterate(`{${guild}}:unfinished:`))).length).toBe(0);
  });

  test('takes the words of a summary that the member wrote as a moderator', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    const sentences = [{ text: 'Quixotic words of my own.', comment: null }];
    const rewritten = { message: '99', sentences, sources: [idAt(2)], isRewritten: true, isWithdrawn: false };
    const heard: unknown[] = [];
    discussions.onSummaryLoss((_ref, left) => heard.push(left.isWithdrawn));
    const summary = { ...rewritten, by: USER, updatedAt: 5 };
    await discussions.apply(OPENED, [theirs(2), { type: 'summary.changed', summary }]);
    await members.forget(member, NOW);
    expect((await discussions.byThread(OPENED))?.summary).toMatchObject({ sentences: [], isWithdrawn: true, by: '' });
    expect(heard).toEqual([true]);
  });

  test('makes "somebody" of them wherever others mention them, then and when it is read again', async () => {
    const { discussions, members, audit } = writerOf(store, 'opt-out');
    const recommendation = { comment: idAt(2), note: `An answer to <@${USER}>`, by: '9', at: 5 };
    const events = [mine(1), theirs(2, { content: `Not you, <@!${USER}>, but <@5>` })];
    await discussions.apply(OPENED, [...events, { type: 'comment.recommended', recommendation }]);
    const line = {
      at: 5,
      action: 'comment.hidden' as const,
      by: '9',
      thread: '90',
      comment: idAt(1),
      note: `<@${USER}> again`,
    };
    await audit.note(guild, line);
    await members.forget(member, NOW);
    await discussions.apply(OPENED, [...events, theirs(MANY + 99, { content: `Where is <@${USER}>?` })]);
    expect(await everything(store)).not.toContain(USER);
    expect(await discussions.records(OPENED, [idAt(2), idAt(MANY + 99)])).toMatchObject([
      { comment: { content: 'Not you, <@0>, but <@5>' } },
      { comment: { content: 'Where is <@0>?' } },
    ]);
    expect((await audit.page(guild, 1)).entries).toMatchObject([{ by: '9', comment: null, note: '<@0> again' }]);
  });

  test('lets others mention them again once they are back', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    await discussions.apply(OPENED, [mine(1)]);
    await members.forget(member, timeAt(5));
    await discussions.apply(OPENED, [mine(6), theirs(7, { content: `Welcome, <@${USER}>` })]);
    expect(await everything(store)).toContain(`Welcome, <@${USER}>`);
  });

  test('takes their comments and what answers quote of them off the page at once, however long the rest takes', async () => {
    const { discussions } = writerOf(store, 'opt-out');
    await discussions.apply(OPENED, [mine(1), theirs(2, { answers: idAt(1) })]);
    const reader = createDiscussionReader({ store });
    const shown = async () => {
      const [discussion] = await reader.ofArticle(OPENED.article);
      const query = { sort: 'oldest', section: null, size: 50, from: { page: 1 } } as const;
      return { epoch: discussion?.epoch, page: discussion && (await reader.page(discussion, query)) };
    };
    const before = await shown();
    await expect(writerOf(endingAfter(store, 1), 'opt-out').members.forget(member, NOW)).rejects.toThrow('ended');
    const { epoch, page } = await shown();
    expect(epoch).not.toBe(before.epoch);
    expect(page?.comments).toMatchObject([{ id: idAt(2), answered: { published: false, name: null, content: '' } }]);
  });

  test('lets everybody else in the process have their turn', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    const moments = Array.from({ length: 2_000 }, (_, index) => index + 1);
    await discussions.apply(
      OPENED,
      moments.map((moment) => mine(moment)),
    );
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 0);
    await members.forget(member, NOW);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(10);
  });

  test('leaves no word of a summary that was rewritten from theirs', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    const sentences = [{ text: 'Somebody said Quixotic words.', comment: null }];
    const rewritten = { message: '99', sentences, sources: [idAt(1), idAt(2)], isRewritten: true, isWithdrawn: false };
    await discussions.apply(OPENED, [
      mine(1),
      theirs(2),
      { type: 'summary.changed', summary: { ...rewritten, by: '9', updatedAt: 5 } },
    ]);
    await members.forget(member, NOW);
    expect((await discussions.byThread(OPENED))?.summary).toMatchObject({ sentences: [], isWithdrawn: true });
  });

  test('while a catch-up reads their words again leaves none', async () => {
    const { discussions, members } = writerOf(store, 'opt-out');
    const moments = Array.from({ length: 300 }, (_, index) => index + 1);
    await discussions.apply(
      OPENED,
      moments.map((moment) => mine(moment)),
    );
    const reading = moments.map((moment) => discussions.apply(OPENED, [mine(moment)]));
    await Promise.all([...reading.slice(0, 150), members.forget(member, NOW), ...reading.slice(150)]);
    for (const trace of TRACES) expect(await everything(store)).not.toContain(trace);
  });

  test.each([1, 2, 3, 4, 5, 6])('that was cut off after %i writes is finished at the next start', async (writes) => {
    const { discussions } = writerOf(store, 'opt-out');
    await discussions.apply(OPENED, [...Array.from({ length: 300 }, (_, index) => mine(index + 1)), theirs(400)]);
    const ending = writerOf(endingAfter(store, writes), 'opt-out');
    await expect(ending.members.forget(member, NOW)).rejects.toThrow('ended');
    const next = writerOf(store, 'opt-out');
    await next.recover();
    await next.discussions.apply(OPENED, [mine(1)]);
    for (const trace of TRACES) expect(await everything(store)).not.toContain(trace);
    expect((await discussions.byThread(OPENED))?.counts.comments).toBe(1);
  });
});

const by = (user: string) => ({ by: user, reason: 'rude', at: 5 });

describe('on the disk', () => {
  let folder: string;
  const openMarked = async (name: string) => {
    const url = `sqlite:${join(folder, 'store.sqlite')}`;
    const opened = await openStore(`sqlite:${join(folder, name)}`);
    return {
      opened,
      writer: await openWriter({ store: opened, policy: 'opt-out', marks: openKeptMarks(marksPathOf(url)) }),
    };
  };

  test('a restored backup brings nothing of the forgotten back, not even where others mention them', async () => {
    const before = await openMarked('store.sqlite');
    await before.writer.discussions.open(OPENED);
    await before.writer.discussions.apply(OPENED, [mine(1), mine(2), theirs(3, { answers: idAt(1) })]);
    await before.writer.discussions.apply(OPENED, [theirs(4, { content: 'Hello <@770033>', author: '5' })]);
    await before.opened.close();
    cpSync(join(folder, 'store.sqlite'), join(folder, 'backup.sqlite'));

    const forgetting = await openMarked('store.sqlite');
    for (const user of [USER, '770033']) await forgetting.writer.members.forget({ guild, user }, NOW);
    await forgetting.opened.close();

    const { opened, writer } = await openMarked('backup.sqlite');
    expect(await everything(opened)).toContain('Quixotic');
    await writer.recover();
    await writer.discussions.apply(OPENED, [mine(2)]);
    await opened.close();
    const files = readdirSync(folder).filter((name) => name !== 'store.sqlite');
    expect(files).toContain('store.sqlite.forgotten');
    for (const name of files)
      for (const trace of [...TRACES, '770033'])
        expect([name, trace, readFileSync(join(folder, name)).includes(trace)]).toEqual([name, trace, false]);
  });

  test('what was erased when the process ended is off the disk after the next start', async () => {
    const { opened, writer } = await openMarked('store.sqlite');
    await writer.discussions.open(OPENED);
    await writer.discussions.apply(OPENED, [mine(1), theirs(2)]);
    const ending = { ...opened, scrub: () => Promise.reject(new Error('ended')) };
    await expect(writerOf(ending, 'opt-out').members.forget(member, NOW)).rejects.toThrow('ended');
    await writerOf(opened, 'opt-out').recover();
    expect(await opened.getMany(['unclean', 'scrubbing'])).toEqual([undefined, undefined]);
    await opened.close();
  });

  test('who is back since is forgotten no more than once, however often the process starts', async () => {
    const { opened, writer } = await openMarked('store.sqlite');
    await writer.members.choose(member, chosen('publish'));
    await writer.members.forget(member, timeAt(5));
    await writer.members.choose(member, chosen('publish', timeAt(6)));
    await opened.close();
    const marks = () => readFileSync(join(folder, 'store.sqlite.forgotten'), 'utf8');
    const before = marks();
    for (let start = 0; start < 2; start += 1) {
      const again = await openMarked('store.sqlite');
      await again.writer.recover();
      expect((await again.writer.members.membership(member)).consent).toEqual(chosen('publish', timeAt(6)));
      await again.opened.close();
    }
    expect(marks()).toBe(before);
  });

  test('a mark that was cut off while it was written was never promised, and spoils no later one', async () => {
    writeFileSync(join(folder, 'store.sqlite.forgotten'), 'abc 5\nhalf-a-wo');
    const { opened, writer } = await openMarked('store.sqlite');
    await writer.members.forget(member, NOW);
    await opened.close();
    expect([...openKeptMarks(join(folder, 'store.sqlite')).forgotten.read().values()]).toEqual([5, NOW]);
  });

  test('a line that is no mark keeps the store shut, with the file and the line', async () => {
    writeFileSync(join(folder, 'store.sqlite.forgotten'), 'abc 5\nnonsense\n');
    await expect(openMarked('store.sqlite')).rejects.toThrow(/store\.sqlite\.forgotten, line 2/);
  });

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'belowline-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test(
    `a member with ${MANY} comments is forgotten: neither the store nor the bytes of its files hold id, name or words`,
    { timeout: 60_000 },
    async () => {
      const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
      const { discussions, members } = writerOf(store, 'opt-out');
      await discussions.open(OPENED);
      await members.choose(member, chosen('publish'));
      for (let moment = 1; moment <= MANY; moment += 100) {
        const some = Array.from({ length: 100 }, (_, index) => mine(moment + index));
        await discussions.apply(OPENED, [...some, theirs(MANY + moment, { answers: idAt(moment) })]);
      }
      await members.forget(member, timeAt(3 * MANY));
      const [discussion] = await createDiscussionReader({ store }).ofArticle(OPENED.article);
      expect(discussion?.counts.comments).toBe(MANY / 100);
      const words = await everything(store);
      const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
      for (const trace of TRACES) {
        expect(words.includes(trace)).toBe(false);
        expect(files.some((bytes) => bytes.includes(trace))).toBe(false);
      }
      await store.close();
    },
  );
});
