import { Routes, type APIMessage, type REST } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { isUnknownMessage } from './errors.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { Recorder } from './recorder.ts';
import { reactionsFrom } from './reply-from-message.ts';
import type { Threads } from './threads.ts';

const PAUSE = 1000; // a message's counts are read at most once a second

/** Reads a comment's reaction counts from Discord again after somebody reacted. */
export interface ReactionCounts {
  mark(thread: string, message: string): void;
  /** Reads at once what is still waiting. */
  flush(): Promise<void>;
}

interface Dependencies {
  rest: REST;
  store: DiscussionStore;
  threads: Threads;
  recorder: Recorder;
  clock: Clock;
  log: Log;
}

/** One message's state: a read is under way or was less than a second ago; `again` when somebody reacted meanwhile. */
interface Watch {
  again: boolean;
}

export function createReactionCounts({ rest, store, threads, recorder, clock, log }: Dependencies): ReactionCounts {
  const watched = new Map<string, Watch>();
  const inFlight = createInFlight();

  async function read(thread: string, message: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const [record] = await store.records(known, [message]);
    if (record && record.state !== 'published') return; // nothing yet: its creation may still be on its way to the store
    try {
      const { reactions } = (await rest.get(Routes.channelMessage(thread, message))) as APIMessage;
      await recorder.record(thread, [{ type: 'reactions.counted', id: message, reactions: reactionsFrom(reactions) }]);
    } catch (error) {
      if (!isUnknownMessage(error)) throw error;
      await recorder.record(thread, [{ type: 'replies.deleted', ids: [message] }]);
    }
  }

  function start(thread: string, message: string): void {
    const key = `${thread}/${message}`;
    const watch = { again: false };
    watched.set(key, watch);
    void inFlight.start(
      () => read(thread, message),
      (error) => log.warn(`Could not read the reactions of message ${message}`, error),
    );
    clock.after(PAUSE, () => {
      watched.delete(key);
      if (watch.again) start(thread, message);
    });
  }

  return {
    mark(thread, message) {
      const watch = watched.get(`${thread}/${message}`);
      if (watch) watch.again = true;
      else start(thread, message);
    },
    async flush() {
      for (const [key, watch] of watched) {
        const [thread = '', message = ''] = key.split('/');
        if (watch.again) start(thread, message);
      }
      await inFlight.idle();
    },
  };
}
