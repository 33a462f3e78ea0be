import { Routes, type Client } from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { OpeningTrace } from '../discussions/ports.ts';
import { isGone, isUnknownChannel, unless } from './errors.ts';
import type { Log } from './log.ts';
import { fetchMessages } from './message-fetching.ts';
import { isReply } from './reply-from-message.ts';
import { isOpeningChannel } from './rights.ts';
import type { FindStrays } from './strays.ts';

const LEFT_OVER = 'Left over from an opening that failed'; // for the audit log

interface Dependencies {
  client: Client;
  findStrays: FindStrays;
  log: Log;
}

/** Takes out of Discord again what an opening has put there. */
export interface Removing {
  /**
   * Deletes whatever an unfinished opening has posted, also what it did not get to note: then every starter message
   * since it began, of the article if that is still known. Rejects when something could not be deleted.
   */
  undo(trace: OpeningTrace, article: Article | null): Promise<void>;
  /** Deletes a starter message with its thread; one in which a member has replied stays, and is logged. */
  remove(channel: string, starter: string): Promise<void>;
}

/** Creates the removal; what is gone already counts as removed. */
export function createRemoving({ client, findStrays, log }: Dependencies): Removing {
  async function hasReply(thread: string): Promise<boolean> {
    try {
      return (await fetchMessages(client.rest, thread)).some(isReply);
    } catch (error) {
      if (isUnknownChannel(error)) return false;
      throw error;
    }
  }

  async function remove(channel: string, starter: string): Promise<void> {
    if (await hasReply(starter)) {
      return log.warn(`Thread ${starter} is left of an opening that failed, because somebody has replied in it.`);
    }
    try {
      await unless(isUnknownChannel, () => client.rest.delete(Routes.channel(starter), { reason: LEFT_OVER }));
    } finally {
      await unless(isGone, () => client.rest.delete(Routes.channelMessage(channel, starter), { reason: LEFT_OVER }));
    }
  }

  return {
    remove,
    async undo({ channel: id, since, message, thread }, article) {
      const channel = client.guilds.cache.map(({ channels }) => channels.cache.get(id)).find(Boolean);
      const strays = channel && isOpeningChannel(channel) ? await findStrays({ channel, since, article }) : [];
      for (const starter of new Set([message, thread, ...strays])) if (starter) await remove(id, starter);
    },
  };
}
