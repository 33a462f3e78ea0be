import type { Client } from 'discord.js';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { Attach, AttachRequest } from './attaching.ts';
import type { CatchUp } from './catch-up.ts';
import { UserError } from './user-error.ts';
import type { OpeningAttempts, OpeningRequest } from './opening-attempt.ts';
import { assertChannelFits } from './opening-refusals.ts';
import type { Recorder } from './recorder.ts';
import { createSerial } from './serial.ts';
import { lookAtThread } from './thread-place.ts';
import type { Threads } from './threads.ts';

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
  const serial = createSerial();
  const inTurn = <Result>(guild: string, key: string, work: () => Promise<Result>): Promise<Result> =>
    serial.run(`${guild}:${key}`, work);

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
      const one = () => serial.run(thread.id, () => attachUnlessOpen(request)); // nor two articles in one thread
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
