import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  RESTJSONErrorCodes,
  Routes,
  type REST,
  MessageFlags,
  type APIEmbed,
  type APIMessage,
  type Client,
  ChannelType,
} from 'discord.js';
import { hasCode, isForbidden, isUnknownMessage, unless, isGone } from '../runtime/errors.ts';
import { randomBytes } from 'node:crypto';
import { PINGS_NOBODY } from '../session/client.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Discussion, Summary, ThreadRef } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { isPublished } from '../../discussions/visibility.ts';
import type { Translate } from '../../language/translate.ts';
import { fetchMessages, lastPosted } from '../inbound/message-fetching.ts';
import { summaryMessage, withdrawnMessage, type SummaryWords } from './summary-message.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { BotContext } from '../runtime/context.ts';
import { moderatorNamed } from '../moderation/moderators.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const SUMMARY_MARK = /\/channels\/\d+\/\d+\/\d+$/; // no other button links to a message

const isLink = (part: APIComponentInMessageActionRow): boolean =>
  part.type === ComponentType.Button && part.style === ButtonStyle.Link && SUMMARY_MARK.test(part.url);

/** A starter message's rows with a button that links to the summary; without one when `url` is null. The same array when nothing changes. */
function withSummaryLink(
  rows: readonly APIMessageTopLevelComponent[],
  { url, label }: { url: string | null; label: string },
): readonly APIMessageTopLevelComponent[] {
  const last = rows.at(-1);
  if (last?.type !== ComponentType.ActionRow) return rows;
  const link: APIButtonComponent[] = url
    ? [{ type: ComponentType.Button, style: ButtonStyle.Link, label: label.slice(0, 80), url }]
    : [];
  const before = last.components.filter(isLink);
  const isSame = before.length === link.length && before.every((part) => 'url' in part && part.url === url);
  if (isSame) return rows;
  const row: Row = { ...last, components: [...last.components.filter((part) => !isLink(part)), ...link] };
  return [...rows.slice(0, -1), row];
}

/**
 * Changes something in a thread. Discord refuses changes in an archived one, so it is unarchived for the change and archived
 * again. Rejects as the change does.
 */
async function evenIfArchived(rest: REST, thread: string, change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error;
    await rest.patch(Routes.channel(thread), {
      body: { archived: false },
      reason: 'To change what the bot keeps here',
    });
    try {
      await change();
    } finally {
      await rest.patch(Routes.channel(thread), { body: { archived: true }, reason: 'Archived again after a change' });
    }
  }
}

// For the guild's audit log.
const SUMMARY = 'The summary of this discussion';
const REPLACED = 'To pin the summary anew, or to take it away';
const NOT_PINNED = 'The summary could not be pinned';

/** Pinned messages in a thread, archived or not. Each throws `UserError` for what a moderator can correct in Discord. */
export interface PinnedMessages {
  /** Posts and pins; resolves with the message's id. Deletes the message again when it cannot be pinned. */
  post(thread: string, message: { embeds: APIEmbed[] }): Promise<string>;
  /** Resolves with false when the message is gone. */
  edit(thread: string, id: string, message: { embeds: APIEmbed[] }): Promise<boolean>;
  /** Deletes a message of the bot; somebody else's stays. */
  remove(thread: string, id: string): Promise<void>;
  /** Makes a message the last one that was pinned. */
  pin(thread: string, id: string): Promise<void>;
  unpin(thread: string, id: string): Promise<void>;
}

async function explained<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel))
      throw new UserError('discord.summary.tooManyPins');
    if (isForbidden(error) || hasCode(error, RESTJSONErrorCodes.ThreadLocked))
      throw new UserError('discord.summary.cannotPin');
    throw error;
  }
}

/** Works with raw requests, because the client caches no messages. */
function createPinnedMessages({ client }: BotContext): PinnedMessages {
  const { rest } = client;
  const remove = (thread: string, id: string): Promise<void> =>
    unless(isUnknownMessage, () => rest.delete(Routes.channelMessage(thread, id), { reason: NOT_PINNED }));

  async function removeOwn(thread: string, id: string): Promise<void> {
    try {
      const { author } = (await rest.get(Routes.channelMessage(thread, id))) as APIMessage;
      if (author.id !== client.user?.id) return;
      await rest.delete(Routes.channelMessage(thread, id), { reason: REPLACED });
    } catch (error) {
      if (!isUnknownMessage(error)) throw error;
    }
  }

  const unpin = (thread: string, id: string): Promise<void> =>
    unless(isUnknownMessage, () =>
      evenIfArchived(rest, thread, () => rest.delete(Routes.channelMessagesPin(thread, id), { reason: REPLACED })),
    );

  return {
    remove: (thread, id) => explained(() => removeOwn(thread, id)),
    unpin: (thread, id) => explained(() => unpin(thread, id)),
    pin: (thread, id) =>
      explained(async () => {
        await unpin(thread, id); // Discord does not move a message that is pinned already
        await evenIfArchived(rest, thread, () => rest.put(Routes.channelMessagesPin(thread, id), { reason: SUMMARY }));
      }),
    post: (thread, message) =>
      explained(async () => {
        const nonce = randomBytes(12).toString('base64url'); // a repeated send is the same message
        const once = { nonce, enforce_nonce: true, flags: MessageFlags.SuppressNotifications };
        const body = { ...message, ...PINGS_NOBODY, ...once };
        const { id } = (await rest.post(Routes.channelMessages(thread), { body })) as APIMessage;
        try {
          await rest.put(Routes.channelMessagesPin(thread, id), { reason: SUMMARY });
          return id;
        } catch (error) {
          await remove(thread, id);
          throw error;
        }
      }),
    edit: (thread, id, message) =>
      explained(async () => {
        const body = { ...message, ...PINGS_NOBODY };
        try {
          await evenIfArchived(rest, thread, () => rest.patch(Routes.channelMessage(thread, id), { body }));
          return true;
        } catch (error) {
          if (isUnknownMessage(error)) return false;
          throw error;
        }
      }),
  };
}

/** Whether Discord refuses to edit a starter message for good: it is gone, out of reach, or too old to be edited so often. */
const isExcused = (error: unknown): boolean =>
  isGone(error) ||
  isForbidden(error) ||
  hasCode(error, RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached);

/** Links the discussion's starter message to the summary, or removes the link when `url` is null; leaves other people's starter messages alone. */
async function linkSummary(
  client: Client,
  discussion: Pick<Discussion, 'guild' | 'thread' | 'channel'>,
  { url, t }: { url: string | null; t: Translate },
): Promise<void> {
  const { guild, thread, channel } = discussion;
  const isForum = client.guilds.cache.get(guild)?.channels.cache.get(channel)?.type === ChannelType.GuildForum;
  const route = Routes.channelMessage(isForum ? thread : channel, thread);
  try {
    const starter = (await client.rest.get(route)) as APIMessage;
    if (starter.author.id !== client.user?.id) return;
    const components = withSummaryLink(starter.components ?? [], { url, label: t('discord.summary.heading') });
    const edit = () => client.rest.patch(route, { body: { components, ...PINGS_NOBODY } });
    if (components !== starter.components) await evenIfArchived(client.rest, thread, edit);
  } catch (error) {
    if (!isExcused(error)) throw error;
  }
}

/** Whether the summary is the bot's own message, not a member's that was pinned. */
const isOwnMessage = ({ message, sources }: Pick<Summary, 'message' | 'sources'>): boolean =>
  !sources.includes(message);

/** User ids of the comments' authors, by the comments' ids; of published comments only. */
export async function authorsOf(
  discussions: DiscussionStore,
  ref: ThreadRef,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const records = await discussions.records(ref, ids);
  return new Map(records.filter(isPublished).map(({ comment: { id, author } }) => [id, author]));
}

/** The summary as a message in Discord. Each throws `UserError` for what a moderator can correct there. */
export interface SummaryPosts {
  /** Works on a discussion's summary while nothing else does; undefined for a thread that is no discussion. */
  inTurn<Result>(ref: ThreadRef, work: (discussion: Discussion) => Promise<Result>): Promise<Result | undefined>;
  /** Writes the words into the bot's pinned message, or posts and pins one; resolves with its id. */
  put(discussion: Discussion, words: SummaryWords): Promise<string>;
  /** Makes a member's message the last one pinned. */
  pin(discussion: Discussion, id: string): Promise<void>;
  /** Unpins the summary when it is a member's message; the bot's own is deleted by `record`. */
  unpin(discussion: Discussion, summary: Summary): Promise<void>;
  /**
   * Stores what the discussion's summary is from now on, with its moderator's name; the only way in which it changes, save for
   * comments that leave it. Deletes the bot's earlier message and points the starter message to the new one.
   */
  record(discussion: Discussion, summary: Summary | null): Promise<void>;
  /** What the bot's own message must say of the summary; null for a member's message. */
  expected(discussion: Discussion, summary: Summary): Promise<APIEmbed | null>;
  /** Makes the bot's own message show what is left of the summary. With no words left, removes both and resolves with true. */
  settle(discussion: Discussion): Promise<boolean>;
  /** Deletes messages that an earlier process posted and did not pin. */
  sweep(discussion: Discussion): Promise<void>;
}

/** Creates the posts. */
export function createSummaryPosts(context: BotContext): SummaryPosts {
  const { client, discussions, library, links, language } = context;
  const pinned = createPinnedMessages(context);
  const tasks = createTasks();

  const messageFrom = async (discussion: Discussion, words: SummaryWords): Promise<{ embeds: APIEmbed[] }> => {
    const article = library.byKey(discussion.article);
    const authors = await authorsOf(discussions, discussion, words.sources);
    return summaryMessage(words, { discussion, article, links, authors, t: await language.of(discussion.guild) });
  };

  async function expected(discussion: Discussion, summary: Summary): Promise<APIEmbed | null> {
    if (!isOwnMessage(summary)) return null;
    const { embeds } = summary.isWithdrawn
      ? withdrawnMessage(await language.of(discussion.guild))
      : await messageFrom(discussion, summary);
    return embeds[0] ?? null;
  }

  async function link(discussion: Discussion, message: string | null): Promise<void> {
    const url = message && `${links.thread(discussion)}/${message}`;
    await linkSummary(client, discussion, { url, t: await language.of(discussion.guild) });
  }

  async function sweep(discussion: Discussion): Promise<void> {
    const { thread, postingSince } = discussion;
    if (postingSince === undefined) return;
    const later = await fetchMessages(client.rest, thread, { after: postingSince });
    const unpinned = later.filter((message) => !message.pinned && message.id !== discussion.summary?.message);
    for (const { id, author, content, embeds } of unpinned) {
      const isSummary = author.id === client.user?.id && content === '' && embeds.length === 1;
      if (isSummary) await pinned.remove(thread, id);
    }
    await discussions.apply(discussion, [{ type: 'summary.posting', since: null }]);
  }

  async function put(discussion: Discussion, words: SummaryWords): Promise<string> {
    const { thread, summary } = discussion;
    const message = await messageFrom(discussion, words);
    if (summary && isOwnMessage(summary) && (await pinned.edit(thread, summary.message, message))) {
      return summary.message;
    }
    await sweep(discussion);
    await discussions.apply(discussion, [{ type: 'summary.posting', since: await lastPosted(client.rest, thread) }]);
    return pinned.post(thread, message);
  }

  async function record(discussion: Discussion, summary: Summary | null): Promise<void> {
    const { guild, thread, summary: before } = discussion;
    const isReplaced = before && before.message !== summary?.message;
    if (isReplaced && isOwnMessage(before)) await pinned.remove(thread, before.message);
    await link(discussion, summary?.message ?? null);
    const named = summary ? await moderatorNamed(context, guild, summary.by) : [];
    await discussions.apply(discussion, [{ type: 'summary.changed', summary }, ...named]);
  }

  return {
    put,
    record,
    expected,
    sweep,
    pin: ({ thread }, id) => pinned.pin(thread, id),
    async unpin({ thread }, summary) {
      if (!isOwnMessage(summary)) await pinned.unpin(thread, summary.message);
    },
    inTurn: ({ guild, thread }, work) =>
      tasks.run(thread, async () => {
        const discussion = await discussions.byThread({ guild, thread });
        return discussion && work(discussion);
      }),
    async settle(discussion) {
      const { thread, summary } = discussion;
      if (!summary) return false;
      if (!summary.isWithdrawn && summary.sentences.length === 0) {
        await pinned.remove(thread, summary.message);
        await link(discussion, null);
        await discussions.apply(discussion, [{ type: 'summary.changed', summary: null }]);
        return true;
      }
      const embed = await expected(discussion, summary);
      if (embed) await pinned.edit(thread, summary.message, { embeds: [embed] });
      return false;
    },
  };
}
