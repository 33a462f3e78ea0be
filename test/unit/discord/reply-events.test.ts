import { Client, type GatewayMessageCreateDispatchData } from 'discord.js';
import { MessageType } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { createReplyReader, type MessageDetails } from '../../../src/discord/inbound/replies.ts';
import { createRecorder, LONGEST_LOOK_UP } from '../../../src/discord/inbound/recorder.ts';
import { createReplyEvents } from '../../../src/discord/inbound/events.ts';
import { createThreads } from '../../../src/discord/session/threads.ts';
import { openStore } from '../../../src/store/open.ts';
import { idAt, OPENED } from '../../helpers/discussion-steps.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';
import { writerOf } from '../../helpers/writer.ts';

const { guild, thread } = OPENED;

/** What the Gateway brings when the member with this id writes at a moment. */
const messageAt = (moment: number): GatewayMessageCreateDispatchData =>
  ({
    id: idAt(moment),
    channel_id: thread,
    guild_id: guild,
    type: MessageType.Default,
    author: { id: String(moment), username: `member-${moment}`, global_name: null },
    content: `Words of ${moment}`,
    edited_timestamp: null,
    attachments: [],
    mentions: [],
  }) as unknown as GatewayMessageCreateDispatchData; // an event has much more that is not read

/** The events of one discussion; the look-up of each message's details takes as long as its test wants. */
async function eventsOfThread() {
  const { discussions, settings } = writerOf(await openStore('memory:'), 'opt-out');
  const threads = createThreads();
  threads.add(await discussions.open(OPENED));
  const logged: unknown[] = [];
  const note = (...line: unknown[]): void => void logged.push(...line);
  const log = { error: note, warn: note, info: note, debug: note };
  const clock = createManualClock(0);
  const recorder = createRecorder({ discussions, threads, clock, log });
  const lookUps = new Map<string, PromiseWithResolvers<MessageDetails>>();
  const detailsOf = (_place: unknown, { id }: { id: string }): Promise<MessageDetails> => {
    const lookUp = Promise.withResolvers<MessageDetails>();
    lookUps.set(id, lookUp);
    return lookUp.promise;
  };
  const answer = (moment: number): void =>
    lookUps
      .get(idAt(moment))
      ?.resolve({ authorName: `Member ${moment}`, mentioned: {}, authorDuties: null, chosen: [] });
  const refuse = (moment: number): void => lookUps.get(idAt(moment))?.reject(new Error('Discord does not answer'));
  const replies = createReplyReader({ client: new Client({ intents: [] }), threads, settings }, detailsOf);
  const reactions = { mark: () => undefined, stop: async () => undefined };
  const events = createReplyEvents({ threads, recorder }, { replies, reactions, onReply: () => undefined });
  const write = async (moment: number): Promise<void> => events.MESSAGE_CREATE?.(messageAt(moment));
  const remove = async (moment: number): Promise<void> =>
    events.MESSAGE_DELETE?.({ id: idAt(moment), channel_id: thread });
  const state = async (...moments: number[]) => ({
    cursor: (await discussions.byThread(OPENED))?.cursor,
    records: (await discussions.records(OPENED, moments.map(idAt))).map((record) => record?.state),
  });
  return { threads, clock, logged, lookUps, answer, refuse, write, remove, state };
}

test('a cursor waits for the replies before it: look-ups run side by side, and what they find is written in order', async () => {
  const { write, remove, answer, lookUps, threads, state } = await eventsOfThread();
  const both = [write(1), write(2)];
  await vi.waitFor(() => expect([...lookUps.keys()]).toEqual([idAt(1), idAt(2)]));
  answer(2);
  await remove(3); // by now the second reply would be written if it did not wait
  expect(await state(1, 2)).toEqual({ cursor: thread, records: [undefined, undefined] });
  answer(1);
  await Promise.all(both);
  expect(await state(1, 2)).toEqual({ cursor: idAt(2), records: ['published', 'published'] });
  expect(threads.isBehind(thread)).toBe(false);
});

test('a deletion does not wait for look-ups, and what they find of it later stays deleted', async () => {
  const { write, remove, answer, lookUps, state } = await eventsOfThread();
  const both = [write(1), write(2)];
  await vi.waitFor(() => expect(lookUps.size).toBe(2));
  await remove(2);
  expect(await state(1, 2)).toEqual({ cursor: thread, records: [undefined, 'deleted'] });
  answer(1);
  answer(2);
  await Promise.all(both);
  expect(await state(1, 2)).toEqual({ cursor: idAt(2), records: ['published', 'deleted'] });
});

test('a look-up that takes too long is given up: the thread is behind, and what came after it is written', async () => {
  const { write, remove, answer, lookUps, clock, threads, logged, state } = await eventsOfThread();
  const both = [write(1), write(2)];
  await vi.waitFor(() => expect(lookUps.size).toBe(2));
  answer(2);
  await remove(3); // by now the second look-up has ended
  clock.advance(LONGEST_LOOK_UP);
  await Promise.all(both);
  expect(await state(1, 2)).toEqual({ cursor: thread, records: [undefined, 'published'] });
  expect([threads.isBehind(thread), String(logged)]).toEqual([true, expect.stringContaining('took longer than 10 s')]);
  answer(1); // too late: it is read from Discord again
});

test('a look-up that fails leaves the thread behind, and its cursor where it is', async () => {
  const { write, answer, refuse, lookUps, threads, state } = await eventsOfThread();
  const both = [write(1), write(2)];
  await vi.waitFor(() => expect(lookUps.size).toBe(2));
  refuse(1);
  answer(2);
  await Promise.all(both);
  expect(await state(1, 2)).toEqual({ cursor: thread, records: [undefined, 'published'] });
  expect(threads.isBehind(thread)).toBe(true);
});
