import { rm } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { createConsola, LogLevels } from 'consola';
import {
  filesOfStore,
  lockForWriting,
  mendable,
  startApp,
  StartError,
  type App,
  type DiscordConnection,
} from './app.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { systemClock, type Clock } from './clock.ts';

const SNAPSHOT = 'data/sandbox.json';

interface Place {
  readonly discord: DiscordConnection;
  readonly clock: Clock;
  /** The sandbox's own page, if it is one. */
  readonly sandboxUrl: string | null;
  /** Hears where the articles' pages are. */
  showPage(url: string): void;
  close(): Promise<void>;
}

/** Discord itself, or a sandbox in its place when there is no token. */
async function discordFor({ discord }: Config, report: (line: string) => void): Promise<Place> {
  const nothing = { clock: systemClock, sandboxUrl: null, showPage: () => undefined, close: async () => undefined };
  if (discord.kind === 'token') return { discord, ...nothing };
  if (discord.kind === 'links') return { discord: { token: null, appUrl: discord.appUrl }, ...nothing };
  enableCompileCache(); // the specification's schemas are large: from the second start on, they load in half the time
  const { startSandbox } = await import('./sandbox/sandbox.ts');
  const sandbox = await mendable(startSandbox({ port: discord.port, snapshot: SNAPSHOT, log: report }));
  return {
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    sandboxUrl: sandbox.url,
    showPage: (url) => sandbox.setPage(url),
    close: () => sandbox.close(),
  };
}

/** Whether `--fresh` was given, the only argument there is. Throws `StartError` for any other. */
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

/** Empties the sandbox and the store that goes with it. Throws `StartError` and erases nothing while another process uses them. */
async function eraseSandbox({ discord, storeUrl }: Config): Promise<void> {
  if (discord.kind !== 'sandbox')
    throw new ConfigError([
      { variable: '--fresh', read: 'given together with DISCORD_TOKEN', allowed: 'used in the sandbox only' },
    ]);
  const { lockSnapshot } = await import('./sandbox/world/snapshot-lock.ts');
  await using _snapshot = await mendable(lockSnapshot(SNAPSHOT));
  using _store = await mendable(lockForWriting(storeUrl));
  await Promise.all([SNAPSHOT, ...filesOfStore(storeUrl)].map((path) => rm(path, { force: true })));
}

/** In the sandbox its page is where members are invited to, and its example site may show comments. */
const configInSandbox = (config: Config, url: string): Config => ({
  ...config,
  site: { ...config.site, invite: config.site.invite ?? url },
  embedOrigins: [...config.embedOrigins, url, url.replace('127.0.0.1', 'localhost')],
});

function greet(app: App, { sandboxUrl }: Place): string {
  const place = sandboxUrl
    ? `No DISCORD_TOKEN: this is the sandbox. Open ${sandboxUrl} and press Play it for me.`
    : 'Belowline is running.';
  const site = app.url && `The site is at ${app.url}`;
  return [place, site, 'Ctrl+C stops it.'].filter(Boolean).join('\n');
}

async function main(): Promise<void> {
  const isFresh = readArguments();
  const config = loadConfig();
  const log = createConsola({ level: LogLevels[config.logLevel] });
  if (isFresh) await eraseSandbox(config);
  const place = await discordFor(config, (line) => log.info(line));
  const ended = Promise.withResolvers<never>();
  const app = await startApp({
    config: place.sandboxUrl ? configInSandbox(config, place.sandboxUrl) : config,
    discord: place.discord,
    clock: place.clock,
    log,
    frameAncestors: place.sandboxUrl ? [place.sandboxUrl] : [],
    onEnd: ended.reject,
  });
  if (app.url) place.showPage(app.url);
  log.box(greet(app, place));

  const stop = async (): Promise<void> => {
    await app.stop();
    await place.close();
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
