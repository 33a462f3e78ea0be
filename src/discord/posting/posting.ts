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
import type { NewDiscussion, SectionPost, OpeningTrace } from '../../discussions/discussion.ts';
import type { PublishPolicy } from '../../discussions/visibility.ts';
import type { Links } from '../runtime/links.ts';
import { hasCode } from '../runtime/errors.ts';
import type { GuildLanguage } from '../runtime/guild-language.ts';
import { threadMessages } from './section-messages.ts';
import { starterMessage, threadName } from './starter-message.ts';
import type { MessageContext } from '../runtime/text.ts';
import type { Removing, FindStrays } from './orphaned-posts.ts';
import type { OpeningChannel } from '../runtime/rights.ts';

const MAX_NONCE = 25;

/** The nonce of one of the messages that a seed stands for: sent twice, it is one message for some minutes. */
export const nonceOf = (seed: string, part: string): string =>
  createHash('sha256').update(`${seed}/${part}`).digest('base64url').slice(0, MAX_NONCE);

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

const MAX_TAGS = 5; // of a forum post

/**
 * The forum's tags for an article: its newspaper section's if there is one; where the forum demands a tag,
 * one of the article's own, else the first that anybody may set. Throws `UserError` when a demanded tag cannot be had.
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
  /** Every message's nonce comes from the trace's seed, so that a repeated send is the same message. */
  readonly trace: Pick<OpeningTrace, 'seed' | 'since'>;
}

/** Hears of the starter message and of the thread as soon as they exist. */
type Note = (step: Partial<Pick<OpeningTrace, 'message' | 'thread'>>) => Promise<void>;

/** Puts an article into Discord: starter, thread and section messages; the starter says what becomes of replies. */
export type PostArticle = (
  request: PostingRequest,
  note: Note,
) => Promise<Pick<NewDiscussion, 'thread' | 'posts' | 'announced'>>;

interface Dependencies {
  findStrays: FindStrays;
  removing: Removing;
  links: Links;
  siteName: string;
  language: GuildLanguage;
  policyOf(guild: string): Promise<PublishPolicy>;
}

const idempotent = (seed: string, part: string) => ({ nonce: nonceOf(seed, part), enforceNonce: true });

const threadOptions = (article: Article) => ({
  name: threadName(article),
  autoArchiveDuration: ThreadAutoArchiveDuration.OneWeek,
  reason: 'The discussion of an article',
});

interface Posting {
  readonly request: PostingRequest;
  readonly setting: MessageContext;
  readonly policy: PublishPolicy;
  readonly note: Note;
}

async function openThread(channel: TextChannel | NewsChannel, posting: Posting): Promise<AnyThreadChannel> {
  const { request, setting, policy, note } = posting;
  const { article, trace } = request;
  const message = starterMessage(article, { policy, channel: channel.id }, setting);
  const starter = await channel.send({ ...message, ...idempotent(trace.seed, 'starter') });
  await note({ message: starter.id });
  try {
    return await starter.startThread(threadOptions(article));
  } catch (error) {
    if (!hasCode(error, RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage)) throw error;
    const thread = await channel.threads.fetch(starter.id); // a repeated request of ours had got through
    if (!thread) throw error;
    return thread;
  }
}

async function postSections(thread: AnyThreadChannel, { request, setting }: Posting): Promise<SectionPost[]> {
  const posts: SectionPost[] = [];
  for (const [index, { section, message }] of threadMessages(request.article, setting).entries()) {
    const flags = MessageFlags.SuppressNotifications as const;
    const sent = await thread.send({ ...message, flags, ...idempotent(request.trace.seed, String(index)) });
    if (section) posts.push({ message: sent.id, section });
  }
  return posts;
}

/** Creates the posting, in the guild's language. */
export function createPosting({
  findStrays,
  removing,
  links,
  siteName,
  language,
  policyOf,
}: Dependencies): PostArticle {
  /** Discord has no nonce for forum posts: one that was posted twice (a retry inside the REST client) is removed. */
  async function openForumPost(forum: ForumChannel, { request, setting, policy }: Posting): Promise<AnyThreadChannel> {
    const { article, trace } = request;
    const post = await forum.threads.create({
      ...threadOptions(article),
      message: starterMessage(article, { policy, channel: null }, setting),
      appliedTags: chooseTags(forum, article),
    });
    const strays = await findStrays({ channel: forum, since: trace.since, article });
    for (const id of strays) if (id !== post.id) await removing.remove(forum.id, id);
    return post;
  }

  return async (request, note) => {
    const { channel } = request;
    const setting = { links, siteName, t: await language.of(channel.guild.id) };
    const posting = { request, setting, policy: await policyOf(channel.guild.id), note };
    const isForum = channel.type === ChannelType.GuildForum;
    const thread = isForum ? await openForumPost(channel, posting) : await openThread(channel, posting);
    await note({ thread: thread.id });
    return { thread: thread.id, announced: posting.policy, posts: await postSections(thread, posting) };
  };
}
