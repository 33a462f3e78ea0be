import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change } from '../../../src/discussions/changes.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Writer } from '../../../src/discussions/writer.ts';
import { idAt, OPENED, timeAt, writtenReply } from '../../helpers/discussion-steps.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';
import { chosen, writerOf } from '../../helpers/writer.ts';

const member = { guild: OPENED.guild, user: '1' };
const hide = { by: '9', reason: 'rude', at: timeAt(5) };
const clock = createManualClock(Date.now());

let folder: string;
let store: Store;
let writer: Writer;
let scrubs: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belowline-'));
  store = await openStore(`sqlite:${file()}`, { clock });
  scrubs = 0;
  writer = writerOf({ ...store, scrub: () => ((scrubs += 1), store.scrub()) }, 'opt-out');
  await writer.discussions.open(OPENED);
  await writer.discussions.apply(OPENED, [written(1, '1', 'Quixotic words.'), written(2, '2', 'Plain.')]);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, 'store.sqlite');
const isInLog = () => readFileSync(`${file()}-wal`).includes('Quixotic');
const written = (moment: number, author: string, content: string): Change => ({
  type: 'reply.written',
  reply: writtenReply({ id: idAt(moment), author, content }),
});

const WITHDRAWALS: readonly [string, () => Promise<unknown>][] = [
  ['a "keep"', () => writer.members.choose(member, chosen('keep', timeAt(3)))],
  ['"only new ones"', () => writer.members.onlyNew(member, timeAt(3))],
  ['the hiding of its author', () => writer.members.hideMember(member, hide)],
  ['its hiding', () => writer.discussions.apply(OPENED, [{ type: 'comment.hidden', id: idAt(1), author: '1', hide }])],
  ['its deletion', () => writer.discussions.apply(OPENED, [{ type: 'replies.deleted', ids: [idAt(1)] }])],
  ['the end of its discussion', () => writer.discussions.close(OPENED)],
];

test.each(WITHDRAWALS)(
  'no word of a comment is in the log of the store once %s is carried out',
  async (_what, withdraw) => {
    expect(isInLog()).toBe(true);
    await withdraw();
    expect(isInLog()).toBe(false);
  },
);

test.each(WITHDRAWALS)(
  'the file is cleared of a comment’s words at the next sweep after %s, once',
  async (_what, withdraw) => {
    await writer.sweep(Date.now());
    expect(scrubs).toBe(0);
    await withdraw();
    expect(scrubs).toBe(0);
    for (let sweep = 0; sweep < 2; sweep += 1) await writer.sweep(Date.now());
    expect(scrubs).toBe(1);
  },
);

test('while another process reads, the log is tried again until it is empty, and nobody waits for that', async () => {
  const other = new DatabaseSync(file());
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM entries').get();
  const start = performance.now();
  await writer.members.choose(member, chosen('keep', timeAt(3)));
  clock.advance(3_000);
  expect(performance.now() - start).toBeLessThan(2_000); // SQLite by itself would wait for five seconds, each time
  expect(isInLog()).toBe(true);
  other.close();
  await vi.waitFor(() => {
    clock.advance(1_000);
    expect(isInLog()).toBe(false);
  });
});

test('what takes no words away does not empty the log', async () => {
  await writer.discussions.apply(OPENED, [
    { type: 'replies.deleted', ids: [idAt(9)] },
    { type: 'reactions.counted', id: idAt(1), reactions: [{ emoji: '👍', count: 2 }] },
  ]);
  expect(isInLog()).toBe(true);
});
