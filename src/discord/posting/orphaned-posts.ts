import {
  ChannelType,
  Routes,
  type APIChannel,
  type APIMessage,
  type ForumChannel,
  type RESTGetAPIGuildThreadsResult,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { fetchMessage, fetchMessages } from '../inbound/message-fetching.ts';
import { isStarter } from './starter-message.ts';
import { type OpeningChannel, isOpeningChannel } from '../runtime/rights.ts';
import type { PendingOpening } from '../../discussions/discussion.ts';
import { isGone, isUnknownChannel, unless } from '../runtime/errors.ts';
import { isReply } from '../inbound/replies.ts';
import type { BotContext } from '../runtime/context.ts';

/** Where an opening may have posted; everything it posted is newer than `since`, a snowflake. `article` is null when it is gone. */
export interface OrphanQuery {
  readonly channel: OpeningChannel;
  readonly since: string;
  readonly article: Article | null;
}

/** The bot's posts that belong to no discussion, because their opening failed. */
export interface OrphanedPosts {
  /** Starter messages (also forum posts) of no known discussion, by id. */
  find(query: OrphanQuery): Promise<string[]>;
  /** Deletes a starter message with its thread. One with a member's reply stays and is logged. */
  remove(channel: string, starter: string): Promise<void>;
  /**
   * Deletes everything that an unfinished opening posted, also what it could not store: every starter message since it
   * began, of the article if that is still known. Rejects when something could not be deleted.
   */
  undo(opening: PendingOpening, article: Article | null): Promise<void>;
}

const LEFT_OVER = 'Left over from an opening that failed'; // for the audit log

/** Creates the search and the removal; a post that is gone already counts as removed. */
export function createOrphanedPosts({ client, threads, links, log }: BotContext): OrphanedPosts {
  const isOurs = (id: string, author: string | undefined, since: string): boolean =>
    author === client.user?.id && compareSnowflakes(id, since) > 0 && !threads.get(id);

  const isOrphan = (message: APIMessage, { since, article }: OrphanQuery): boolean =>
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

  /** Looks among the latest messages of a channel, or the active posts of a forum. */
  async function find(query: OrphanQuery): Promise<string[]> {
    const { channel, since } = query;
    const messages =
      channel.type === ChannelType.GuildForum
        ? await startersIn(channel, since)
        : await fetchMessages(client.rest, channel.id); // an interrupted opening is among the latest
    return messages.filter((message) => isOrphan(message, query)).map(({ id }) => id);
  }

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
      return log.warn(
        `Thread ${starter} is left over from a failed opening. It stays because somebody has replied in it.`,
      );
    }
    try {
      await unless(isUnknownChannel, () => client.rest.delete(Routes.channel(starter), { reason: LEFT_OVER }));
    } finally {
      await unless(isGone, () => client.rest.delete(Routes.channelMessage(channel, starter), { reason: LEFT_OVER }));
    }
  }

  return {
    find,
    remove,
    async undo({ channel: id, since, message, thread }, article) {
      const channel = client.guilds.cache.map(({ channels }) => channels.cache.get(id)).find(Boolean);
      const found = channel && isOpeningChannel(channel) ? await find({ channel, since, article }) : [];
      for (const starter of new Set([message, thread, ...found])) if (starter) await remove(id, starter);
    },
  };
}
