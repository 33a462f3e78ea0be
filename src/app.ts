import { join } from 'node:path';
import { createFolderLibrary } from './articles/folder-library.ts';
import type { ArticleLibrary } from './articles/library.ts';
import type { Config } from './config.ts';
import { startBot, type Bot, type BotOptions } from './discord/bot.ts';
import { loadCommands } from './discord/runtime/command-files.ts';
import { createLinks } from './discord/runtime/links.ts';
import type { Log } from './discord/runtime/log.ts';
import { LoginError } from './discord/session/login.ts';
import type { Clock } from './clock.ts';
import { createDiscussionReader } from './discussions/reading.ts';
import { loadInstance } from './discussions/instance.ts';
import { openKeptMarks } from './discussions/kept-marks.ts';
import { openStore } from './store/open.ts';
import { sentenceOf, type Store, StoreError } from './store/store.ts';
import { startSweeping } from './discussions/expiry.ts';
import { openWriter, type Writer } from './discussions/writer.ts';
import { createDrafter } from './summaries/drafter.ts';
import { hashOfSources } from './web/build.ts';
import { createWebHandler } from './web/handler.ts';
import { type Check, createHealth } from './web/health.ts';
import { startWebServer } from './web/server.ts';
import { siteFrom } from './web/site.ts';

export { filesOfStore } from './discussions/kept-marks.ts';
export { lockForWriting } from './store/writer-lock.ts';

const COMMANDS = join(import.meta.dirname, '..', 'commands');

/** Where Discord is for this process; `token` is null when it does not run the bot. */
export interface DiscordConnection {
  readonly token: string | null;
  /** Without the version. */
  readonly apiUrl?: string;
  readonly cdnUrl?: string;
  /** Where links to messages lead. */
  readonly appUrl: string;
}

/** What the product is started with. */
export interface AppOptions {
  readonly config: Config;
  readonly discord: DiscordConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** Origins whose pages may show ours in a frame. */
  readonly frameAncestors?: readonly string[];
  /** Hears why the bot cannot go on, after the start; a `StartError` when the operator can mend it. Without it that is only logged. */
  readonly onEnd?: (error: unknown) => void;
}

/** The running product. */
export interface App {
  /** Where the page is; null when this process does not serve it. */
  readonly url: string | null;
  /** Stops in reverse order; what was acknowledged is stored then. */
  stop(): Promise<void>;
}

/** The operator can mend what keeps the program from starting; the message is one sentence that says how. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Marks what a step of the start rejects with as the operator's to mend. */
export async function mendable<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (cause) {
    throw new StartError(sentenceOf(cause), { cause });
  }
}

/** Starts what the configured role needs, from articles to page. Throws `StartError` for what the operator can mend; nothing is left running then. */
export async function startApp(options: AppOptions): Promise<App> {
  try {
    return await startParts(options);
  } catch (error) {
    throw startErrorFrom(error);
  }
}

/** What failed first counts: stopping the parts that ran by then may fail for the same reason. A store that fails is the operator's to mend. */
function startErrorFrom(error: unknown): unknown {
  if (error instanceof SuppressedError) return startErrorFrom(error.suppressed);
  return error instanceof StoreError ? new StartError(sentenceOf(error), { cause: error }) : error;
}

async function startParts(options: AppOptions): Promise<App> {
  const { config, discord, clock, log } = options;
  await using parts = new AsyncDisposableStack();
  const onError = (error: unknown): void => log.error('The store is in trouble', error);
  const store = parts.adopt(
    await mendable(openStore(config.storeUrl, { clock, onError, isWriter: discord.token !== null })),
    (opened) => opened.close(),
  );
  const content = { folder: config.contentDir, site: config.site.url };
  const library = parts.use(await createFolderLibrary({ ...content, clock, log }));

  // Before the page is served: it must not show what was being erased when the last process ended, or what a backup brought back.
  const botHalf =
    discord.token === null ? null : { token: discord.token, writer: parts.use(await openedWriter(options, store)) };

  const running: { bot: Bot | null } = { bot: null };
  const botChecks: Check[] = [
    () =>
      store.assertWritable().then(
        () => [],
        (error: unknown) => [sentenceOf(error)],
      ),
    () => running.bot?.problems() ?? ['Discord: starting'],
  ];
  const web = await startPage(options, { store, library, checks: botHalf ? botChecks : [] });
  if (web) parts.defer(() => web.close());

  if (botHalf) {
    const siteUrl = config.site.url ?? web?.url ?? `http://${config.web.host}:${config.web.port}`;
    const drafter = parts.adopt(createDrafter({ clock }), (opened) => opened.close());
    const bot = await startedBot(await botOptionsFrom(options, { ...botHalf, library, drafter, siteUrl }));
    running.bot = bot;
    parts.defer(() => bot.stop());
  }

  const started = parts.move();
  return { url: web?.url ?? null, stop: () => started.disposeAsync() };
}

const endedWith = ({ log, onEnd }: AppOptions, error: unknown): void =>
  onEnd ? onEnd(error) : log.error('The process cannot go on.', error);

/** Opens the writer of the store: it finishes what the last one was erasing, and erases what was kept long enough. */
async function openedWriter(options: AppOptions, store: Store): Promise<Writer & AsyncDisposable> {
  const { config, clock, log } = options;
  await using parts = new AsyncDisposableStack();
  const onError = (error: unknown): void => log.error('Could not write to the store', error);
  await mendable(store.assertWritable());
  const kept = { store, policy: config.publishPolicy, marks: openKeptMarks(config.storeUrl) };
  const writer = await mendable(openWriter(kept));
  await writer.finishErasures();
  await writer.expireTraces(clock.now()).catch(onError);
  parts.use(startSweeping({ expire: (now) => writer.expire(now, config.retentionDays), clock, onError }));
  const opened = parts.move();
  return { ...writer, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

interface PageParts {
  readonly store: Store;
  readonly library: ArticleLibrary;
  /** What else must be well than reading the store. */
  readonly checks: readonly Check[];
}

/** Serves the page, unless this process is the bot alone. */
async function startPage({ config, discord, frameAncestors = [] }: AppOptions, parts: PageParts) {
  if (config.role === 'bot') return null;
  const { embedOrigins } = config;
  const { store, library, checks } = parts;
  const { secret } = await loadInstance(store);
  const storeProblems = () => loadInstance(store).then(() => []);
  const health = createHealth([storeProblems, ...checks]);
  const discussions = createDiscussionReader({ store });
  const server = await mendable(
    startWebServer({
      ...config.web,
      createHandler(url) {
        const place = { url: config.site.url ?? url, appUrl: discord.appUrl, build: hashOfSources() };
        const site = siteFrom(config, { ...place, secret });
        return createWebHandler({ library, discussions, site, health, frameAncestors, embedOrigins });
      },
    }),
  );
  return {
    url: server.url,
    async close() {
      health.stop();
      await server.close();
    },
  };
}

type BotPieces = Pick<BotOptions, 'token' | 'library' | 'drafter' | 'siteUrl'> & { readonly writer: Writer };

/** All that the bot is given; its commands are read from their folder. */
async function botOptionsFrom(options: AppOptions, { writer, ...pieces }: BotPieces): Promise<BotOptions> {
  const { config, discord, clock, log } = options;
  return {
    ...pieces,
    endpoints: { api: discord.apiUrl, cdn: discord.cdnUrl },
    store: writer.discussions,
    guilds: writer.guilds,
    members: writer.members,
    asking: writer.asking,
    settings: writer.settings,
    policyOf: writer.policyOf,
    audit: writer.audit,
    commands: await loadCommands(COMMANDS),
    links: createLinks({ siteUrl: pieces.siteUrl, appUrl: discord.appUrl }),
    siteName: config.site.name,
    contact: config.site.contact,
    clock,
    log,
    onEnd: (error) => endedWith(options, mendableLogin(error)),
  };
}

/** Starts the bot; only what Discord says of its login is the operator's to mend, all else is a fault of ours. */
const startedBot = (options: BotOptions): Promise<Bot> =>
  startBot(options).catch((error: unknown) => {
    throw mendableLogin(error);
  });

const mendableLogin = (error: unknown): unknown =>
  error instanceof LoginError ? new StartError(error.message, { cause: error }) : error;
