import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import { ComponentType, MessageFlags, MessageType, type APIMessage } from 'discord-api-types/v10';
import { vi } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import type { CommentsJson } from './comments-json.ts';
import { configFrom } from '../../src/config.ts';
import type { PublishPolicy } from '../../src/discussions/visibility.ts';
import type { Log } from '../../src/discord/runtime/log.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { openBoxes } from './open-boxes.ts';
import { createBoxDriver, type BoxDriver } from './sandbox.ts';

/** A newsroom in a test: sandbox, bot and page in this process, articles and store in a folder of their own. */
export interface Newsroom extends BoxDriver, AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly storeUrl: string;
  readonly contentDir: string;
  readonly news: string;
  readonly forum: string;
  readonly logged: readonly string[];
  json(slug?: string, query?: string): Promise<CommentsJson>;
  /** Waits until the page's JSON is as `check` wants it. */
  until(check: (json: CommentsJson) => void, slug?: string): Promise<CommentsJson>;
  get(path: string, init?: RequestInit): Promise<Response>;
  writeArticle(file: string, text: string | Uint8Array): Promise<void>;
  /** Opens the discussion of an article as the owner; answers its thread. */
  open(slug?: string, options?: { channel?: string }): Promise<string>;
  /** Every byte of the store's files, as text. */
  stored(): Promise<string>;
  stopApp(): Promise<void>;
  startApp(): Promise<void>;
}

/** The article that most stories are about. */
export const BRIDGE = `---
title: The Old Bridge Reopens
slug: bridge
published: 2026-01-05
section: City
---

After two years of repairs the old bridge is open again.

## What was done

Every stone was lifted, cleaned and put back.

## What it cost

Eleven million, two more than planned.
`;

const collected = (lines: string[]): Log => {
  const note = (message: string, cause?: unknown): void =>
    void lines.push(cause === undefined ? message : format('%s', message, cause));
  return { error: note, warn: note, info: note, debug: () => undefined };
};

/** What a test may choose; the store is a file of its own, so that the app can be started again. */
export interface NewsroomOptions {
  /** What counts for members who were never asked: every test names it. */
  readonly policy: PublishPolicy;
  readonly articles?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** How far this machine's clock is ahead of Discord's, in milliseconds. */
  readonly ahead?: number;
}

/** Starts a newsroom. */
export async function startNewsroom({
  policy,
  articles = { 'bridge.md': BRIDGE },
  environment = {},
  ahead = 0,
}: NewsroomOptions): Promise<Newsroom> {
  const folder = await mkdtemp(join(tmpdir(), 'newsroom-'));
  const content = join(folder, 'content');
  const logged: string[] = [];
  const writeArticle = async (file: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(content, file)), { recursive: true });
    await writeFile(join(content, file), text);
  };
  for (const [file, text] of Object.entries(articles)) await writeArticle(file, text);

  const sandbox = await startSandbox({ port: 0 });
  openBoxes.add(sandbox.url);
  const config = configFrom({
    PUBLISH_POLICY: policy,
    EMBED_ORIGINS: sandbox.url,
    PORT: '0',
    CONTENT_DIR: content,
    STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
    ...environment,
  });
  let app: App | null = null;
  const startTheApp = async (): Promise<void> => {
    app = await startApp({
      config,
      discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
      clock: { ...sandbox.clock, now: () => sandbox.clock.now() + ahead },
      log: collected(logged),
      frameAncestors: [sandbox.url],
    });
    sandbox.setSite(app);
  };
  const stopTheApp = async (): Promise<void> => {
    await app?.stop();
    app = null;
  };
  await startTheApp();

  const driver = createBoxDriver(sandbox.url);
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(new URL(path, app?.url ?? 'http://127.0.0.1'), init);
  const json = async (slug = 'bridge', query = ''): Promise<CommentsJson> =>
    (await (await get(`/articles/${slug}/comments.json${query}`)).json()) as CommentsJson;

  return {
    ...driver,
    sandbox,
    get url() {
      return app?.url ?? '';
    },
    storeUrl: config.storeUrl,
    contentDir: content,
    news: await driver.channel('news'),
    forum: await driver.channel('articles'),
    logged,
    json,
    until: (check, slug) =>
      vi.waitFor(
        async () => {
          const answer = await json(slug);
          check(answer);
          return answer;
        },
        { timeout: 8_000, interval: 20 },
      ),
    get,
    writeArticle,
    async open(slug = 'bridge', options = {}) {
      const target = await driver.channel('news');
      await driver.person('owner').command(target, 'article', { article: slug, ...options });
      const { discussion } = await json(slug);
      if (!discussion) throw new Error(`${slug} was not opened`);
      return discussion.thread;
    },
    async stored() {
      const file = config.storeUrl.replace(/^sqlite:/, '');
      // The log first: a checkpoint between the two reads moves entries from it into the file.
      const log = existsSync(`${file}-wal`) ? await readFile(`${file}-wal`, 'utf8') : '';
      return `${log}\n${await readFile(file, 'utf8')}`;
    },
    startApp: startTheApp,
    stopApp: stopTheApp,
    async [Symbol.asyncDispose]() {
      await stopTheApp();
      openBoxes.delete(sandbox.url);
      try {
        await driver.expectNoViolations();
      } finally {
        await sandbox.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const isPrivate = ({ flags }: APIMessage): boolean => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** The bot's messages for everyone in a channel or thread, oldest first. */
export async function postsIn(newsroom: Newsroom, channel: string): Promise<readonly APIMessage[]> {
  const messages = (await newsroom.state()).messages[channel] ?? [];
  const words = new Set<MessageType>([MessageType.Default, MessageType.Reply, MessageType.ChatInputCommand]);
  return messages.filter((message) => message.author.bot && words.has(message.type) && !isPrivate(message));
}

/** The messages in a thread by which the bot asks members; there is never more than one. */
export const consentRequestsIn = async (newsroom: Newsroom, thread: string): Promise<readonly APIMessage[]> =>
  (await postsIn(newsroom, thread)).filter(({ content }) => content.includes('only on Discord so far'));

/** The bot's messages in a channel or thread that this member alone can see, oldest first. */
export async function privateMessagesIn(
  newsroom: Newsroom,
  channel: string,
  as: string,
): Promise<readonly APIMessage[]> {
  return ((await newsroom.state(as)).messages[channel] ?? []).filter(isPrivate);
}

/** Custom ids of a message's buttons and menus. */
export const customIds = (message: APIMessage): string[] =>
  (message.components ?? [])
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((part) => ('custom_id' in part ? [part.custom_id] : []));
