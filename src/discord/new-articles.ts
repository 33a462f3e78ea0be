import type { Client } from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { ArticleLibrary } from '../articles/library.ts';
import type { Clock } from '../clock.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import { UserError } from './user-error.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { Openings } from './opening.ts';
import { isOpeningChannel } from './rights.ts';

interface Dependencies {
  client: Client;
  library: ArticleLibrary;
  store: DiscussionStore;
  settings: GuildSettingsStore;
  openings: Pick<Openings, 'open'>;
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

/** Whether an article is to be posted by itself: published after the guild asked for that, and not in the time to come. */
const isNewSince = ({ published }: Pick<Article, 'published'>, since: number): boolean =>
  published !== null && published > since;

/** Follows the library from now on. An article that a channel refuses is not tried again until the bot starts anew. */
export function followNewArticles(dependencies: Dependencies): NewArticles {
  const { client, library, store, settings, openings, clock, log } = dependencies;
  const inFlight = createInFlight();
  const refused = new Set<string>();
  let timer: Disposable | null = null;
  let isStopped = false;

  async function openNew(guild: string): Promise<void> {
    const { homeChannel, postsArticlesSince } = await settings.settings(guild);
    const channel = homeChannel ? client.channels.cache.get(homeChannel) : undefined;
    if (postsArticlesSince === null || !channel || channel.isDMBased() || !isOpeningChannel(channel)) return;
    const isWanted = (article: Article): boolean =>
      isNewSince(article, postsArticlesSince) && !refused.has(`${guild}/${article.key}`);
    const articles = library.all().filter(isWanted).toReversed(); // the oldest first
    let opened = 0;
    for (const article of articles) {
      if (isStopped || opened >= MOST_AT_ONCE) return;
      if (await store.place(guild, article.key)) continue;
      await open(article, channel);
      opened += 1;
    }
  }

  async function open(article: Article, channel: Parameters<Openings['open']>[0]['channel']): Promise<void> {
    try {
      await openings.open({ article, channel });
    } catch (error) {
      refused.add(`${channel.guild.id}/${article.key}`);
      const reason = error instanceof UserError ? error.message : error;
      log.warn(`The new article ${article.slug} could not be posted by itself; /article still can.`, reason);
    }
  }

  async function look(): Promise<void> {
    for (const guild of client.guilds.cache.keys()) await openNew(guild);
  }

  function again(): void {
    if (isStopped) return;
    void inFlight
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
      await inFlight.idle();
    },
  };
}
