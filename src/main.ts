import { rm } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { createConsola, LogLevels } from 'consola';
import { eraseStore, fixable, startApp, StartError, type App, type DiscordConnection } from './app.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { systemClock, type Clock } from './clock.ts';

const SNAPSHOT = 'data/sandbox.json';

/** Discord, or the sandbox in its place. */
interface DiscordOrSandbox {
  readonly discord: DiscordConnection;
  readonly clock: Clock;
  /** The sandbox's own page; null for Discord. */
  readonly sandboxUrl: string | null;
  /** Tells the sandbox where the articles' pages are, and how those of another site are filled. */
  showSite(app: App): void;
  close(): Promise<void>;
}

/** Discord itself, or the sandbox when there is no token. */
async function openDiscord({ discord }: Config, report: (line: string) => void): Promise<DiscordOrSandbox> {
  const nothing = { clock: systemClock, sandboxUrl: null, showSite: () => undefined, close: async () => undefined };
  if (discord.kind === 'token') return { discord, ...nothing };
  if (discord.kind === 'links') return { discord: { token: null, appUrl: discord.appUrl }, ...nothing };
  enableCompileCache(); // the specification's schemas are large: from the second start on, they load in half the time
  const { startSandbox } = await import('./sandbox/sandbox.ts');
  const sandbox = await fixable(startSandbox({ port: discord.port, snapshot: SNAPSHOT, log: report }));
  return {
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    sandboxUrl: sandbox.url,
    showSite: (app) => sandbox.setSite(app),
    close: () => sandbox.close(),
  };
}

/** Whether `--fresh`, the only argument, was given. Throws `StartError` for any other. */
function readArguments(): boolean {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values.fresh;
  } catch (cause) {
    const given = process.argv.slice(2).join(' ');
    throw new StartError(`${given} cannot be understood: the only argument is --fresh, as in npm start -- --fresh.`, {
      cause,
    });
  }
}

/** Deletes the sandbox's snapshot and its store. Throws `StartError` and deletes nothing while another process uses them. */
async function eraseSandbox({ discord, ...config }: Config): Promise<void> {
  if (discord.kind !== 'sandbox')
    throw new ConfigError([
      { variable: '--fresh', read: 'given together with DISCORD_TOKEN', allowed: 'used in the sandbox only' },
    ]);
  const { lockSnapshot } = await import('./sandbox/world/snapshot-lock.ts');
  await using _snapshot = await fixable(lockSnapshot(SNAPSHOT));
  await eraseStore(config);
  await rm(SNAPSHOT, { force: true });
}

/** In a sandbox run, the invite leads to the sandbox, whose example site may show comments. */
const configInSandbox = (config: Config, url: string): Config => ({
  ...config,
  site: { ...config.site, invite: config.site.invite ?? url },
  embedOrigins: [...config.embedOrigins, url, url.replace('127.0.0.1', 'localhost')],
});

function greeting(app: App, { sandboxUrl }: DiscordOrSandbox): string {
  const running = sandboxUrl
    ? `No DISCORD_TOKEN: this is the sandbox. Open ${sandboxUrl} and press Play it for me.`
    : 'Belowline is running.';
  const site = app.url && `The site is at ${app.url}`;
  return [running, site, 'Ctrl+C stops it.'].filter(Boolean).join('\n');
}

async function main(): Promise<void> {
  const isFresh = readArguments();
  const config = loadConfig();
  const log = createConsola({ level: LogLevels[config.logLevel] });
  if (isFresh) await eraseSandbox(config);
  const opened = await openDiscord(config, (line) => log.info(line));
  const ended = Promise.withResolvers<never>();
  const app = await startApp({
    config: opened.sandboxUrl ? configInSandbox(config, opened.sandboxUrl) : config,
    discord: opened.discord,
    clock: opened.clock,
    log,
    frameAncestors: opened.sandboxUrl ? [opened.sandboxUrl] : [],
    onEnd: ended.reject,
  });
  opened.showSite(app);
  log.box(greeting(app, opened));

  const stop = async (): Promise<void> => {
    await app.stop();
    await opened.close();
  };
  ended.promise.catch((error: unknown) => stop().finally(() => fail(error)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info('Stopping…');
      stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

function fail(error: unknown): never {
  const isExpected = error instanceof ConfigError || error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exit(1);
}

main().catch(fail);
