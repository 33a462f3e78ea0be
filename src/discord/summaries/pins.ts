import { UserError } from '../runtime/user-error.ts';
import type { Log } from '../runtime/log.ts';
import {
  MessageType,
  Routes,
  type APIMessage,
  type APIMessagePin,
  type REST,
  type Client,
  type RESTGetAPIChannelMessagesPinsResult,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import { lastSnowflakeAt } from '../../snowflake.ts';
import { NEWS_FOR, type PendingNotices } from '../moderation/pending-notices.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Discussion, Summary } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { isForbidden, isUnknownChannel, unless } from '../runtime/errors.ts';
import type { Links } from '../runtime/links.ts';
import { wordsFromMessage } from './summary-message.ts';
import { isReply } from '../inbound/replies.ts';
import { placeOfThread } from '../session/thread-place.ts';
import type { KnownThread, Threads } from '../session/threads.ts';
import type { Note, Sign } from '../moderation/moderators.ts';
import type { SummaryPosts } from './summary-posts.ts';
import { lossIn } from '../../discussions/summary.ts';
import { createTasks, type Tasks } from '../runtime/tasks.ts';
import type { Recorder } from '../inbound/recorder.ts';

/** Threads whose pinned summary still says what has left it, because Discord does not let the bot change it: that waits until somebody unlocks them, or mends its rights. */
export interface OverdueSummaries {
  /** Does what changes the pinned message; answers undefined when Discord refused, and remembers the thread until it went well. */
  attempt<Result>(thread: string, change: () => Promise<Result>): Promise<Result | undefined>;
  has(thread: string): boolean;
}

/** Remembers them in memory: after a start every thread is read, and tried, anew. */
export function createOverdueSummaries({ log }: { log: Log }): OverdueSummaries {
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
            `Discord does not let the pinned summary in thread ${thread} be changed. Unlock the thread, or grant the bot Manage Threads there; it is tried again then.`,
          );
        }
        overdue.add(thread);
        return undefined;
      }
    },
  };
}

/** Who pinned what: a pin itself does not say it, only the notice that Discord posts below. */
export interface Pinners {
  /** Takes note of a notice; any other message is left alone. Answers whether it was one. */
  saw(message: APIMessage): boolean;
  /** The pinner's user id; null while it is not known. */
  of(thread: string, pin: APIMessagePin): Promise<string | null>;
  /** Whether a pin is of the last days, and asked about for the first time since the start. */
  isNews(pin: APIMessagePin): boolean;
}

const MOST_KNOWN = 1_000;
const NOTICE_WITHIN = 10; // messages after the pin, among which its notice is looked for

/** Remembers the notices that were seen, and looks for one where none was. */
export function createPinners({ rest, clock }: { rest: REST; clock: Clock }): Pinners {
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
      for (const later of (await rest.get(Routes.channelMessages(thread), { query })) as APIMessage[]) saw(later);
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

/** Makes the last message that is pinned in a discussion's thread its summary, whoever pinned it, in Discord or by command. */
export interface Pins {
  /** Looks at what is pinned there now. */
  look(thread: string): Promise<void>;
}

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  threads: Threads;
  posts: SummaryPosts;
  overdue: OverdueSummaries;
  pinners: Pinners;
  whispers: PendingNotices;
  links: Links;
  sign: Sign;
  note: Note;
}

const MOST_PINS = '50'; // of one page; what is below is older than anything that would be a summary

/** Reads what is pinned from Discord at every look: an event of a pin does not say which. */
export function createPins(dependencies: Dependencies): Pins {
  const { client, store, threads, posts, overdue, pinners, whispers, links, sign, note } = dependencies;
  const isOurs = ({ author }: APIMessage): boolean => author.id === client.user?.id;

  const publishedOf = async (discussion: Discussion, ids: readonly string[]): Promise<boolean> =>
    (await store.records(discussion, ids)).every((record) => record?.state === 'published');

  /** Whose decision the pin is: a pin of the bot's is that of the moderator who asked for it. */
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
      whispers.add({ guild: discussion.guild, user: by }, { key: 'discord.summary.pinnedNotShown', values });
    }
    return null;
  }

  /** A summary of the bot's that is not known, because the process ended when it was pinned: its words are all there is. */
  async function summaryFromOurs(discussion: Discussion, pin: APIMessagePin): Promise<Summary | null> {
    const { message } = pin;
    if (discussion.summary?.message === message.id) return discussion.summary;
    const words = wordsFromMessage(message);
    if (!words || !(await publishedOf(discussion, words.sources))) return null;
    const state = { isRewritten: true, isWithdrawn: false, updatedAt: Date.parse(pin.pinned_at) };
    const sentences = [{ text: words.text, comment: null }];
    return { message: message.id, sentences, sources: words.sources, ...state, by: await decidedBy(discussion, pin) };
  }

  async function lastPinned(discussion: Discussion, pins: readonly APIMessagePin[]): Promise<Summary | null> {
    for (const pin of pins) {
      const isComment = isReply(pin.message);
      if (!isComment && !isOurs(pin.message)) continue;
      const summary = isComment ? await summaryFromComment(discussion, pin) : await summaryFromOurs(discussion, pin);
      if (summary) return summary;
    }
    return null;
  }

  /** The bot's own message may still say what has left the summary: an edit failed, or the process ended before it. */
  async function repair(discussion: Discussion, pins: readonly APIMessagePin[]): Promise<void> {
    const { summary } = discussion;
    const shown = pins.find(({ message }) => message.id === summary?.message)?.message.embeds[0];
    const expected = summary && (await posts.expected(discussion, summary));
    if (!expected || expected.description?.trim() === shown?.description?.trim()) return;
    if (!(await posts.settle(discussion))) return;
    const left = await store.byThread(discussion);
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
    const isOther = summary?.message !== before?.message;
    if (isOther && before) await posts.discard(discussion, before.message);
    if (isOther) await posts.link(discussion, summary?.message ?? null);
    const signed = await sign(discussion.guild, summary?.by ?? '');
    await store.apply(discussion, [{ type: 'summary.changed', summary }, ...signed]);
    if (!isOther) return;
    const about = { by: summary?.by || null, thread: discussion.thread };
    await note(discussion.guild, summary ? 'summary.set' : 'summary.removed', about);
  }

  function mayReadHistory(known: KnownThread): boolean {
    const { isVisible, hasHistory } = placeOfThread(client, known);
    return isVisible && hasHistory;
  }

  const waiting = new Map<string, Promise<void>>();

  async function lookInTurn(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known || !mayReadHistory(known)) return; // no right to read looks like nothing pinned
    const work = (discussion: Discussion): Promise<void> => {
      waiting.delete(thread); // what is pinned from now on needs another look
      return update(discussion);
    };
    await unless(
      (error) => isForbidden(error) || isUnknownChannel(error),
      () => overdue.attempt(thread, () => posts.inTurn(known, work)),
    );
  }

  return {
    look(thread) {
      const waits = waiting.get(thread);
      if (waits) return waits;
      const look = lookInTurn(thread).finally(() => {
        if (waiting.get(thread) === look) waiting.delete(thread);
      });
      waiting.set(thread, look);
      return look;
    },
  };
}

/** When it was pinned; the moment of a command's own pin is the moderator's. */
const summaryTime = ({ summary }: Discussion, { message, pinned_at }: APIMessagePin): number =>
  summary?.message === message.id && summary.updatedAt >= Date.parse(pinned_at)
    ? summary.updatedAt
    : Date.parse(pinned_at);

interface LossDependencies {
  store: DiscussionStore;
  posts: SummaryPosts;
  overdue: OverdueSummaries;
  pins: Pins;
  note: Note;
  recorder: Pick<Recorder, 'fallBehind'>;
}

/** When a comment went that a summary is made from, its words leave the pinned message too; with the last of them the summary goes. */
export function followSummaryLoss(dependencies: LossDependencies): Pick<Tasks, 'idle'> {
  const { store, posts, overdue, pins, note, recorder } = dependencies;
  const tasks = createTasks();

  store.onSummaryLoss((ref, left, before) => {
    void tasks.start(
      async () => {
        await note(ref.guild, lossIn(before, left), { thread: ref.thread });
        const isGone = await overdue.attempt(ref.thread, () => posts.inTurn(ref, posts.settle));
        if (isGone) await pins.look(ref.thread);
      },
      (error) => recorder.fallBehind(ref.thread, error), // what is pinned is looked at again then
    );
  });
  return tasks;
}
