import { isPublished } from '../../discussions/visibility.ts';
import { Routes, type APIMessage } from 'discord.js';
import { isForbidden, isUnknownMessage } from '../runtime/errors.ts';
import { createTasks } from '../runtime/tasks.ts';
import { reactionsFrom } from './replies.ts';
import type { BotContext } from '../runtime/context.ts';

const PAUSE = 1000; // milliseconds between two reads of one message
const LONGEST_PAUSE = 5 * 60_000; // each failure doubles the pause

/** Fetches a comment's reaction counts from Discord after somebody reacted. */
export interface ReactionCounts {
  /** Call when somebody reacted to the message. */
  mark(thread: string, message: string): void;
  /** Fetches at once what still waits; resolves when that is done. */
  stop(): Promise<void>;
}

/** One message whose counts are being fetched, or were less than a pause ago; `again` when somebody reacted meanwhile. */
interface Watch {
  readonly thread: string;
  readonly message: string;
  again: boolean;
  failures: number;
  pause: Disposable | null;
}

/** Creates the reader. It throttles each message instead of queueing: reactions during a pause need one read together. */
export function createReactionCounts({
  client,
  discussions,
  threads,
  recorder,
  settings,
  clock,
  log,
}: BotContext): ReactionCounts {
  const watched = new Map<string, Watch>();
  const tasks = createTasks();
  let isStopping = false;

  async function read({ thread, message }: Watch): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const [record] = await discussions.records(known, [message]);
    if (record && !isPublished(record)) return; // no record yet: the comment's creation may still be on its way to the store
    try {
      const { reactions } = (await client.rest.get(Routes.channelMessage(thread, message))) as APIMessage;
      const { positiveEmoji } = await settings.settings(known.guild);
      const counted = reactionsFrom(reactions, positiveEmoji);
      await recorder.record(thread, [{ type: 'reactions.counted', id: message, reactions: counted }]);
    } catch (error) {
      if (isUnknownMessage(error)) return recorder.record(thread, [{ type: 'replies.deleted', ids: [message] }]);
      if (!isForbidden(error)) throw error; // a hidden thread is read whole once the bot sees it again
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

  /** Starts the pause when the read has ended; failures make it longer. */
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
