import type { APIEmbed, Client } from 'discord.js';
import type { ArticleLibrary } from '../../articles/library.ts';
import type { Discussion, Summary } from '../../discussions/discussion.ts';
import type { DiscussionStore, ThreadRef } from '../../discussions/ports.ts';
import { textOf } from '../../discussions/summary-draft.ts';
import type { Links } from '../links.ts';
import type { GuildLanguage } from '../guild-language.ts';
import { fetchMessages, lastPosted } from '../message-fetching.ts';
import { summaryMessage, withdrawnMessage, type SummaryWords } from '../messages/summary.ts';
import { createSerial } from '../serial.ts';
import { createPinnedMessages } from './pinned-messages.ts';
import { linkSummary } from './starter-link.ts';

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
  const serial = createSerial();

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
      serial.run(thread, async () => {
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
