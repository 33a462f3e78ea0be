import { Events, Status, type Client } from 'discord.js';
import type { ArticleLibrary } from '../articles/library.ts';
import type { Clock } from '../clock.ts';
import type { AskingStore } from '../discussions/asking.ts';
import type { AuditLog } from '../discussions/audit.ts';
import type { MemberStore } from '../discussions/consent.ts';
import type { DiscussionStore, GuildStore } from '../discussions/ports.ts';
import type { PublishPolicy } from '../discussions/publish-policy.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import type { Drafter } from '../summaries/drafter.ts';
import { createBotParts, type BotParts } from './bot-parts.ts';
import { createClient, type DiscordEndpoints } from './client.ts';
import type { Command } from './command.ts';
import { commandContextOf } from './command-context.ts';
import { registerCommands } from './command-files.ts';
import { consentHandler } from './consent.ts';
import { answerInteractions } from './interactions.ts';
import type { Log } from './log.ts';
import { followNewArticles } from './new-articles.ts';
import type { Links } from './links.ts';
import { errorFromCloseCode, login, reachDiscord } from './login.ts';

/** What the bot is started with. */
export interface BotOptions {
  readonly token: string;
  readonly endpoints: DiscordEndpoints;
  readonly library: ArticleLibrary;
  readonly store: DiscussionStore;
  readonly guilds: GuildStore;
  readonly members: MemberStore;
  readonly asking: AskingStore;
  readonly settings: GuildSettingsStore;
  /** What counts in a guild for members who were never asked. */
  policyOf(guild: string): Promise<PublishPolicy>;
  readonly audit: AuditLog;
  readonly drafter: Drafter;
  readonly commands: readonly Command[];
  readonly links: Links;
  readonly siteName: string;
  /** Belowline's front page, without a slash at the end. */
  readonly siteUrl: string;
  /** Whom to write to about the site; null when nobody is named. */
  readonly contact: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears why the bot cannot go on, after it was started: a `LoginError` when Discord does not want it any more. */
  onEnd(error: unknown): void;
}

/** The running bot. */
export interface Bot {
  /** Why the bot cannot work just now; empty when it can. */
  problems(): string[];
  /** Takes nothing new, ends what is under way, then leaves Discord. */
  stop(): Promise<void>;
}

const isConnected = (client: Client): boolean =>
  client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);

/** Makes the bot work once it is logged in; commands are answered from the first moment. */
function begin(options: BotOptions, client: Client<true>, parts: BotParts) {
  const { commands, log } = options;
  const { openings, catchUp } = parts;
  const context = commandContextOf(options, parts);
  const interactions = answerInteractions({ client, commands, components: { consent: consentHandler }, context, log });
  client.on(Events.ShardDisconnect, ({ code }) => options.onEnd(errorFromCloseCode(code)));
  client.on(Events.ShardReady, () => catchUp.all()); // a new session: what happened between is lost to the Gateway
  catchUp.all();
  const newArticles = followNewArticles({ ...options, client, openings, note: parts.moderation.note });
  const ready = openings.cleanUp().then(async () => {
    if (await registerCommands(client, commands)) log.info('Told Discord of the commands.');
  });
  return { ready, idle: () => Promise.allSettled([ready, interactions.idle(), newArticles.stop()]) };
}

/** Ends what is under way, in the order in which one makes work for the next. */
async function end(client: Client, parts: BotParts): Promise<void> {
  await parts.catchUp.stop();
  client.ws.removeAllListeners();
  await parts.events.idle();
  await parts.moderation.idle();
  await parts.asking.stop();
  await parts.reactions.stop();
  await parts.recorder.idle();
  await client.destroy();
}

/**
 * Starts the bot: answers once it is logged in and its commands are known, or once Discord turned out not to be
 * reachable; then it goes on trying. Throws `LoginError` when Discord refuses it.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { token, endpoints, clock, log } = options;
  const client = createClient({ endpoints, log });
  const parts = await createBotParts(options, client);
  const stopping = new AbortController();
  const firstFailure = Promise.withResolvers<void>();
  let problem: string | null = 'Discord: starting';
  let work: ReturnType<typeof begin> | null = null;

  function onFailure(error: unknown, pause: number): void {
    problem = `Discord cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
    log.warn(`${problem}. Trying again in ${pause / 1000} s.`);
    firstFailure.resolve();
  }

  async function connect(): Promise<void> {
    await reachDiscord({ client, token, clock, signal: stopping.signal, onFailure });
    if (stopping.signal.aborted) return;
    const ready = await login(client, token);
    if (stopping.signal.aborted) return;
    work = begin(options, ready, parts);
    await work.ready;
    problem = null;
  }

  async function stop(): Promise<void> {
    stopping.abort();
    client.removeAllListeners(Events.InteractionCreate);
    client.removeAllListeners(Events.ShardReady);
    await work?.idle();
    await end(client, parts);
  }

  const connected = connect().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const isReachable = firstFailure.promise.then(() => false);
  if (!(await Promise.race([connected.then(() => true), isReachable]))) connected.catch(options.onEnd);
  return { problems: () => (problem ? [problem] : isConnected(client) ? [] : ['Discord: connecting again']), stop };
}
