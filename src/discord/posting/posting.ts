import { createHash } from 'node:crypto';
import {
  ChannelFlags,
  type ForumChannel,
  type GuildForumTag,
  ChannelType,
  MessageFlags,
  RESTJSONErrorCodes,
  ThreadAutoArchiveDuration,
  type AnyThreadChannel,
  type NewsChannel,
  type TextChannel,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { UserError } from '../runtime/user-error.ts';
import type { NewDiscussion, SectionPost, PendingOpening } from '../../discussions/discussion.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import { hasCode } from '../runtime/errors.ts';
import { threadMessages } from './section-messages.ts';
import { starterMessage, threadName } from './starter-message.ts';
import type { MessageContext } from '../runtime/text.ts';
import type { OpeningChannel } from '../runtime/rights.ts';
import type { BotContext } from '../runtime/context.ts';
import type { OrphanedPosts } from './orphaned-posts.ts';

const MAX_NONCE = 25;

/** A nonce for one message of a seed; for some minutes Discord takes a repeated send for the same message. */
export const nonceOf = (seed: string, part: string): string =>
  createHash('sha256').update(`${seed}/${part}`).digest('base64url').slice(0, MAX_NONCE);

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

const MAX_TAGS = 5; // of a forum post

/**
 * The forum's tags for an article: that of its newspaper section if there is one. Where the forum requires a tag, else the
 * article's own, else the first that anybody may set. Throws `UserError` when there is none.
 */
export function chooseTags(
  forum: Pick<ForumChannel, 'availableTags' | 'flags' | 'id'>,
  article: Pick<Article, 'section' | 'tags'>,
): string[] {
  const named = (names: readonly string[]): GuildForumTag[] => {
    const wanted = new Set(names.map(folded));
    return forum.availableTags.filter(({ name }) => wanted.has(folded(name)));
  };
  const bySection = named(article.section ? [article.section] : []);
  if (bySection.length > 0 || !forum.flags.has(ChannelFlags.RequireTag))
    return bySection.slice(0, 1).map(({ id }) => id);
  const byTags = named(article.tags).slice(0, MAX_TAGS);
  const fallback = forum.availableTags.find(({ moderated }) => !moderated) ?? forum.availableTags[0];
  const chosen = byTags.length > 0 ? byTags : fallback ? [fallback] : [];
  if (chosen.length === 0) throw new UserError('discord.noTagInForum', { channel: `<#${forum.id}>` });
  return chosen.map(({ id }) => id);
}

interface PostingRequest {
  readonly article: Article;
  readonly channel: OpeningChannel;
  /** The stored opening; its seed makes every message's nonce, so that a repeated send is the same message. */
  readonly opening: Pick<PendingOpening, 'seed' | 'since'>;
}

/** Stores the ids of the starter message and the thread as soon as they exist. */
type SaveProgress = (step: Partial<Pick<PendingOpening, 'message' | 'thread'>>) => Promise<void>;

/** Posts an article: starter message, thread and section messages. The starter says what becomes of replies. */
export type PostArticle = (
  request: PostingRequest,
  save: SaveProgress,
) => Promise<Pick<NewDiscussion, 'thread' | 'posts' | 'announced'>>;

const idempotent = (seed: string, part: string) => ({ nonce: nonceOf(seed, part), enforceNonce: true });

const threadOptions = (article: Article) => ({
  name: threadName(article),
  autoArchiveDuration: ThreadAutoArchiveDuration.OneWeek,
  reason: 'The discussion of an article',
});

interface Posting {
  readonly request: PostingRequest;
  readonly context: MessageContext;
  readonly policy: PublishPolicy;
  readonly save: SaveProgress;
}

async function openThread(channel: TextChannel | NewsChannel, posting: Posting): Promise<AnyThreadChannel> {
  const { request, context, policy, save } = posting;
  const { article, opening } = request;
  const message = starterMessage(article, { policy, channel: channel.id }, context);
  const starter = await channel.send({ ...message, ...idempotent(opening.seed, 'starter') });
  await save({ message: starter.id });
  try {
    return await starter.startThread(threadOptions(article));
  } catch (error) {
    if (!hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) throw error;
    const thread = await channel.threads.fetch(starter.id); // an earlier try had succeeded
    if (!thread) throw error;
    return thread;
  }
}

async function postSections(thread: AnyThreadChannel, { request, context }: Posting): Promise<SectionPost[]> {
  const posts: SectionPost[] = [];
  for (const [index, { section, message }] of threadMessages(request.article, context).entries()) {
    const flags = MessageFlags.SuppressNotifications as const;
    const sent = await thread.send({ ...message, flags, ...idempotent(request.opening.seed, String(index)) });
    if (section) posts.push({ message: sent.id, section });
  }
  return posts;
}

/** Creates the posting, in the guild's language. */
export function createPosting(
  { links, siteName, language, policyOf }: BotContext,
  orphanedPosts: OrphanedPosts,
): PostArticle {
  /** Discord has no nonce for forum posts, so a second post from a retry inside the REST client is removed. */
  async function openForumPost(forum: ForumChannel, { request, context, policy }: Posting): Promise<AnyThreadChannel> {
    const { article, opening } = request;
    const post = await forum.threads.create({
      ...threadOptions(article),
      message: starterMessage(article, { policy, channel: null }, context),
      appliedTags: chooseTags(forum, article),
    });
    const found = await orphanedPosts.find({ channel: forum, since: opening.since, article });
    for (const id of found) if (id !== post.id) await orphanedPosts.remove(forum.id, id);
    return post;
  }

  return async (request, save) => {
    const { channel } = request;
    const context = { links, siteName, t: await language.of(channel.guild.id) };
    const posting = { request, context, policy: await policyOf(channel.guild.id), save };
    const isForum = channel.type === ChannelType.GuildForum;
    const thread = isForum ? await openForumPost(channel, posting) : await openThread(channel, posting);
    await save({ thread: thread.id });
    return { thread: thread.id, announced: posting.policy, posts: await postSections(thread, posting) };
  };
}
