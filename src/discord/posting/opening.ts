import { randomUUID } from 'node:crypto';
import type { Article } from '../../articles/article.ts';
import type { Discussion, PendingOpening } from '../../discussions/discussion.ts';
import { lastPosted } from '../inbound/message-fetching.ts';
import type { BotContext } from '../runtime/context.ts';
import type { OpeningChannel } from '../runtime/rights.ts';
import { createTasks } from '../runtime/tasks.ts';
import { UserError } from '../runtime/user-error.ts';
import type { CatchUp } from '../session/catch-up.ts';
import { lookAtThread } from '../session/threads.ts';
import type { Attach, AttachRequest } from './attaching.ts';
import type { OrphanedPosts } from './orphaned-posts.ts';
import type { PostArticle } from './posting.ts';
import { assertChannelFits, refusalFrom } from './refusals.ts';

/** An article and the channel in which to discuss it. */
export interface OpeningRequest {
  readonly article: Article;
  readonly channel: OpeningChannel;
}

/** Opens discussions: one for an article in a guild, however often and by whomever it is asked for. */
export interface Openings {
  /** The article's discussion. Looks its thread up in Discord; when that is gone, closes the discussion and finds none. */
  find(guild: string, article: Article): Promise<Discussion | undefined>;
  /** Finds or opens the discussion. Throws `UserError` where the channel refuses; then nothing is left behind. */
  open(request: OpeningRequest): Promise<{ readonly discussion: Discussion; readonly isNew: boolean }>;
  /** Makes an existing thread the article's discussion. Throws `UserError` for a thread that does not fit. */
  attach(request: AttachRequest): Promise<Discussion>;
  /** Removes what openings interrupted by a crash have posted. */
  cleanUp(): Promise<void>;
}

interface OpeningParts {
  readonly catchUp: CatchUp;
  readonly orphanedPosts: OrphanedPosts;
  readonly postArticle: PostArticle;
  readonly attach: Attach;
}

/** An unfinished opening: where, of which article (its key, and itself where it is known), and what it posted. */
interface Unfinished {
  readonly guild: string;
  readonly key: string;
  readonly article: Article | null;
  readonly opening: PendingOpening;
}

/** Creates the openings. Every step is stored before the next, so that a crash leaves nothing unknown in Discord. */
export function createOpenings(context: BotContext, parts: OpeningParts): Openings {
  const { client, discussions, threads, recorder, log } = context;
  const { catchUp, orphanedPosts, postArticle, attach } = parts;
  const tasks = createTasks();
  const inTurn = <Result>(guild: string, key: string, work: () => Promise<Result>): Promise<Result> =>
    tasks.run(`${guild}:${key}`, work);

  async function find(guild: string, article: Article): Promise<Discussion | undefined> {
    const place = await discussions.place(guild, article.key);
    if (place?.state !== 'open') return undefined;
    const discussion = await discussions.byThread({ guild, thread: place.thread });
    if (discussion && (await lookAtThread(client, discussion)) !== 'deleted') return discussion;
    if (!(await recorder.close(place.thread))) throw new Error(`Could not close the discussion ${place.thread}`);
    return undefined;
  }

  /** Removes what an opening posted. Resolves with false when something is left; the opening stays stored then. */
  async function takeBack({ guild, key, article, opening }: Unfinished): Promise<boolean> {
    try {
      await orphanedPosts.undo(opening, article);
      await discussions.setPlace(guild, key, null);
      return true;
    } catch (error) {
      log.warn(`Could not remove a failed opening of ${key} from channel ${opening.channel}.`, error);
      return false;
    }
  }

  /** Posts the article and stores the discussion. On failure, takes everything back and throws what the asker may know. */
  async function post({ article, channel }: OpeningRequest): Promise<Discussion> {
    const { guild } = channel;
    const { key } = article;
    const since = await lastPosted(client.rest, channel.id).catch((error: unknown) => {
      throw refusalFrom(error, channel, article);
    });
    const begun = { state: 'opening', channel: channel.id, seed: randomUUID(), since } as const;
    let opening: PendingOpening = { ...begun, message: null, thread: null };
    await discussions.setPlace(guild.id, key, opening);
    try {
      const posted = await postArticle({ article, channel, opening }, async (step) => {
        opening = { ...opening, ...step };
        await discussions.setPlace(guild.id, key, opening);
      });
      const where = { guild: guild.id, guildName: guild.name, channel: channel.id };
      return await discussions.open({ ...where, ...posted, article: key });
    } catch (error) {
      await takeBack({ guild: guild.id, key, article, opening });
      throw refusalFrom(error, channel, article);
    }
  }

  function follow(discussion: Discussion): Discussion {
    threads.add(discussion);
    threads.setBehind(discussion.thread);
    catchUp.read(discussion.thread); // earlier messages of the thread
    return discussion;
  }

  async function findOrOpen(request: OpeningRequest): Promise<{ discussion: Discussion; isNew: boolean }> {
    const { article, channel } = request;
    const guild = channel.guild.id;
    const existing = await find(guild, article);
    if (existing) return { discussion: existing, isNew: false };
    const opening = await discussions.place(guild, article.key);
    if (opening?.state === 'opening' && !(await takeBack({ guild, key: article.key, article, opening }))) {
      throw new UserError('discord.leftBehind', { channel: `<#${opening.channel}>` });
    }
    assertChannelFits(channel, article);
    return { discussion: follow(await post(request)), isNew: true };
  }

  async function attachUnlessOpen(request: AttachRequest): Promise<Discussion> {
    const existing = await find(request.thread.guildId, request.article);
    if (existing) throw new UserError('discord.attach.elsewhere', { thread: `<#${existing.thread}>` });
    return follow(await attach(request));
  }

  return {
    find,
    open: (request) => inTurn(request.channel.guild.id, request.article.key, () => findOrOpen(request)),
    attach: (request) => {
      const { article, thread } = request;
      const alone = () => tasks.run(thread.id, () => attachUnlessOpen(request)); // two articles may want one thread
      return inTurn(thread.guildId, article.key, alone);
    },
    async cleanUp() {
      for await (const { guild, article: key, place: opening } of discussions.pendingOpenings()) {
        await inTurn(guild, key, () => takeBack({ guild, key, article: null, opening }));
      }
    },
  };
}
