import { randomUUID } from 'node:crypto';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionStore, OpeningTrace } from '../discussions/ports.ts';
import type { Log } from './log.ts';
import { lastPosted } from './message-fetching.ts';
import { refusalFrom } from './opening-refusals.ts';
import type { PostArticle } from './posting.ts';
import type { Removing } from './removing.ts';
import type { OpeningChannel } from './rights.ts';

/** An article and the channel in which it shall be discussed. */
export interface OpeningRequest {
  readonly article: Article;
  readonly channel: OpeningChannel;
}

/** An opening that was cut short: where, of which article (its key, and itself where it is known), and what it left. */
export interface CutShort {
  readonly guild: string;
  readonly key: string;
  readonly article: Article | null;
  readonly trace: OpeningTrace;
}

/** Single openings, each with a trace in the store from its first moment to its end. */
export interface OpeningAttempts {
  /** Posts the article and records the discussion. When that fails, takes everything back and throws what the asker may know. */
  open(request: OpeningRequest): Promise<Discussion>;
  /** Answers whether nothing is left of an opening; the trace of what is left stays. */
  takeBack(opening: CutShort): Promise<boolean>;
}

interface Dependencies {
  store: DiscussionStore;
  postArticle: PostArticle;
  removing: Removing;
  log: Log;
}

/** Creates openings whose every step is in the store before the next. */
export function createOpeningAttempts(dependencies: Dependencies): OpeningAttempts {
  const { store, postArticle, removing, log } = dependencies;

  async function takeBack({ guild, key, article, trace }: CutShort): Promise<boolean> {
    try {
      await removing.undo(trace, article);
      await store.setPlace(guild, key, null);
      return true;
    } catch (error) {
      log.warn(`An opening of ${key} that failed could not be removed from channel ${trace.channel}.`, error);
      return false;
    }
  }

  async function open({ article, channel }: OpeningRequest): Promise<Discussion> {
    const { guild } = channel;
    const { key } = article;
    const since = await lastPosted(channel.client.rest, channel.id).catch((error: unknown) => {
      throw refusalFrom(error, channel, article);
    });
    const begun = { state: 'opening', channel: channel.id, seed: randomUUID(), since } as const;
    let trace: OpeningTrace = { ...begun, message: null, thread: null };
    await store.setPlace(guild.id, key, trace);
    try {
      const posted = await postArticle({ article, channel, trace }, async (step) => {
        trace = { ...trace, ...step };
        await store.setPlace(guild.id, key, trace);
      });
      const where = { guild: guild.id, guildName: guild.name, channel: channel.id };
      return await store.open({ ...where, ...posted, article: key });
    } catch (error) {
      await takeBack({ guild: guild.id, key, article, trace });
      throw refusalFrom(error, channel, article);
    }
  }

  return { open, takeBack };
}
