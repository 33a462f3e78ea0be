import {
  ChannelType,
  Routes,
  type APIChannel,
  type APIMessage,
  type Client,
  type ForumChannel,
  type RESTGetAPIGuildThreadsResult,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import type { Links } from '../runtime/links.ts';
import { fetchMessage, fetchMessages } from '../inbound/message-fetching.ts';
import { isStarter } from './starter-message.ts';
import { type OpeningChannel, isOpeningChannel } from '../runtime/rights.ts';
import type { Threads } from '../session/threads.ts';
import type { OpeningTrace } from '../../discussions/discussion.ts';
import { isGone, isUnknownChannel, unless } from '../runtime/errors.ts';
import type { Log } from '../runtime/log.ts';
import { isReply } from '../inbound/replies.ts';

interface Dependencies {
  client: Client;
  threads: Threads;
  links: Links;
}

/** What an opening may have posted: nothing up to `since`, a snowflake, is its own; `article` is null when it is not known any more. */
export interface OrphanQuery {
  readonly channel: OpeningChannel;
  readonly since: string;
  readonly article: Article | null;
}

/** Finds starter messages of the bot (a forum post's too) that are no known discussion's; answers their ids. */
export type FindStrays = (query: OrphanQuery) => Promise<string[]>;

/** Looks among the latest messages of a channel, or the active posts of a forum. */
export function createStrays({ client, threads, links }: Dependencies): FindStrays {
  const isOurs = (id: string, author: string | undefined, since: string): boolean =>
    author === client.user?.id && compareSnowflakes(id, since) > 0 && !threads.get(id);

  const isStray = (message: APIMessage, { since, article }: OrphanQuery): boolean =>
    isOurs(message.id, message.author.id, since) && isStarter(message, article && links.comments(article));

  async function startersIn(forum: ForumChannel, since: string): Promise<APIMessage[]> {
    const active = (await client.rest.get(Routes.guildActiveThreads(forum.guild.id))) as RESTGetAPIGuildThreadsResult;
    const isOurPost = (thread: APIChannel): boolean =>
      'parent_id' in thread &&
      thread.parent_id === forum.id &&
      'owner_id' in thread &&
      isOurs(thread.id, thread.owner_id, since);
    const starters = active.threads.filter(isOurPost).map(({ id }) => fetchMessage(client.rest, id, id));
    return (await Promise.all(starters)).filter((starter) => starter !== null);
  }

  return async (query) => {
    const { channel, since } = query;
    const messages =
      channel.type === ChannelType.GuildForum
        ? await startersIn(channel, since)
        : await fetchMessages(client.rest, channel.id); // an opening cut short is among the latest
    return messages.filter((message) => isStray(message, query)).map(({ id }) => id);
  };
}

const LEFT_OVER = 'Left over from an opening that failed'; // for the audit log

interface RemovingDependencies {
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
export function createRemoving({ client, findStrays, log }: RemovingDependencies): Removing {
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
