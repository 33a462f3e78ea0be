import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { articleAddress, canonicalAddress } from './articles/address.ts';
import { createFolderLibrary } from './articles/folder-library.ts';
import type { Config } from './config.ts';
import { startBot, type Bot } from './discord/bot.ts';
import { loadCommands } from './discord/command-files.ts';
import type { Links } from './discord/command.ts';
import type { Log } from './discord/log.ts';
import type { Clock } from './discussions/clock.ts';
import { createDiscussionReader } from './storage/discussion-reader.ts';
import { createDiscussionStore } from './storage/discussion-store.ts';
import { createGuildSettingsStore } from './storage/guild-settings.ts';
import { loadInstance } from './storage/instance.ts';
import { openStore } from './storage/open.ts';
import type { Store } from './storage/store.ts';
import { createWebHandler, type WebHandler } from './web/handler.ts';
import { startWebServer } from './web/server.ts';
import type { Health, Site } from './web/site.ts';

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

export interface AppOptions {
  readonly config: Config;
  readonly discord: DiscordConnection;
  readonly clock: Clock;
  readonly log: Log;
  /** Origins whose pages may show ours in a frame. */
  readonly frameAncestors?: readonly string[];
}

/** The running product. */
export interface App {
  /** Where the page is; null when this process does not serve it. */
  readonly url: string | null;
  /** Stops in reverse order; what was acknowledged is stored then. */
  stop(): Promise<void>;
}

/** Starts everything that the configured role needs, from articles to page. Rejects with one clear sentence; nothing is left running then. */
export async function startApp({ config, discord, clock, log, frameAncestors }: AppOptions): Promise<App> {
  await using parts = new AsyncDisposableStack();
  const store = parts.adopt(await openStore(config.storeUrl, { clock }), (opened) => opened.close());
  const { secret } = await loadInstance(store);
  const library = parts.use(await createFolderLibrary({ folder: config.contentDir, clock, log }));

  const late: { handler: WebHandler; bot: Bot | null } = {
    handler: () => new Response('Starting', { status: 503 }),
    bot: null,
  };
  const hasWeb = config.role !== 'bot';
  const web = hasWeb ? await startWebServer({ handler: (request) => late.handler(request), ...config.web }) : null;
  if (web) parts.defer(() => web.close());

  const siteUrl = config.site.url ?? web?.url ?? `http://${config.web.host}:${config.web.port}`;
  const pseudonym = (user: string): string => createHmac('sha256', secret).update(user).digest('hex').slice(0, 32);
  const site: Site = { ...config.site, url: siteUrl, appUrl: discord.appUrl, build: packageJson.version, pseudonym };
  const health = healthOf(store, { isBotExpected: config.role !== 'web', bot: () => late.bot });
  const discussions = createDiscussionReader({ store });
  late.handler = createWebHandler({ library, discussions, site, health, frameAncestors: frameAncestors ?? [] });

  if (discord.token !== null) {
    const bot = await startBot({
      token: discord.token,
      endpoints: { api: discord.apiUrl, cdn: discord.cdnUrl },
      library,
      store: createDiscussionStore({ store, policy: config.publishPolicy }),
      settings: createGuildSettingsStore({ store }),
      commands: await loadCommands(COMMANDS),
      links: linksOf(siteUrl, discord.appUrl),
      siteName: config.site.name,
      clock,
      log,
    });
    late.bot = bot;
    parts.defer(() => bot.stop());
  }

  const running = parts.move();
  return { url: web?.url ?? null, stop: () => running.disposeAsync() };
}

const linksOf = (siteUrl: string, appUrl: string): Links => ({
  article: (article) => canonicalAddress(article, siteUrl),
  comments: (article) => articleAddress(article, siteUrl),
  thread: ({ guild, thread }) => `${appUrl}/channels/${guild}/${thread}`,
});

function healthOf(store: Store, { isBotExpected, bot }: { isBotExpected: boolean; bot: () => Bot | null }): Health {
  async function storeProblems(): Promise<string[]> {
    try {
      await loadInstance(store);
      return [];
    } catch (error) {
      return [`Store: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
  return {
    live: () => true,
    async ready() {
      const botProblems = isBotExpected ? (bot()?.problems() ?? ['Discord: starting']) : [];
      const reasons = [...(await storeProblems()), ...botProblems];
      return { ok: reasons.length === 0, reasons };
    },
  };
}
