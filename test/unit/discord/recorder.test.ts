import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createRecorder } from '../../../src/discord/inbound/recorder.ts';
import { createThreads } from '../../../src/discord/session/threads.ts';
import type { Change } from '../../../src/discussions/changes.ts';
import type { DiscussionStore } from '../../../src/discussions/discussion-store.ts';
import { openStore } from '../../../src/store/open.ts';
import { idAt, OPENED, writtenReply } from '../../helpers/discussion-steps.ts';
import { writerOf } from '../../helpers/writer.ts';

const { thread } = OPENED;

/** What the Gateway brings with a reply. */
const replied = (moment: number): Change[] => [
  { type: 'reply.written', reply: writtenReply({ id: idAt(moment) }) },
  { type: 'cursor.moved', cursor: idAt(moment) },
];

/** A recorder of one discussion over a store that can be made to fail. */
async function recorderOver() {
  const { discussions } = writerOf(await openStore('memory:'), 'opt-out');
  const failing = { isOn: false };
  const store: DiscussionStore = {
    ...discussions,
    apply: async (ref, changes) => {
      if (failing.isOn) throw new Error('The disk is full');
      await discussions.apply(ref, changes);
    },
  };
  const threads = createThreads();
  threads.add(await discussions.open(OPENED));
  const logged: string[] = [];
  const note = (line: string): void => void logged.push(line);
  const log = { error: note, warn: note, info: note, debug: note };
  const recorder = createRecorder({ discussions: store, threads, clock: systemClock, log });
  const cursor = async (): Promise<string | undefined> => (await discussions.byThread(OPENED))?.cursor;
  return { recorder, threads, failing, logged, cursor, discussions };
}

test('a cursor stays before what could not be stored until the thread was read again, whatever comes after it', async () => {
  const { recorder, threads, failing, logged, cursor, discussions } = await recorderOver();
  const behind: string[] = [];
  recorder.onBehind((each) => behind.push(each));
  await recorder.record(thread, replied(1));
  expect(await cursor()).toBe(idAt(1));

  failing.isOn = true;
  await recorder.record(thread, replied(2));
  expect([behind, logged.length, threads.isBehind(thread)]).toEqual([[thread], 1, true]);
  failing.isOn = false;
  await recorder.record(thread, replied(3));
  expect(await cursor()).toBe(idAt(1));
  const records = await discussions.records(OPENED, [idAt(2), idAt(3)]);
  expect(records.map((record) => record?.state)).toEqual([undefined, 'published']);

  threads.setCaughtUp(thread, threads.setBehind(thread));
  await recorder.record(thread, replied(4));
  expect(await cursor()).toBe(idAt(4));
});

test('what belongs to no discussion is only logged', async () => {
  const { recorder, threads, logged } = await recorderOver();
  recorder.fallBehind('123', new Error('of somebody else'));
  await recorder.record('123', replied(1));
  expect([logged.length, threads.isBehind('123')]).toEqual([1, false]);
});
