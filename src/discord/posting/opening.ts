import { randomUUID } from 'node:crypto';
import type { Article } from '../../articles/article.ts';
import type { Discussion, OpeningTrace } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { Log } from '../runtime/log.ts';
import { lastPosted } from '../inbound/message-fetching.ts';
import { refusalFrom, assertChannelFits } from './refusals.ts';
import type { PostArticle } from './posting.ts';
import type { Removing } from './orphaned-posts.ts';
import type { OpeningChannel } from '../runtime/rights.ts';
import type { Client } from 'discord.js';
import type { Attach, AttachRequest } from './attaching.ts';
import type { CatchUp } from '../session/catch-up.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Recorder } from '../inbound/recorder.ts';
import { createTasks } from '../runtime/tasks.ts';
import { lookAtThread } from '../session/thread-place.ts';
import type { Threads } from '../session/threads.ts';

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

interface AttemptDependencies {
  store: DiscussionStore;
  postArticle: PostArticle;
  removing: Removing;
  log: Log;
}

/** Creates openings whose every step is in the store before the next. */
export function createOpeningAttempts(dependencies: AttemptDependencies): OpeningAttempts {
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

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  threads: Threads;
  attempts: OpeningAttempts;
  recorder: Recorder;
  catchUp: CatchUp;
  attach: Attach;
}

/** Opens discussions: one for one article in one guild, whoever asks and however often. */
export interface Openings {
  /** The article's discussion, if its thread still exists; one whose thread is gone is closed on the way. */
  find(guild: string, article: Article): Promise<Discussion | undefined>;
  /** Finds or opens the discussion. Throws `UserError` where the channel refuses; then nothing is left behind. */
  open(request: OpeningRequest): Promise<{ discussion: Discussion; isNew: boolean }>;
  /** Makes a thread that is there the article's discussion. Throws `UserError` where it cannot be. */
  attach(request: AttachRequest): Promise<Discussion>;
  /** Removes what openings that a crash cut short have left behind. */
  cleanUp(): Promise<void>;
}

/** Opens an article in a guild once, whoever asks at the same time: one key, one turn. */
export function createOpenings(dependencies: Dependencies): Openings {
  const { store, threads, attempts, attach, catchUp } = dependencies;
  const find = createFinding(dependencies);
  const tasks = createTasks();
  const inTurn = <Result>(guild: string, key: string, work: () => Promise<Result>): Promise<Result> =>
    tasks.run(`${guild}:${key}`, work);

  function begin(discussion: Discussion): Discussion {
    threads.add(discussion);
    threads.setBehind(discussion.thread);
    catchUp.soon(discussion.thread); // what was written there before
    return discussion;
  }

  async function findOrOpen(request: OpeningRequest): Promise<{ discussion: Discussion; isNew: boolean }> {
    const { article, channel } = request;
    const guild = channel.guild.id;
    const existing = await find(guild, article);
    if (existing) return { discussion: existing, isNew: false };
    const trace = await store.place(guild, article.key);
    const isLeft =
      trace?.state === 'opening' && !(await attempts.takeBack({ guild, key: article.key, article, trace }));
    if (isLeft) throw new UserError('discord.leftBehind', { channel: `<#${trace.channel}>` });
    assertChannelFits(channel, article);
    return { discussion: begin(await attempts.open(request)), isNew: true };
  }

  async function attachUnlessOpen(request: AttachRequest): Promise<Discussion> {
    const existing = await find(request.thread.guildId, request.article);
    if (existing) throw new UserError('discord.attach.elsewhere', { thread: `<#${existing.thread}>` });
    return begin(await attach(request));
  }

  return {
    find,
    open: (request) => inTurn(request.channel.guild.id, request.article.key, () => findOrOpen(request)),
    attach: (request) => {
      const { article, thread } = request;
      const one = () => tasks.run(thread.id, () => attachUnlessOpen(request)); // nor two articles in one thread
      return inTurn(thread.guildId, article.key, one);
    },
    async cleanUp() {
      for await (const { guild, article: key, place: trace } of store.unfinished()) {
        await inTurn(guild, key, () => attempts.takeBack({ guild, key, article: null, trace }));
      }
    },
  };
}

const createFinding =
  ({ client, store, recorder }: Pick<Dependencies, 'client' | 'store' | 'recorder'>): Openings['find'] =>
  async (guild, article) => {
    const place = await store.place(guild, article.key);
    if (place?.state !== 'open') return undefined;
    const discussion = await store.byThread({ guild, thread: place.thread });
    if (discussion && (await lookAtThread(client, discussion)) !== 'deleted') return discussion;
    if (!(await recorder.close(place.thread))) throw new Error(`Could not close the discussion ${place.thread}`);
    return undefined;
  };
