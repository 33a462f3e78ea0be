import type { Client } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { type ArticleLibrary, isPublishedAfter } from '../../articles/library.ts';
import type { Clock } from '../../clock.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import { UserError } from '../runtime/user-error.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Log } from '../runtime/log.ts';
import type { Note } from '../moderation/moderators.ts';
import type { Openings } from './opening.ts';
import { isOpeningChannel } from '../runtime/rights.ts';

interface Dependencies {
  client: Client;
  library: ArticleLibrary;
  store: DiscussionStore;
  settings: GuildSettingsStore;
  openings: Pick<Openings, 'open'>;
  note: Note;
  clock: Clock;
  log: Log;
}

/** Opens discussions of new articles by itself, where a guild wants that. */
export interface NewArticles {
  /** Begins nothing new; resolves when what is being opened is open. */
  stop(): Promise<void>;
}

const PERIOD = 15_000; // how often the library is asked whether anything changed, in milliseconds
const MOST_AT_ONCE = 5; // of one guild in one period: a site that is imported anew shall not flood a channel

/** So many articles are remembered as posted; what is older than them is not posted by itself any more. */
const MOST_REMEMBERED = 200;

/**
 * Follows the library from now on. An article is posted by itself once: whatever was under discussion before is left
 * alone, even after its thread is gone. What a channel refuses waits until the bot starts anew; what fails is tried again.
 */
export function followNewArticles(dependencies: Dependencies): NewArticles {
  const { client, library, store, settings, openings, note, clock, log } = dependencies;
  const tasks = createTasks();
  const refused = new Set<string>();
  let timer: Disposable | null = null;
  let isStopped = false;

  async function openNew(guild: string): Promise<void> {
    const { homeChannel, postsArticlesSince: since, postedArticles } = await settings.settings(guild);
    const channel = homeChannel ? client.channels.cache.get(homeChannel) : undefined;
    if (since === null || !channel || channel.isDMBased() || !isOpeningChannel(channel)) return;
    const isWanted = (article: Article): boolean =>
      isPublishedAfter(article, since) &&
      !postedArticles.includes(article.key) &&
      !refused.has(`${guild}/${article.key}`);
    const articles = library.all().filter(isWanted).toReversed(); // the oldest first
    let opened = 0;
    for (const article of articles) {
      if (isStopped || opened >= MOST_AT_ONCE) return;
      const isOpen = (await store.place(guild, article.key))?.state === 'open';
      if (!isOpen) opened += 1;
      if (isOpen || (await open(article, channel))) await remember(guild, article);
    }
  }

  /** Answers whether the article is under discussion now. */
  async function open(article: Article, channel: Parameters<Openings['open']>[0]['channel']): Promise<boolean> {
    const guild = channel.guild.id;
    try {
      const { discussion, isNew } = await openings.open({ article, channel });
      if (isNew) await note(guild, 'discussion.opened', { thread: discussion.thread });
      return true;
    } catch (error) {
      const isRefused = error instanceof UserError;
      if (isRefused) refused.add(`${guild}/${article.key}`);
      const next = isRefused ? '/article still can' : 'it will be tried again';
      log.warn(
        `The new article ${article.slug} could not be posted by itself; ${next}.`,
        isRefused ? error.message : error,
      );
      return false;
    }
  }

  async function remember(guild: string, { key }: Article): Promise<void> {
    const { postsArticlesSince, postedArticles } = await settings.settings(guild);
    if (postsArticlesSince === null) return;
    const posted = library.all().filter((article) => article.key === key || postedArticles.includes(article.key));
    const since = posted[MOST_REMEMBERED]?.published ?? postsArticlesSince;
    const remembered = posted.filter((article) => isPublishedAfter(article, since));
    await settings.change(guild, {
      postsArticlesSince: since,
      postedArticles: remembered.map((article) => article.key),
    });
  }

  async function look(): Promise<void> {
    for (const guild of client.guilds.cache.keys()) await openNew(guild);
  }

  function again(): void {
    if (isStopped) return;
    void tasks
      .start(look, (error) => log.error('Could not look for new articles', error))
      .then(() => {
        if (!isStopped) timer = clock.after(PERIOD, again);
      });
  }

  again();
  return {
    async stop() {
      isStopped = true;
      timer?.[Symbol.dispose]();
      await tasks.idle();
    },
  };
}
