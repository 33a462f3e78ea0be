import {
  ChannelType,
  Routes,
  type APIChannel,
  type APIMessage,
  type Client,
  type ForumChannel,
  type RESTGetAPIGuildThreadsResult,
} from 'discord.js';
import type { Article } from '../articles/article.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import type { Links } from './links.ts';
import { fetchMessage, fetchMessages } from './message-fetching.ts';
import { isStarter } from './messages/starter.ts';
import type { OpeningChannel } from './rights.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  client: Client;
  threads: Threads;
  links: Links;
}

/** What an opening may have posted: nothing up to `since`, a snowflake, is its own; `article` is null when it is not known any more. */
export interface StrayQuery {
  readonly channel: OpeningChannel;
  readonly since: string;
  readonly article: Article | null;
}

/** Finds starter messages of the bot (a forum post's too) that are no known discussion's; answers their ids. */
export type FindStrays = (query: StrayQuery) => Promise<string[]>;

/** Looks among the latest messages of a channel, or the active posts of a forum. */
export function createStrays({ client, threads, links }: Dependencies): FindStrays {
  const isOurs = (id: string, author: string | undefined, since: string): boolean =>
    author === client.user?.id && compareSnowflakes(id, since) > 0 && !threads.get(id);

  const isStray = (message: APIMessage, { since, article }: StrayQuery): boolean =>
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
