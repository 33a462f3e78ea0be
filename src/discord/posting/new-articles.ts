import type { Article } from '../../articles/article.ts';
import { isPublishedAfter } from '../../articles/library.ts';
import { UserError } from '../runtime/user-error.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Openings } from './opening.ts';
import { isOpeningChannel } from '../runtime/rights.ts';
import type { BotContext } from '../runtime/context.ts';

/** Posts new articles automatically, in guilds that chose it. */
export interface NewArticles {
  /** Posts no further article; resolves when the current one is posted. */
  stop(): Promise<void>;
}

const PERIOD = 15_000; // between two looks at the library, in milliseconds
const MOST_AT_ONCE = 5; // in one guild and period, so that a site's import does not flood a channel

/** How many posted articles are remembered; older ones are not posted automatically any more. */
const MOST_REMEMBERED = 200;

/**
 * Looks for new articles until it is stopped. Each is posted automatically once; an article that was discussed before stays
 * alone, even after its thread is gone. After a channel's refusal the article waits for the next start; after a failure it is
 * tried again.
 */
export function followNewArticles(context: BotContext, openings: Pick<Openings, 'open'>): NewArticles {
  const { client, library, discussions, settings, writeAudit, clock, log } = context;
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
      const isOpen = (await discussions.place(guild, article.key))?.state === 'open';
      if (!isOpen) opened += 1;
      if (isOpen || (await open(article, channel))) await remember(guild, article);
    }
  }

  /** Resolves with whether the article has a discussion now. */
  async function open(article: Article, channel: Parameters<Openings['open']>[0]['channel']): Promise<boolean> {
    const guild = channel.guild.id;
    try {
      const { discussion, isNew } = await openings.open({ article, channel });
      if (isNew) await writeAudit(guild, 'discussion.opened', { thread: discussion.thread });
      return true;
    } catch (error) {
      const isRefused = error instanceof UserError;
      if (isRefused) refused.add(`${guild}/${article.key}`);
      const next = isRefused ? 'Use /article to post it' : 'It will be tried again';
      log.warn(
        `The new article ${article.slug} could not be posted automatically. ${next}.`,
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
