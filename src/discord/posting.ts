import { createHash } from 'node:crypto';
import {
  ChannelType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  ThreadAutoArchiveDuration,
  type AnyThreadChannel,
  type APIMessage,
  type Client,
  type ForumChannel,
  type NewsChannel,
  type RESTGetAPIGuildThreadsResult,
  type TextChannel,
} from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { SectionPost } from '../discussions/discussion.ts';
import type { Place } from '../discussions/ports.ts';
import type { Translate } from '../language/translate.ts';
import type { Links } from './command.ts';
import { hasCode, isUnknownChannel, isUnknownMessage, unless } from './errors.ts';
import { chooseTags } from './forum-tags.ts';
import { isStarter, starterMessage, threadName } from './messages/starter.ts';
import { threadMessages } from './messages/section.ts';
import type { OpeningChannel } from './rights.ts';
import type { Threads } from './threads.ts';

type Trace = Extract<Place, { state: 'opening' }>;

interface PostingRequest {
  readonly article: Article;
  readonly channel: OpeningChannel;
  /** Drawn once for one opening: every message's nonce comes from it, so that a repeated send is the same message. */
  readonly seed: string;
}

/** Puts an article into Discord, and takes it out again. */
export interface Posting {
  /** Posts starter, thread and section messages; `note` hears of each thing as soon as it exists. */
  post(
    request: PostingRequest,
    note: (step: Partial<Pick<Trace, 'message' | 'thread'>>) => Promise<void>,
  ): Promise<{ thread: string; posts: SectionPost[] }>;
  /**
   * Deletes whatever an unfinished opening has posted, also what it did not get to note.
   * Without an article (after a crash) every starter message in the channel that is no known discussion's.
   */
  undo(trace: Trace, article: Article | null): Promise<void>;
}

const MAX_NONCE = 25;
const RECENT = 50; // an opening cut short is among the latest messages

const nonceOf = (seed: string, part: string): string =>
  createHash('sha256').update(`${seed}/${part}`).digest('base64url').slice(0, MAX_NONCE);

interface Dependencies {
  client: Client;
  threads: Threads;
  links: Links;
  siteName: string;
  t: Translate;
}

export function createPosting({ client, threads, links, siteName, t }: Dependencies): Posting {
  const shown = { links, siteName, t };

  async function openThread(
    channel: TextChannel | NewsChannel,
    { article, seed }: PostingRequest,
    noteMessage: (id: string) => Promise<void>,
  ) {
    const message = { ...starterMessage(article, shown), nonce: nonceOf(seed, 'starter'), enforceNonce: true };
    const starter = await channel.send(message);
    await noteMessage(starter.id);
    const options = { name: threadName(article), autoArchiveDuration: ThreadAutoArchiveDuration.OneWeek };
    try {
      return await starter.startThread(options);
    } catch (error) {
      if (!hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) throw error;
      return (await client.channels.fetch(starter.id)) as AnyThreadChannel; // a repeated request of ours had got through
    }
  }

  /** Discord has no nonce for forum posts: one that was posted twice (a retry inside the REST client) is removed. */
  async function openForumPost(channel: ForumChannel, { article }: PostingRequest) {
    const post = await channel.threads.create({
      name: threadName(article),
      message: starterMessage(article, shown),
      appliedTags: chooseTags(channel, article),
      autoArchiveDuration: ThreadAutoArchiveDuration.OneWeek,
    });
    for (const id of await strayStarters(channel, article)) if (id !== post.id) await remove(channel.id, id);
    return post;
  }

  /** Starter messages of the bot in a channel that are no known discussion's. */
  async function strayStarters(channel: OpeningChannel, article: Article | null): Promise<string[]> {
    const isStray = (message: APIMessage): boolean =>
      message.author.id === client.user?.id &&
      !threads.get(message.id) &&
      isStarter(message, article && links.comments(article));
    if (channel.type !== ChannelType.GuildForum) {
      const query = new URLSearchParams({ limit: String(RECENT) });
      const messages = (await client.rest.get(Routes.channelMessages(channel.id), { query })) as APIMessage[];
      return messages.filter(isStray).map(({ id }) => id);
    }
    const active = (await client.rest.get(Routes.guildActiveThreads(channel.guild.id))) as RESTGetAPIGuildThreadsResult;
    const mine = active.threads.filter(
      (thread) =>
        'parent_id' in thread &&
        thread.parent_id === channel.id &&
        'owner_id' in thread &&
        thread.owner_id === client.user?.id &&
        !threads.get(thread.id),
    );
    const starters = await Promise.all(mine.map(({ id }) => starterOf(id)));
    return starters.flatMap((message) => (message !== null && isStray(message) ? [message.id] : []));
  }

  async function starterOf(post: string): Promise<APIMessage | null> {
    try {
      return (await client.rest.get(Routes.channelMessage(post, post))) as APIMessage;
    } catch (error) {
      if (isUnknownMessage(error) || isUnknownChannel(error)) return null;
      throw error;
    }
  }

  async function remove(channel: string, starter: string): Promise<void> {
    await unless(isUnknownChannel, () => client.rest.delete(Routes.channel(starter)));
    await unless(
      (error) => isUnknownMessage(error) || isUnknownChannel(error),
      () => client.rest.delete(Routes.channelMessage(channel, starter)),
    );
  }

  return {
    async post(request, note) {
      const { article, channel, seed } = request;
      const thread =
        channel.type === ChannelType.GuildForum
          ? await openForumPost(channel, request)
          : await openThread(channel, request, (message) => note({ message }));
      await note({ thread: thread.id });
      const posts: SectionPost[] = [];
      for (const [index, { section, message }] of threadMessages(article, shown).entries()) {
        const flags = MessageFlags.SuppressNotifications as const;
        const sent = await thread.send({ ...message, flags, nonce: nonceOf(seed, String(index)), enforceNonce: true });
        if (section) posts.push({ message: sent.id, section });
      }
      return { thread: thread.id, posts };
    },
    async undo({ channel: id, message, thread }, article) {
      const channel = client.channels.cache.get(id) as OpeningChannel | undefined;
      const strays = channel ? await strayStarters(channel, article) : [];
      for (const starter of new Set([message, thread, ...strays])) if (starter) await remove(id, starter);
    },
  };
}
