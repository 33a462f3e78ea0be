import { isPublished } from '../../discussions/visibility.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  GatewayDispatchEvents,
  MessageType,
  Routes,
  type APIMessage,
  type APIMessagePin,
  type RESTGetAPIChannelMessagesPinsResult,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Discussion, Summary } from '../../discussions/discussion.ts';
import { lossIn } from '../../discussions/summary.ts';
import { lastSnowflakeAt } from '../../snowflake.ts';
import type { DispatchHandlers } from '../inbound/events.ts';
import { changesReply, isReply, isWhole } from '../inbound/replies.ts';
import { NEWS_FOR, type PendingNotices } from '../moderation/pending-notices.ts';
import type { BotContext } from '../runtime/context.ts';
import { isForbidden, isUnknownChannel, unless } from '../runtime/errors.ts';
import { createTasks } from '../runtime/tasks.ts';
import { UserError } from '../runtime/user-error.ts';
import { placeOfThread, type KnownThread } from '../session/threads.ts';
import { wordsFromMessage } from './summary-message.ts';
import type { SummaryPosts } from './summary-posts.ts';

/** Makes what is pinned in a discussion's thread its summary, whoever pinned it: what was posted as one, else the last comment. */
export interface Pins {
  readonly events: DispatchHandlers;
  /** Reads what is pinned in a thread now, and stores what changed. */
  look(thread: string): Promise<void>;
  /** Whether a thread's pinned summary still shows words that have left it, because Discord does not let the bot edit it. */
  isOverdue(thread: string): boolean;
  /** Resolves when the pinned messages follow all losses of comments so far. */
  idle(): Promise<void>;
}

const MOST_PINS = '50'; // one page; a summary is never further down

/** Creates the pins. Every look reads them from Discord, because the event of a pin does not say which message it was. */
export function createPins(
  context: BotContext,
  { posts, notices }: { posts: SummaryPosts; notices: PendingNotices },
): Pins {
  const { client, discussions, threads, links, recorder, writeAudit } = context;
  const overdue = createOverdueSummaries(context);
  const pinners = createPinners(context);
  const tasks = createTasks();
  const isOurs = ({ author }: APIMessage): boolean => author.id === client.user?.id;

  const publishedOf = async (discussion: Discussion, ids: readonly string[]): Promise<boolean> =>
    (await discussions.records(discussion, ids)).every(isPublished);

  /** Who decided on the pin; the bot pins on behalf of the moderator who used a command. */
  async function decidedBy({ thread, summary }: Discussion, pin: APIMessagePin): Promise<string> {
    const pinner = await pinners.of(thread, pin);
    if (pinner !== null && pinner !== client.user?.id) return pinner;
    return summary?.message === pin.message.id ? summary.by : '';
  }

  async function summaryFromComment(discussion: Discussion, pin: APIMessagePin): Promise<Summary | null> {
    const { id, content } = pin.message;
    const by = await decidedBy(discussion, pin);
    if (await publishedOf(discussion, [id])) {
      if (!content) return null;
      const sentences = [{ text: content, comment: id }];
      const updatedAt = summaryTime(discussion, pin);
      return { message: id, sentences, sources: [id], isRewritten: false, isWithdrawn: false, by, updatedAt };
    }
    if (by && pinners.isNews(pin)) {
      const values = { url: `${links.thread(discussion)}/${id}` };
      notices.add({ guild: discussion.guild, user: by }, { key: 'discord.summary.pinnedNotShown', values });
    }
    return null;
  }

  /** The summary in a message of the bot. One that a crash kept from the store is rebuilt from the message's words. */
  async function summaryFromOurs(discussion: Discussion, pin: APIMessagePin): Promise<Summary | null> {
    const { message } = pin;
    if (discussion.summary?.message === message.id) return discussion.summary;
    const words = wordsFromMessage(message);
    if (!words || !(await publishedOf(discussion, words.sources))) return null;
    const isRewritten = words.sentences.some(({ comment }) => comment === null);
    const state = { isRewritten, isWithdrawn: false, updatedAt: Date.parse(pin.pinned_at) };
    return { message: message.id, ...words, ...state, by: await decidedBy(discussion, pin) };
  }

  /** What was posted as a summary, however old its pin; else the comment that was pinned last. */
  async function lastPinned(discussion: Discussion, pins: readonly APIMessagePin[]): Promise<Summary | null> {
    for (const pin of pins.filter(({ message }) => isOurs(message))) {
      const summary = await summaryFromOurs(discussion, pin);
      if (summary) return summary;
    }
    for (const pin of pins.filter(({ message }) => isReply(message))) {
      const summary = await summaryFromComment(discussion, pin);
      if (summary) return summary;
    }
    return null;
  }

  /** Corrects the bot's own message, which an earlier edit may have missed because of a failure or a crash. */
  async function repair(discussion: Discussion, pins: readonly APIMessagePin[]): Promise<void> {
    const { summary } = discussion;
    const shown = pins.find(({ message }) => message.id === summary?.message)?.message.embeds[0];
    const expected = summary && (await posts.expected(discussion, summary));
    if (!expected || expected.description?.trim() === shown?.description?.trim()) return;
    if (!(await posts.settle(discussion))) return;
    const left = await discussions.byThread(discussion);
    if (left) await update(left);
  }

  async function update(discussion: Discussion): Promise<void> {
    await posts.sweep(discussion);
    const query = new URLSearchParams({ limit: MOST_PINS });
    const route = Routes.channelMessagesPins(discussion.thread);
    const { items } = (await client.rest.get(route, { query })) as RESTGetAPIChannelMessagesPinsResult;
    const before = discussion.summary;
    const summary = await lastPinned(discussion, items);
    if (isDeepStrictEqual(summary, before)) return repair(discussion, items);
    await posts.record(discussion, summary);
    if (summary?.message === before?.message) return;
    const about = { by: summary?.by || null, thread: discussion.thread };
    await writeAudit(discussion.guild, summary ? 'summary.set' : 'summary.removed', about);
  }

  function mayReadHistory(known: KnownThread): boolean {
    const { isVisible, hasHistory } = placeOfThread(client, known);
    return isVisible && hasHistory;
  }

  const waiting = new Map<string, Promise<void>>();

  async function lookInTurn(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known || !mayReadHistory(known)) return; // without this permission Discord lists no pins
    const work = (discussion: Discussion): Promise<void> => {
      waiting.delete(thread); // a pin from now on needs another look
      return update(discussion);
    };
    await unless(
      (error) => isForbidden(error) || isUnknownChannel(error),
      () => overdue.attempt(thread, () => posts.inTurn(known, work)),
    );
  }

  /** One look at a time is enough for each thread: it sees every pin up to its start. */
  function look(thread: string): Promise<void> {
    const waits = waiting.get(thread);
    if (waits) return waits;
    const next = lookInTurn(thread).finally(() => {
      if (waiting.get(thread) === next) waiting.delete(thread);
    });
    waiting.set(thread, next);
    return next;
  }

  async function lookIfSummary(thread: string, messages: readonly string[]): Promise<void> {
    const known = threads.get(thread);
    const summary = known && (await discussions.byThread(known))?.summary;
    if (summary && messages.includes(summary.message)) await look(thread);
  }

  // When a comment leaves a summary, its words leave the pinned message too; with the last of them the summary goes.
  discussions.onSummaryLoss((ref, left, before) => {
    void tasks.start(
      async () => {
        await writeAudit(ref.guild, lossIn(before, left), { thread: ref.thread });
        const isGone = await overdue.attempt(ref.thread, () => posts.inTurn(ref, posts.settle));
        if (isGone) await look(ref.thread);
      },
      (error) => recorder.fallBehind(ref.thread, error), // the pins are looked at again then
    );
  });

  return {
    look,
    isOverdue: overdue.has,
    idle: tasks.idle,
    events: {
      [GatewayDispatchEvents.ChannelPinsUpdate]: ({ channel_id }) => look(channel_id),
      [GatewayDispatchEvents.MessageCreate]: async (message) => {
        if (threads.get(message.channel_id) && pinners.saw(message)) await look(message.channel_id);
      },
      // Discord sends no pins update when a pinned message is deleted.
      [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => lookIfSummary(channel_id, [id]),
      [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => lookIfSummary(channel_id, ids),
      [GatewayDispatchEvents.MessageUpdate]: async (message) => {
        if (isWhole(message) ? isReply(message) : changesReply(message))
          await lookIfSummary(message.channel_id, [message.id]);
      },
      [GatewayDispatchEvents.ThreadUpdate]: async ({ id }) => {
        if (overdue.has(id)) await look(id); // it may be unlocked now
      },
    },
  };
}

/** When a message was pinned; for a pin by command, when the command was used. */
const summaryTime = ({ summary }: Discussion, { message, pinned_at }: APIMessagePin): number =>
  summary?.message === message.id && summary.updatedAt >= Date.parse(pinned_at)
    ? summary.updatedAt
    : Date.parse(pinned_at);

/** Who pinned what. A pin does not say; the notice does that Discord posts in the thread. */
interface Pinners {
  /** Remembers the pinner from a notice. Returns false for any other message. */
  saw(message: APIMessage): boolean;
  /** The pinner's user id; null when it is not known. */
  of(thread: string, pin: APIMessagePin): Promise<string | null>;
  /** Whether a pin is recent, and this is the first question about it since the start. */
  isNews(pin: APIMessagePin): boolean;
}

const MOST_KNOWN = 1_000;
const NOTICE_WITHIN = 10; // messages after the pin, among which its notice is searched

/** Remembers notices, and searches the thread for one that was missed. */
function createPinners({ client, clock }: BotContext): Pinners {
  const known = new LRUCache<string, string>({ max: MOST_KNOWN });
  const asked = new LRUCache<string, true>({ max: MOST_KNOWN });

  function saw({ type, author, message_reference }: APIMessage): boolean {
    if (type !== MessageType.ChannelPinnedMessage) return false;
    if (message_reference?.message_id) known.set(message_reference.message_id, author.id);
    return true;
  }

  return {
    saw,
    async of(thread, { message, pinned_at }) {
      const pinner = known.get(message.id);
      if (pinner !== undefined) return pinner;
      const after = lastSnowflakeAt(Date.parse(pinned_at) - 1_000); // the two clocks need not agree to the millisecond
      const query = new URLSearchParams({ after, limit: String(NOTICE_WITHIN) });
      for (const later of (await client.rest.get(Routes.channelMessages(thread), { query })) as APIMessage[])
        saw(later);
      return known.get(message.id) ?? null;
    },
    isNews({ message, pinned_at }) {
      const key = `${message.id}/${pinned_at}`;
      const isNews = !asked.has(key);
      asked.set(key, true);
      return isNews && Date.parse(pinned_at) > clock.now() - NEWS_FOR;
    },
  };
}

/** Threads whose pinned summary still shows words that have left it: Discord lets the bot edit it only when somebody unlocks the thread or grants a permission. */
interface OverdueSummaries {
  /** Changes the pinned message. Resolves with undefined when Discord refuses, and remembers the thread until a change succeeds. */
  attempt<Result>(thread: string, change: () => Promise<Result>): Promise<Result | undefined>;
  has(thread: string): boolean;
}

/** Keeps them in memory: after a start every thread is read, and every change tried, again. */
function createOverdueSummaries({ log }: BotContext): OverdueSummaries {
  const overdue = new Set<string>();
  return {
    has: (thread) => overdue.has(thread),
    async attempt(thread, change) {
      try {
        const result = await change();
        overdue.delete(thread);
        return result;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (!overdue.has(thread)) {
          log.warn(
            `Discord does not let the pinned summary in thread ${thread} be changed. Unlock the thread, or grant the bot Manage Threads there; the bot then tries again.`,
          );
        }
        overdue.add(thread);
        return undefined;
      }
    },
  };
}
