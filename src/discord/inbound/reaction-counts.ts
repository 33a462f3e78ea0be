import { Routes, type APIMessage, type REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { isForbidden, isUnknownMessage } from '../runtime/errors.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Log } from '../runtime/log.ts';
import type { Recorder } from './recorder.ts';
import { reactionsFrom } from './replies.ts';
import type { Threads } from '../session/threads.ts';

const PAUSE = 1000; // a message's counts are read at most once a second
const LONGEST_PAUSE = 5 * 60_000; // after failures, each of which doubles it

/** Reads a comment's reaction counts from Discord again after somebody reacted. */
export interface ReactionCounts {
  /** Somebody reacted to the message. */
  mark(thread: string, message: string): void;
  /** Reads at once, once, what is still waiting; then nothing any more. */
  stop(): Promise<void>;
}

interface Dependencies {
  rest: REST;
  store: DiscussionStore;
  threads: Threads;
  recorder: Recorder;
  clock: Clock;
  log: Log;
}

/** One message's state: a read is under way, or another one must wait; `again` when there is something to read then. */
interface Watch {
  readonly thread: string;
  readonly message: string;
  again: boolean;
  failures: number;
  pause: Disposable | null;
}

/** Reads each message by itself; a failure makes its next pause longer. */
export function createReactionCounts({ rest, store, threads, recorder, clock, log }: Dependencies): ReactionCounts {
  const watched = new Map<string, Watch>();
  const tasks = createTasks();
  let isStopping = false;

  async function read({ thread, message }: Watch): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const [record] = await store.records(known, [message]);
    if (record && record.state !== 'published') return; // nothing yet: its creation may still be on its way to the store
    try {
      const { reactions } = (await rest.get(Routes.channelMessage(thread, message))) as APIMessage;
      await recorder.record(thread, [{ type: 'reactions.counted', id: message, reactions: reactionsFrom(reactions) }]);
    } catch (error) {
      if (isUnknownMessage(error)) return recorder.record(thread, [{ type: 'replies.deleted', ids: [message] }]);
      if (!isForbidden(error)) throw error; // what is hidden is read as a whole when it can be seen again
    }
  }

  function start(watch: Watch): void {
    watch.again = false;
    watch.pause = null;
    const work = async (): Promise<void> => {
      await read(watch);
      watch.failures = 0;
    };
    const failed = (error: unknown): void => {
      watch.again = true;
      watch.failures += 1;
      log.warn(`Could not read the reactions of message ${watch.message}.`, error);
    };
    void tasks.start(work, failed).then(() => pauseAfter(watch));
  }

  /** The pause begins when the read has ended, and is longer after failures. */
  function pauseAfter(watch: Watch): void {
    if (isStopping) {
      if (watch.again && watch.failures === 0) start(watch);
      return;
    }
    const delay = Math.min(PAUSE * 2 ** watch.failures, LONGEST_PAUSE);
    watch.pause = clock.after(delay, () => {
      if (watch.again) start(watch);
      else watched.delete(`${watch.thread}/${watch.message}`);
    });
  }

  return {
    mark(thread, message) {
      const key = `${thread}/${message}`;
      const known = watched.get(key);
      if (known) known.again = true;
      if (known || isStopping) return;
      const watch: Watch = { thread, message, again: false, failures: 0, pause: null };
      watched.set(key, watch);
      start(watch);
    },
    async stop() {
      isStopping = true;
      for (const watch of watched.values()) {
        if (!watch.pause) continue;
        watch.pause[Symbol.dispose]();
        if (watch.again) start(watch);
      }
      await tasks.idle();
    },
  };
}
