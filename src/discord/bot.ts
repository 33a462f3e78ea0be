import { type Client, Events, Status } from 'discord.js';
import { createActivity, createCheck } from './setup/check.ts';
import { createAskingMessages, createAskingKeeper } from './consent/consent-request.ts';
import { createAttach } from './posting/attaching.ts';
import { createCatchUp, createThreadReading, type ThreadReading } from './session/catch-up.ts';
import { createDecisions } from './consent/decisions.ts';
import {
  followEvents,
  createGuildEvents,
  createNameEvents,
  createReplyEvents,
  createThreadEvents,
} from './inbound/events.ts';
import { createGuildLanguage } from './runtime/guild-language.ts';
import { createReplyReader, createMessageDetails } from './inbound/replies.ts';
import { createModeration } from './moderation/moderation.ts';
import { createOpeningAttempts, createOpenings } from './posting/opening.ts';
import { createPosting } from './posting/posting.ts';
import { createReactionCounts } from './inbound/reaction-counts.ts';
import { createRecorder, type Recorder } from './inbound/recorder.ts';
import { createPublishHeld } from './consent/publish-held.ts';
import { createRemoving, createStrays } from './posting/orphaned-posts.ts';
import { createThreads, type Threads } from './session/threads.ts';
import { followVisibility } from './inbound/channel-visibility.ts';
import type { CommandContext, Command } from './runtime/command.ts';
import type { ArticleLibrary } from '../articles/library.ts';
import type { Clock } from '../clock.ts';
import type { ConsentRequestStore } from '../discussions/consent-request.ts';
import type { AuditLog } from '../discussions/audit.ts';
import type { MemberStore } from '../discussions/members.ts';
import type { DiscussionStore } from '../discussions/discussion-store.ts';
import type { GuildStore } from '../discussions/guilds.ts';
import type { PublishPolicy } from '../discussions/visibility.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import type { Drafter } from '../summaries/drafter.ts';
import { createClient, type DiscordEndpoints } from './session/client.ts';
import { registerCommands } from './runtime/command-files.ts';
import { consentHandler } from './consent/buttons.ts';
import { answerInteractions } from './runtime/interactions.ts';
import type { Log } from './runtime/log.ts';
import { followNewArticles } from './posting/new-articles.ts';
import type { Links } from './runtime/links.ts';
import { errorFromCloseCode, login, reachDiscord } from './session/login.ts';

interface Foundation {
  readonly options: BotOptions;
  readonly client: Client;
  readonly threads: Threads;
  readonly recorder: Recorder;
}

/** What brings Discord's messages into the store. */
function createReading({ options, client, threads, recorder }: Foundation) {
  const { store, settings, clock, log } = options;
  const language = createGuildLanguage({ client, settings });
  const surroundingsOf = createMessageDetails({ client, settings });
  const messages = createReplyReader({ rest: client.rest, threads, surroundingsOf });
  const release = createPublishHeld({ ...options, client, messages });
  const moderation = createModeration({ ...options, client, threads, recorder, language, messages, release });
  const activity = createActivity({ threads, clock });
  const keep = createAskingKeeper({ ...options, client, store: options.asking, language });
  const asking = createAskingMessages({ keep, threads, clock, log });
  store.onWaiting(({ thread }) => asking.tidy(thread));
  const messagesOnly = createThreadReading({ client, store, recorder, messages, clock });
  const reading: ThreadReading = {
    ...messagesOnly,
    async readNew(known, how) {
      if (!(await messagesOnly.readNew(known, how))) return false;
      await release.overdueIn(known);
      await moderation.lookAtPins(known.thread);
      activity.read(known.guild);
      asking.tidy(known.thread);
      return true;
    },
  };
  const catchUp = createCatchUp({ threads, recorder, reading, clock, log });
  return { language, messages, release, moderation, activity, asking, catchUp };
}

/** What brings articles into Discord. */
function createOpeningParts(foundation: Foundation, { language, catchUp }: ReturnType<typeof createReading>) {
  const { options, client, threads, recorder } = foundation;
  const { store, links, siteName, policyOf, log } = options;
  const findStrays = createStrays({ client, threads, links });
  const removing = createRemoving({ client, findStrays, log });
  const postArticle = createPosting({ findStrays, removing, links, siteName, language, policyOf });
  const attempts = createOpeningAttempts({ store, postArticle, removing, log });
  const attach = createAttach({ ...options, threads, language });
  return createOpenings({ client, store, threads, attempts, attach, recorder, catchUp });
}

/** The parts of the running bot. */
export type BotParts = Awaited<ReturnType<typeof createBotParts>>;

/** Puts the bot together around a client that is not logged in yet; every discussion that is stored is known, and behind. */
async function createBotParts(options: BotOptions, client: Client) {
  const { store, clock, log } = options;
  const threads = createThreads();
  for await (const discussion of store.all()) {
    threads.add(discussion);
    threads.setBehind(discussion.thread);
  }
  const recorder = createRecorder({ store, threads, clock, log });
  const foundation = { options, client, threads, recorder };
  const reading = createReading(foundation);
  const { language, messages, release, moderation, activity, asking, catchUp } = reading;
  const openings = createOpeningParts(foundation, reading);

  const reactions = createReactionCounts({ rest: client.rest, store, threads, recorder, clock, log });
  const check = createCheck({ ...options, client, threads, activity, isSummaryOverdue: moderation.isSummaryOverdue });
  const decisions = createDecisions({ ...options, release, moderation });

  const events = followEvents({ client, recorder }, [
    createReplyEvents({ threads, recorder, reactions, messages, onReply: asking.look }),
    createThreadEvents({ threads, recorder, clock }),
    createGuildEvents(options),
    createNameEvents(options),
    moderation.events,
    activity.events,
  ]);
  followVisibility({ client, threads, recorder, catchUp, isOverdue: moderation.isSummaryOverdue, clock });
  return { threads, recorder, reactions, language, moderation, catchUp, openings, asking, decisions, check, events };
}

/** What commands are given of the running bot, without the asker's language. */
function commandContextOf(options: BotOptions, parts: BotParts): Omit<CommandContext, 't'> {
  const { library, store, settings, members, audit, links, siteName, siteUrl, policyOf, clock } = options;
  const { threads, openings, language, moderation, decisions, check } = parts;
  const known = { library, settings, members, audit, links, siteName, siteUrl, policyOf, clock };
  return {
    ...known,
    language,
    moderation,
    decisions,
    async knownDiscussion(guild, article) {
      const place = await store.place(guild, article.key);
      return place?.state === 'open' ? store.byThread({ guild, thread: place.thread }) : undefined;
    },
    discussion: openings.find,
    articleOf(thread) {
      const article = threads.get(thread)?.article;
      return article === undefined ? undefined : library.byKey(article);
    },
    homeChannel: async (guild) => (await settings.settings(guild)).homeChannel ?? undefined,
    open: openings.open,
    attach: openings.attach,
    check,
    async showed(thread, message, section) {
      const ref = threads.get(thread);
      if (ref) await store.apply(ref, [{ type: 'posts.added', posts: [{ message, section }] }]);
    },
  };
}

/** What the bot is started with. */
export interface BotOptions {
  readonly token: string;
  readonly endpoints: DiscordEndpoints;
  readonly library: ArticleLibrary;
  readonly store: DiscussionStore;
  readonly guilds: GuildStore;
  readonly members: MemberStore;
  readonly asking: ConsentRequestStore;
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
