import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderLibrary, type FolderLibrary } from './articles/folder-library.ts';
import type { Config } from './config.ts';
import { startBot, type Bot } from './discord/bot.ts';
import { loadCommands } from './discord/runtime/command-files.ts';
import { createLinks } from './discord/runtime/links.ts';
import type { Log } from './discord/runtime/log.ts';
import { LoginError } from './discord/session/login.ts';
import type { Clock } from './clock.ts';
import { createDiscussionReader } from './discussions/reading.ts';
import { loadInstance } from './discussions/instance.ts';
import { filesOfStore, openKeptMarks } from './discussions/kept-marks.ts';
import { openStore } from './store/open.ts';
import { sentenceOf, type Store, StoreError } from './store/store.ts';
import { startSweeping } from './discussions/expiry.ts';
import { openWriter, type Writer } from './discussions/writer.ts';
import { lockForWriting } from './store/writer-lock.ts';
import { createDrafter } from './summaries/drafter.ts';
import { hashOfSources } from './web/assets.ts';
import { createWebHandler } from './web/handler.ts';
import { type Check, createHealth } from './web/health.ts';
import { createLiveVersions } from './web/live.ts';
import { startWebServer, type WebServer } from './web/server.ts';
import { type Site, siteFrom } from './web/page/context.ts';

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
  /** Called when the bot ends on its own after the start, with a `StartError` when the operator can fix the cause. Without it the error is only logged. */
  readonly onEnd?: (error: unknown) => void;
}

/** The running product. */
export interface App {
  /** Where the page is; null when this process does not serve it. */
  readonly url: string | null;
  /** The bytes of a page with its article's comments in them, as `npm run fill` writes them; as they are where it cannot. */
  fillPage(page: Buffer): Promise<Buffer>;
  /** Stops everything in reverse order; whatever was acknowledged is stored by then. */
  stop(): Promise<void>;
}

/** A failure that the operator can fix; the message is one sentence that says how. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Awaits a step of the start; when it fails, the operator can fix that: it rejects with a `StartError`. */
export async function fixable<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (cause) {
    throw new StartError(sentenceOf(cause), { cause });
  }
}

/** Starts what the configured role needs. Throws `StartError` for what the operator can fix; nothing is left running then. */
export async function startApp(options: AppOptions): Promise<App> {
  try {
    return await compose(options);
  } catch (error) {
    throw startErrorFrom(error);
  }
}

/** The first failure counts: stopping the parts that ran by then may fail for the same reason. The operator can fix the store. */
function startErrorFrom(error: unknown): unknown {
  if (error instanceof SuppressedError) return startErrorFrom(error.suppressed);
  return error instanceof StoreError ? new StartError(sentenceOf(error), { cause: error }) : error;
}

/** The whole product: articles, store, writer, page, bot, each on top of those before it. */
async function compose(options: AppOptions): Promise<App> {
  const { config, discord, clock, log } = options;
  const { contentDir, storeUrl, role, site, web } = config;
  const { token } = discord;
  await using parts = new AsyncDisposableStack();

  const library = parts.use(await createFolderLibrary({ folder: contentDir, site: site.url, clock, log }));

  const onError = (error: unknown): void => log.error('The store failed', error);
  const store = parts.adopt(
    await fixable(openStore(storeUrl, { clock, onError, isWriter: token !== null })),
    (opened) => opened.close(),
  );

  // Before the page: it must not show what the last process had begun to erase, or what a backup brought back.
  const writer = token === null ? null : await startWriter(options, store, parts);

  const running: { bot: Bot | null } = { bot: null };
  const writes = (): Promise<readonly string[]> =>
    store.assertWritable().then(
      () => [],
      (error: unknown) => [sentenceOf(error)],
    );
  const botProblems = (): readonly string[] => running.bot?.problems() ?? ['Discord: starting'];
  const checks = writer ? [writes, botProblems] : [];
  const page = role === 'bot' ? null : await startPage(options, { store, library, checks }, parts);

  if (token !== null && writer) {
    const { discussions, guilds, members, consentRequests, settings, policyOf, audit } = writer;
    const siteUrl = site.url ?? page?.url ?? `http://${web.host}:${web.port}`;
    const drafter = parts.adopt(createDrafter({ clock }), (opened) => opened.close());
    const starting = startBot({
      token,
      endpoints: { api: discord.apiUrl, cdn: discord.cdnUrl },
      library,
      discussions,
      guilds,
      members,
      consentRequests,
      settings,
      policyOf,
      audit,
      drafter,
      commands: await loadCommands(COMMANDS),
      links: createLinks({ siteUrl, appUrl: discord.appUrl }),
      siteName: site.name,
      siteUrl,
      contact: site.contact,
      clock,
      log,
      onEnd: (error) => ended(options, fixableLogin(error)),
    });
    const bot = await starting.catch((error: unknown) => {
      throw fixableLogin(error);
    });
    running.bot = parts.adopt(bot, (started) => started.stop());
  }

  const started = parts.move();
  return {
    url: page?.url ?? null,
    fillPage: async (bytes) => (await page?.fillPage(bytes)) ?? bytes,
    stop: () => started.disposeAsync(),
  };
}

/** Opens the store's writer: it finishes the erasures that the last process began, then erases what is past its time, now and every hour. */
async function startWriter(
  { config, clock, log }: AppOptions,
  store: Store,
  parts: AsyncDisposableStack,
): Promise<Writer> {
  const { marksPath, publishPolicy, retentionDays } = config;
  const onError = (error: unknown): void => log.error('Could not write to the store', error);
  await fixable(store.assertWritable());
  const writer = await fixable(openWriter({ store, policy: publishPolicy, marks: openKeptMarks(marksPath) }));
  await writer.recover();
  await writer.sweep(clock.now()).catch(onError);
  parts.use(startSweeping({ expire: (now) => writer.expire(now, retentionDays), clock, onError }));
  let isStopped = false;
  const linking = writer.linkConversations(() => isStopped).catch(onError);
  parts.defer(() => {
    isStopped = true;
    return linking;
  });
  return writer;
}

/** Serves the page; it is ready when the store can be read and all `checks` pass. */
async function startPage(
  { config, discord, clock, log, frameAncestors = [] }: AppOptions,
  { store, library, checks }: { store: Store; library: FolderLibrary; checks: readonly Check[] },
  parts: AsyncDisposableStack,
): Promise<Pick<App, 'fillPage'> & WebServer> {
  const { embedOrigins } = config;
  const { secret } = await loadInstance(store);
  const health = createHealth([() => loadInstance(store).then(() => []), ...checks]);
  const discussions = createDiscussionReader({ store });
  const report = (error: unknown): void => log.error('Could not read what changed', error);
  const live = createLiveVersions({ library, discussions, clock, report });
  const siteAt = (url: string): Site =>
    siteFrom(config, { url: config.site.url ?? url, appUrl: discord.appUrl, build: hashOfSources(), secret });
  const server = parts.adopt(
    await fixable(
      startWebServer({
        ...config.web,
        createHandler: (url) =>
          createWebHandler({
            library,
            discussions,
            site: siteAt(url),
            health,
            live,
            frameAncestors,
            embedOrigins,
            clock,
          }),
      }),
    ),
    (started) => started.close(),
  );
  parts.defer(() => live.close()); // before the server closes, which waits for what it still sends
  parts.defer(() => health.stop());
  return {
    ...server,
    async fillPage(bytes) {
      const { createFilling } = await import('./web/fill/filling.ts'); // loads a parser of HTML, which readers do not need
      const filled = await createFilling({ library, discussions, site: siteAt(server.url) }).fill(bytes);
      return filled.type === 'filled' ? filled.page : bytes;
    },
  };
}

/** The operator can fix what Discord refuses at the login; anything else is a bug. */
const fixableLogin = (error: unknown): unknown =>
  error instanceof LoginError ? new StartError(error.message, { cause: error }) : error;

const ended = ({ log, onEnd }: AppOptions, error: unknown): void =>
  onEnd ? onEnd(error) : log.error('The bot ended', error);

/** Deletes the store that STORE_URL names, and its marks. Throws `StartError` and deletes nothing while another process writes to it, or for a store on a server. */
export async function eraseStore({ storeUrl, marksPath }: Pick<Config, 'storeUrl' | 'marksPath'>): Promise<void> {
  if (!/^(?:sqlite|memory):/u.test(storeUrl))
    throw new StartError('--fresh erases files only: empty the database of STORE_URL yourself');
  using _lock = await fixable(lockForWriting(storeUrl));
  await Promise.all(filesOfStore(storeUrl, marksPath).map((path) => rm(path, { force: true })));
}
