import type { APIMessage, Client } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { Change } from '../discussions/changes.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { fetchMessages, FULL_PAGE } from './message-fetching.ts';
import type { MessageReading } from './message-reading.ts';
import type { Recorder } from './recorder.ts';
import { lookAtThread, placeOfThread, unreachableChanges } from './thread-place.ts';
import type { KnownThread } from './threads.ts';

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  recorder: Recorder;
  messages: MessageReading;
  clock: Clock;
}

/**
 * Reads a thread over REST as far as it is not known: messages since the cursor, and the latest 100 of an active one.
 * Answers whether nothing is missing now. Stops between two pages when `signal` says so. Rejects when Discord or the store fails.
 */
export type ReadThread = (known: KnownThread, signal: AbortSignal) => Promise<boolean>;

/** Reads by raw requests, a hundred messages at a time. */
export function createThreadReading({ client, store, recorder, messages: reading, clock }: Dependencies): ReadThread {
  async function changesFrom(known: KnownThread, messages: readonly APIMessage[]): Promise<Change[]> {
    const ids = messages.map(({ id }) => id);
    return reading.changesOfPage(messages, await store.records(known, ids));
  }

  async function readMissed(known: KnownThread, cursor: string, signal: AbortSignal): Promise<void> {
    let after = cursor;
    while (!signal.aborted) {
      const messages = await fetchMessages(client.rest, known.thread, after);
      const last = messages.at(-1);
      if (!last) return;
      await store.apply(known, [...(await changesFrom(known, messages)), { type: 'cursor.moved', cursor: last.id }]);
      after = last.id;
      if (messages.length < FULL_PAGE) return;
    }
  }

  /** Edits, reactions and deletions among the latest messages. An empty answer proves nothing: it may be a missing right. */
  async function readLatest(known: KnownThread): Promise<void> {
    const messages = await fetchMessages(client.rest, known.thread);
    const [first, last] = [messages[0], messages.at(-1)];
    if (!first || !last) return;
    const from = messages.length < FULL_PAGE ? known.thread : first.id;
    const present = new Set(messages.map(({ id }) => id));
    const ids = (await store.knownBetween(known, from, last.id)).filter((id) => !present.has(id));
    await store.apply(known, [...(await changesFrom(known, messages)), { type: 'replies.deleted', ids }]);
  }

  /** What is hidden is off the page at once; what is there is on it only when all that was deleted meanwhile is off. */
  return async (known, signal) => {
    const thread = await lookAtThread(client, known);
    if (thread === 'unknown') return false; // all stays as it is; when the guild is there again the thread is read
    if (thread === 'deleted') return recorder.close(known.thread);
    if (thread === 'hidden') {
      await store.apply(known, unreachableChanges(clock.now()));
      return false;
    }
    const { guildName, isFit, hasHistory } = placeOfThread(client, known);
    const open = !thread.thread_metadata?.locked;
    const state = { open, ...(guildName ? { guildName } : {}), ...(isFit ? {} : { shown: false }) };
    await store.apply(known, [
      { type: 'reach.changed', since: null },
      { type: 'state.changed', ...state },
    ]);
    const discussion = await store.byThread(known);
    if (!discussion || !hasHistory) return false;
    await readMissed(known, discussion.cursor, signal);
    if (!thread.thread_metadata?.archived && !signal.aborted) await readLatest(known);
    if (signal.aborted) return false;
    await store.apply(known, [{ type: 'state.changed', shown: isFit }]);
    return true;
  };
}
