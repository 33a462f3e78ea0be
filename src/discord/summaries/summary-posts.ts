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
import type { Translate } from '../../language/translate.ts';
import type { ArticleLibrary } from '../../articles/library.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { textOf } from '../../discussions/summary.ts';
import type { Links } from '../runtime/links.ts';
import type { GuildLanguage } from '../runtime/guild-language.ts';
import { fetchMessages, lastPosted } from '../inbound/message-fetching.ts';
import { summaryMessage, withdrawnMessage, type SummaryWords } from './summary-message.ts';
import { createTasks } from '../runtime/tasks.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const SUMMARY_MARK = /\/channels\/\d+\/\d+\/\d+$/; // the only button that leads to a message

const isLink = (part: APIComponentInMessageActionRow): boolean =>
  part.type === ComponentType.Button && part.style === ButtonStyle.Link && SUMMARY_MARK.test(part.url);

/** A starter message's rows with a button that leads to the summary, or without one for null; the very same ones when nothing differs. */
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
 * Changes something in a thread. Discord lets nothing be changed in an archived one: it is woken for the change and
 * put back to sleep. Rejects as the change does.
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

/** Messages that are pinned in a thread, archived or not. Each throws `UserError` for what the moderator can mend in Discord. */
export interface PinnedMessages {
  /** Answers the new message's id; nothing is left behind when it cannot be pinned. */
  post(thread: string, message: { embeds: APIEmbed[] }): Promise<string>;
  /** Answers whether the message is still there. */
  edit(thread: string, id: string, message: { embeds: APIEmbed[] }): Promise<boolean>;
  /** Deletes a message of the bot's; answers false for somebody else's, which stays. */
  remove(thread: string, id: string): Promise<boolean>;
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

/** Works by raw requests: the client keeps no messages. */
function createPinnedMessages({ client }: { client: Client }): PinnedMessages {
  const { rest } = client;
  const remove = (thread: string, id: string): Promise<void> =>
    unless(isUnknownMessage, () => rest.delete(Routes.channelMessage(thread, id), { reason: NOT_PINNED }));

  async function removeOwn(thread: string, id: string): Promise<boolean> {
    try {
      const { author } = (await rest.get(Routes.channelMessage(thread, id))) as APIMessage;
      if (author.id !== client.user?.id) return false;
      await rest.delete(Routes.channelMessage(thread, id), { reason: REPLACED });
    } catch (error) {
      if (!isUnknownMessage(error)) throw error;
    }
    return true;
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
        await unpin(thread, id); // Discord leaves what is pinned already in its place
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

/** What may keep a starter message from being edited: it is gone, out of reach, or too old to be edited so often. */
const isExcused = (error: unknown): boolean =>
  isGone(error) ||
  isForbidden(error) ||
  hasCode(error, RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached);

/** Puts a link to the summary on the discussion's starter message, or takes it off with null; a starter that is not the bot's stays as it is. */
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

/** Whether the summary is a message of the bot, and not a member's that was pinned. */
const isOwnMessage = ({ message, sources }: Pick<Summary, 'message' | 'sources'>): boolean =>
  !sources.includes(message);

/** The summary as a message in Discord. Each throws `UserError` for what a moderator can mend there. */
export interface SummaryPosts {
  /** Does something to a discussion's summary while nothing else does; undefined for a thread that is no discussion. */
  inTurn<Result>(ref: ThreadRef, work: (discussion: Discussion) => Promise<Result>): Promise<Result | undefined>;
  /** Writes the words into the bot's pinned message, or posts and pins one; answers its id. */
  put(discussion: Discussion, words: SummaryWords): Promise<string>;
  /** Makes a member's message the last one pinned. */
  pin(discussion: Discussion, id: string): Promise<void>;
  /** What the bot's own message must say of the summary; null for a member's. */
  expected(discussion: Discussion, summary: Summary): Promise<APIEmbed | null>;
  /** Makes the bot's own message say what is left of the summary; with no words left both go. Answers whether they did. */
  settle(discussion: Discussion): Promise<boolean>;
  /** Deletes what an ended process posted and did not pin. */
  sweep(discussion: Discussion): Promise<void>;
  /** Deletes the message when it is the bot's and leaves a member's, so that nobody's words stay in what is no summary any more. */
  discard(discussion: Discussion, message: string): Promise<void>;
  /** Deletes the message when it is the bot's; a member's is unpinned. */
  takeAway(discussion: Discussion, message: string): Promise<void>;
  /** Points the starter message to the summary, or to none. */
  link(discussion: Discussion, message: string | null): Promise<void>;
}

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  library: ArticleLibrary;
  links: Links;
  language: GuildLanguage;
}

/** Changes a thread's post only in its turn. */
export function createSummaryPosts({ client, store, library, links, language }: Dependencies): SummaryPosts {
  const pinned = createPinnedMessages({ client });
  const tasks = createTasks();

  const messageFrom = async (discussion: Discussion, words: SummaryWords): Promise<{ embeds: APIEmbed[] }> => {
    const article = library.byKey(discussion.article);
    return summaryMessage(words, { discussion, article, links, t: await language.of(discussion.guild) });
  };

  async function expected(discussion: Discussion, summary: Summary): Promise<APIEmbed | null> {
    if (!isOwnMessage(summary)) return null;
    const { embeds } = summary.isWithdrawn
      ? withdrawnMessage(await language.of(discussion.guild))
      : await messageFrom(discussion, { text: textOf(summary), sources: summary.sources });
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
    const strays = later.filter((message) => !message.pinned && message.id !== discussion.summary?.message);
    for (const { id, author, content, embeds } of strays) {
      const isSummary = author.id === client.user?.id && content === '' && embeds.length === 1;
      if (isSummary) await pinned.remove(thread, id);
    }
    await store.apply(discussion, [{ type: 'summary.posting', since: null }]);
  }

  async function put(discussion: Discussion, words: SummaryWords): Promise<string> {
    const { thread, summary } = discussion;
    const message = await messageFrom(discussion, words);
    if (summary && isOwnMessage(summary) && (await pinned.edit(thread, summary.message, message))) {
      return summary.message;
    }
    await sweep(discussion);
    await store.apply(discussion, [{ type: 'summary.posting', since: await lastPosted(client.rest, thread) }]);
    return pinned.post(thread, message);
  }

  return {
    expected,
    link,
    inTurn: ({ guild, thread }, work) =>
      tasks.run(thread, async () => {
        const discussion = await store.byThread({ guild, thread });
        return discussion && work(discussion);
      }),
    async put(discussion, words) {
      const id = await put(discussion, words);
      await link(discussion, id);
      return id;
    },
    async pin(discussion, id) {
      await pinned.pin(discussion.thread, id);
      await link(discussion, id);
    },
    async settle(discussion) {
      const { thread, summary } = discussion;
      if (!summary) return false;
      if (!summary.isWithdrawn && summary.sentences.length === 0) {
        await pinned.remove(thread, summary.message);
        await link(discussion, null);
        await store.apply(discussion, [{ type: 'summary.changed', summary: null }]);
        return true;
      }
      const embed = await expected(discussion, summary);
      if (embed) await pinned.edit(thread, summary.message, { embeds: [embed] });
      return false;
    },
    sweep,
    discard: async (discussion, message) => void (await pinned.remove(discussion.thread, message)),
    async takeAway(discussion, message) {
      if (!(await pinned.remove(discussion.thread, message))) await pinned.unpin(discussion.thread, message);
      await link(discussion, null);
    },
  };
}
