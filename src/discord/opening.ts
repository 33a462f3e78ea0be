import { randomUUID } from 'node:crypto';
import { DiscordAPIError, type Client } from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { Attach, AttachRequest } from './attaching.ts';
import type { CatchUp } from './catch-up.ts';
import { UserError } from './user-error.ts';
import type { Log } from './log.ts';
import type { Posting } from './posting.ts';
import type { Recorder } from './recorder.ts';
import { missingRights, unfitness, type OpeningChannel } from './rights.ts';
import { createSerial } from './serial.ts';
import { lookAtThread } from './thread-place.ts';
import type { Threads } from './threads.ts';

export interface OpeningRequest {
  readonly article: Article;
  readonly channel: OpeningChannel;
}

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  threads: Threads;
  posting: Posting;
  recorder: Recorder;
  catchUp: CatchUp;
  attach: Attach;
  log: Log;
}

/** Opens discussions: one for one article in one guild, whoever asks and however often. */
export interface Openings {
  /** The article's discussion, if its thread still exists; one whose thread is gone is closed on the way. */
  find(guild: string, article: Article): Promise<Discussion | undefined>;
  /** Finds or opens the discussion. Throws `UserError` where the channel refuses; then nothing is left behind. */
  open(request: OpeningRequest): Promise<{ discussion: Discussion; isNew: boolean }>;
  /** Makes a thread that is there the article's discussion. Throws `UserError` where it cannot be. */
  attach(request: AttachRequest): Promise<Discussion>;
  /** Removes what an opening that a crash cut short has left behind. */
  cleanUp(): Promise<void>;
}

/** What Discord refused is the asker's to know; anything else is a fault of ours. */
function explain(error: unknown, channel: OpeningChannel, article: Article): unknown {
  if (!(error instanceof DiscordAPIError)) return error;
  const rights = missingRights(channel, article);
  if (rights.length > 0)
    return new UserError('discord.missingRights', { channel: `<#${channel.id}>`, rights: rights.join(', ') });
  return new UserError('discord.refused', { reason: error.message, code: String(error.code) });
}

/** Throws `UserError` for a channel whose words may not go on the page, or in which the bot lacks a right. */
export function assertChannelFits(channel: OpeningChannel, article: Pick<Article, 'image'>): void {
  const unfit = unfitness(channel);
  if (unfit) throw new UserError(`discord.unfit.${unfit}`, { channel: `<#${channel.id}>` });
  const rights = missingRights(channel, article);
  if (rights.length > 0) {
    throw new UserError('discord.missingRights', { channel: `<#${channel.id}>`, rights: rights.join(', ') });
  }
}

export function createOpenings(dependencies: Dependencies): Openings {
  const { client, store, threads, posting, attach, recorder, catchUp, log } = dependencies;
  const serial = createSerial();

  async function find(guild: string, article: Article): Promise<Discussion | undefined> {
    const place = await store.place(guild, article.key);
    if (place?.state !== 'open') return undefined;
    const discussion = await store.byThread({ guild, thread: place.thread });
    if (discussion && (await lookAtThread(client, discussion)) !== 'deleted') return discussion;
    if (!(await recorder.close(place.thread))) throw new Error(`Could not close the discussion ${place.thread}`);
    return undefined;
  }

  async function post({ article, channel }: OpeningRequest): Promise<Discussion> {
    const guild = channel.guild;
    const trace = { state: 'opening' as const, channel: channel.id, seed: randomUUID(), message: null, thread: null };
    let place: Parameters<Posting['undo']>[0] = trace;
    await store.setPlace(guild.id, article.key, trace);
    try {
      const posted = await posting.post({ article, channel, seed: trace.seed }, async (step) => {
        place = { ...place, ...step };
        await store.setPlace(guild.id, article.key, place);
      });
      const { thread, posts } = posted;
      return await store.open({
        guild: guild.id,
        guildName: guild.name,
        thread,
        channel: channel.id,
        article: article.key,
        posts,
      });
    } catch (error) {
      await posting.undo(place, article);
      await store.setPlace(guild.id, article.key, null);
      throw explain(error, channel, article);
    }
  }

  async function findOrOpen(request: OpeningRequest): Promise<{ discussion: Discussion; isNew: boolean }> {
    const { article, channel } = request;
    const existing = await find(channel.guild.id, article);
    if (existing) return { discussion: existing, isNew: false };
    assertChannelFits(channel, article);
    const discussion = await post(request);
    threads.add(discussion);
    catchUp.soon(discussion.thread); // replies that came while it was being posted
    return { discussion, isNew: true };
  }

  async function attachUnlessOpen(request: AttachRequest): Promise<Discussion> {
    const existing = await find(request.thread.guildId, request.article);
    if (existing) throw new UserError('discord.attach.elsewhere', { thread: `<#${existing.thread}>` });
    const discussion = await attach(request);
    threads.add(discussion);
    catchUp.soon(discussion.thread); // what was written there before waits for its authors' answer
    return discussion;
  }

  const inTurn = <Result>(guild: string, article: Article, work: () => Promise<Result>): Promise<Result> =>
    serial.run(`${guild}:${article.key}`, work);

  return {
    find,
    open: (request) => inTurn(request.channel.guild.id, request.article, () => findOrOpen(request)),
    attach: (request) => inTurn(request.thread.guildId, request.article, () => attachUnlessOpen(request)),
    async cleanUp() {
      for await (const { guild, article, place } of store.unfinished()) {
        try {
          await posting.undo(place, null);
          await store.setPlace(guild, article, null);
        } catch (error) {
          log.warn(
            `An opening of ${article} that was cut short could not be removed from channel ${place.channel}.`,
            error,
          );
        }
      }
    },
  };
}
