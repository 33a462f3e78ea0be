import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import type { PublishPolicy } from '../../../src/discussions/visibility.ts';
import { openKeptMarks } from '../../../src/discussions/kept-marks.ts';
import { openStore } from '../../../src/store/open.ts';
import { openWriter, type Writer } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { chosen, endingAfter } from '../../helpers/writer.ts';

const USER = '770011223344556677';
const { guild } = OPENED;
const member = { guild, user: USER };
const hide = { by: '9', reason: 'rude', at: timeAt(50) };

const written = (moment: number): Change => ({
  type: 'reply.written',
  reply: writtenReply({ id: idAt(moment), author: USER, content: `Quixotic words of ${moment}.` }),
});
const hidden = (moment: number, at = hide.at): Change => ({
  type: 'comment.hidden',
  id: idAt(moment),
  author: USER,
  hide: { ...hide, at },
});
const unhidden = (moment: number): Change => ({ type: 'comment.unhidden', id: idAt(moment) });

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'belowline-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'store.sqlite');
const decisions = () => readFileSync(`${file()}.decisions`, 'utf8');

/** Has a writer work on the store, and ends it. */
async function during(work: (writer: Writer) => Promise<unknown>, policy: PublishPolicy = 'opt-out'): Promise<void> {
  const store = await openStore(`sqlite:${file()}`);
  const writer = await openWriter({ store, policy, marks: openKeptMarks(file()) });
  await writer.recover();
  await work(writer);
  await store.close();
}

const eraseAll = () => readdirSync(folder).forEach((name) => rmSync(join(folder, name)));
const backUp = () => cpSync(file(), `${file()}.backup`);
const restore = () => cpSync(`${file()}.backup`, file());

/** What is published after catching up with these messages. */
async function shownAfter(moments: readonly number[], policy: PublishPolicy = 'opt-out'): Promise<number[]> {
  let shown: number[] = [];
  await during(async ({ discussions }) => {
    await discussions.apply(OPENED, moments.map(written));
    const ids = await discussions.publishedBetween(OPENED, idAt(1), idAt(1_000));
    shown = moments.filter((moment) => ids.includes(idAt(moment)));
  }, policy);
  return shown;
}

const openWith = (...moments: number[]) =>
  during(async ({ discussions }) => {
    await discussions.open(OPENED);
    await discussions.apply(OPENED, moments.map(written));
  });

describe('a restored backup does not undo', () => {
  test('"keep": what it shows of the member goes, and nothing comes', async () => {
    await openWith(1, 2);
    backUp();
    await during(({ members }) => members.choose(member, chosen('keep', timeAt(3))));
    restore();
    expect(await shownAfter([1, 2, 4])).toEqual([]);
    await during(async ({ members }) => {
      expect((await members.membership(member)).consent).toMatchObject({ choice: 'keep', at: timeAt(3) });
      expect((await members.membership(member)).threads).toEqual([]);
    });
    expect(readFileSync(file()).includes('Quixotic')).toBe(false);
  });

  test('"keep" of a member whom it does not know', async () => {
    await openWith();
    backUp();
    await during(async ({ discussions, members }) => {
      await discussions.apply(OPENED, [written(1)]);
      await members.choose(member, chosen('keep', timeAt(3)));
    });
    restore();
    expect(await shownAfter([1, 4])).toEqual([]);
  });

  test('"only new ones": what was written until then stays off', async () => {
    await openWith();
    await during(({ members }) => members.choose(member, chosen('publish')));
    await during(({ discussions }) => discussions.apply(OPENED, [written(1), written(2)]));
    backUp();
    await during(({ members }) => members.onlyNew(member, timeAt(3)));
    restore();
    expect(await shownAfter([1, 2, 4])).toEqual([4]);
  });

  test('a "publish" after a "keep", and what was written until then stays off', async () => {
    await openWith(1);
    backUp();
    await during(async ({ members }) => {
      await members.choose(member, chosen('keep', timeAt(3)));
      await members.choose(member, chosen('publish', timeAt(5)));
    });
    restore();
    expect(await shownAfter([1, 4, 6])).toEqual([6]);
  });

  test('a "publish" after a "keep" that it knows', async () => {
    await openWith(1);
    await during(({ members }) => members.choose(member, chosen('keep', timeAt(3))));
    backUp();
    await during(({ members }) => members.choose(member, chosen('publish', timeAt(5))));
    restore();
    expect(await shownAfter([1, 4, 6], 'ask')).toEqual([6]);
  });

  test('a "keep" after that', async () => {
    await openWith(1);
    backUp();
    await during(async ({ members }) => {
      await members.choose(member, chosen('keep', timeAt(3)));
      await members.choose(member, chosen('publish', timeAt(5)));
      await members.choose(member, chosen('keep', timeAt(7)));
    });
    restore();
    expect(await shownAfter([1, 4, 6, 8])).toEqual([]);
  });

  test('the hiding of everything by a member, whether it knows them or not', async () => {
    for (const moments of [[1], []]) {
      await openWith(...moments);
      backUp();
      await during(({ members }) => members.hideMember(member, hide));
      restore();
      expect(await shownAfter([1, 4])).toEqual([]);
      await during(async ({ members }) =>
        expect((await members.membership(member)).hidden).toEqual({ by: '', reason: '', at: hide.at }),
      );
      eraseAll();
    }
  });

  test('the end of that: what was hidden waits to be read from Discord again', async () => {
    await openWith(1);
    await during(({ members }) => members.hideMember(member, hide));
    backUp();
    await during(({ members }) => members.hideMember(member, null));
    restore();
    await during(async ({ members }) => {
      expect((await members.membership(member)).hidden).toBeNull();
      expect(await members.overdue(OPENED)).toEqual([idAt(1)]);
    });
    expect(await shownAfter([1, 4])).toEqual([1, 4]);
  });

  test('the hiding of a comment, whether it knows it or not', async () => {
    await openWith(1, 2);
    backUp();
    await during(({ discussions }) => discussions.apply(OPENED, [written(4), hidden(1), hidden(4)]));
    restore();
    expect(await shownAfter([1, 2, 4])).toEqual([2]);
    expect(await shownAfter([1, 2, 4])).toEqual([2]);
    await during(async ({ discussions }) => {
      const records = await discussions.records(OPENED, [idAt(1), idAt(4)]);
      for (const record of records) expect(record).toMatchObject({ state: 'hidden', author: USER, by: '', reason: '' });
    });
  });

  test('the end of that, and the hiding of a comment once more', async () => {
    await openWith(1, 2);
    await during(({ discussions }) => discussions.apply(OPENED, [hidden(1), hidden(2)]));
    backUp();
    await during(async ({ discussions }) => {
      await discussions.apply(OPENED, [unhidden(1), written(1), unhidden(2), written(2)]);
      await discussions.apply(OPENED, [hidden(2, hide.at - 1)]); // this machine's clock was put back meanwhile
    });
    restore();
    await during(async ({ members }) => expect(await members.overdue(OPENED)).toEqual([idAt(1)]));
    expect(await shownAfter([1, 2])).toEqual([1]);
  });

  test('a hide when its member is forgotten since, while it takes no "keep" for theirs', async () => {
    await openWith(1);
    backUp();
    await during(async ({ members }) => {
      await members.choose(member, chosen('keep', timeAt(3)));
      await members.hideMember(member, hide);
      await members.forget(member, timeAt(60));
    });
    expect(decisions()).toMatch(/^[\w-]{43}:hide \d+\n$/);
    restore();
    expect(await shownAfter([1, 70])).toEqual([]);
    await during(async ({ members }) => {
      expect(await members.membership(member)).toMatchObject({ consent: null, hidden: { by: '', reason: '' } });
      await members.hideMember(member, null);
    });
    restore();
    expect(await shownAfter([1, 70])).toEqual([70]);
  });

  test('what a member decided after they were forgotten, in any order of arrival', async () => {
    const decide = [
      ({ members }: Writer) => members.forget(member, timeAt(5)),
      ({ members }: Writer) => members.choose(member, chosen('keep', timeAt(7))),
    ];
    for (const order of [decide, decide.toReversed()]) {
      await openWith(1);
      backUp();
      for (const work of order) await during(work);
      restore();
      expect(await shownAfter([1, 6, 8])).toEqual([]);
      eraseAll();
    }
  });

  test('the hiding of a member, one of whose comments was shown again before', async () => {
    await openWith(1);
    await during(({ discussions }) => discussions.apply(OPENED, [hidden(1)]));
    backUp();
    await during(async ({ discussions, members }) => {
      await discussions.apply(OPENED, [unhidden(1), written(1)]);
      await members.hideMember(member, hide);
    });
    restore();
    await during(async ({ discussions }) =>
      expect(await discussions.records(OPENED, [idAt(1)])).toMatchObject([{ state: 'hidden', isWholeMember: true }]),
    );
  });
});

test('a restored backup in which the process ends in the middle is searched again at the next start', async () => {
  await openWith(1, 2);
  backUp();
  await during(async ({ discussions, members }) => {
    await discussions.apply(OPENED, [hidden(1)]);
    await members.choose(member, chosen('keep', timeAt(3)));
  });
  for (let writes = 1; writes < 6; writes += 1) {
    restore();
    const store = await openStore(`sqlite:${file()}`);
    const marks = openKeptMarks(file());
    const start = openWriter({ store: endingAfter(store, writes), policy: 'opt-out', marks });
    await Promise.allSettled([start.then((writer) => writer.recover())]);
    await store.close();
    expect([writes, await shownAfter([1, 2])]).toEqual([writes, []]);
  }
});

test('what takes words off is marked before it is stored, and what puts them back after', async () => {
  await openWith(1);
  await during(({ discussions }) => discussions.apply(OPENED, [hidden(1)]));
  const marked = () => decisions().split('\n').filter(Boolean).length;
  const store = await openStore(`sqlite:${file()}`);
  const parts = { policy: 'opt-out', marks: openKeptMarks(file()) } as const;
  const ending = await openWriter({ ...parts, store: endingAfter(store, 0) });
  await expect(ending.members.choose(member, chosen('keep', timeAt(3)))).rejects.toThrow('ended');
  expect(marked()).toBe(2);
  await expect(ending.discussions.apply(OPENED, [unhidden(1)])).rejects.toThrow('ended');
  expect(marked()).toBe(2);
  await store.close();
  expect(await shownAfter([1, 4])).toEqual([]);
});

test('a decision is applied at the next start when the process ended between its mark and the store', async () => {
  await openWith(1);
  const store = await openStore(`sqlite:${file()}`);
  const marks = openKeptMarks(file());
  const ending = await openWriter({ policy: 'opt-out', marks, store: endingAfter(store, 0) });
  await expect(ending.members.choose(member, chosen('keep', timeAt(3)))).rejects.toThrow('ended');
  await store.close();
  expect(await shownAfter([1])).toEqual([]);
});

test('a mark holds a code, the kind and the time, and names nobody', async () => {
  await openWith(1);
  await during(async ({ discussions, members }) => {
    await discussions.apply(OPENED, [hidden(1)]);
    await members.choose(member, chosen('keep', timeAt(3)));
  });
  expect(decisions()).toMatch(/^(?:[\w-]{43}:(?:hide|keep) \d+\n){2}$/);
  for (const trace of [USER, idAt(1), guild + ':', 'Quixotic']) expect(decisions()).not.toContain(trace);
});

test('what takes nothing off leaves no mark', async () => {
  await openWith(1, 2);
  await during(async ({ discussions, members }) => {
    await discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(1)] }, hidden(1), unhidden(1), unhidden(2)]);
    await members.choose(member, chosen('publish', timeAt(3)));
    await members.hideMember(member, null);
  });
  expect(existsSync(`${file()}.decisions`)).toBe(false);
});

test('marks that the file lost are written again from the store', async () => {
  await openWith(1);
  await during(({ members }) => members.choose(member, chosen('keep', timeAt(3))));
  const before = decisions();
  rmSync(`${file()}.decisions`);
  await during(async () => undefined);
  expect(decisions()).toBe(before);
});

test('a start without a restored backup reads through no comments', async () => {
  await openWith(1, 2);
  await during(({ discussions }) => discussions.apply(OPENED, [hidden(1)]));
  const store = await openStore(`sqlite:${file()}`);
  const prefixes: string[] = [];
  const watched: typeof store = { ...store, iterate: (prefix) => (prefixes.push(prefix), store.iterate(prefix)) };
  const marks = openKeptMarks(file());
  await (await openWriter({ store: watched, policy: 'opt-out', marks })).recover();
  expect(prefixes.filter((prefix) => prefix.includes('comment'))).toEqual([]);
  expect(prefixes).not.toEqual([]);
  await store.close();
});
