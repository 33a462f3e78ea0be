import { Events, type Client } from 'discord.js';
import type { ArticleLibrary } from '../articles/library.ts';
import type { Clock } from '../clock.ts';
import type { AskingStore } from '../discussions/asking.ts';
import type { AuditLog } from '../discussions/audit.ts';
import type { MemberStore } from '../discussions/consent.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import { translator } from '../language/translate.ts';
import type { Drafter } from '../summaries/drafter.ts';
import { createActivity } from './activity.ts';
import { createAttach } from './attaching.ts';
import { createAskingMessages } from './asking.ts';
import { createAskingKeeper } from './asking-message.ts';
import { createCatchUp } from './catch-up.ts';
import { createCheck } from './checking.ts';
import { createClient, type DiscordEndpoints } from './client.ts';
import type { Command, CommandContext, Links } from './command.ts';
import { registerCommands } from './command-files.ts';
import { consentHandler } from './consent.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { followEvents } from './events.ts';
import { createGuildLanguage, type GuildLanguage } from './guild-language.ts';
import { answerInteractions } from './interactions.ts';
import type { Log } from './log.ts';
import { login } from './login.ts';
import { createModeration, type Moderation } from './moderation/moderation.ts';
import { followNewArticles } from './new-articles.ts';
import { createOpenings, type Openings } from './opening.ts';
import { createPosting } from './posting.ts';
import { createReactionCounts } from './reaction-counts.ts';
import { createMessageReading } from './message-reading.ts';
import { createRecorder } from './recorder.ts';
import { createReplyEvents } from './reply-events.ts';
import { createThreadEvents } from './thread-events.ts';
import { createSurroundings } from './surroundings.ts';
import { createThreadReading, type ReadThread } from './thread-reading.ts';
import { createThreads, type Threads } from './threads.ts';
import { followVisibility } from './visibility.ts';

export interface BotOptions {
  readonly token: string;
  readonly endpoints: DiscordEndpoints;
  readonly library: ArticleLibrary;
  readonly store: DiscussionStore;
  readonly members: MemberStore;
  readonly asking: AskingStore;
  readonly settings: GuildSettingsStore;
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
}

/** The running bot. */
export interface Bot {
  /** Why the bot cannot work just now; empty when it can. */
  problems(): string[];
  /** Takes nothing new, ends what is under way, then leaves Discord. */
  stop(): Promise<void>;
}

/** What commands are given of the running bot. */
interface BotParts {
  readonly threads: Threads;
  readonly openings: Openings;
  readonly language: GuildLanguage;
  readonly moderation: Moderation;
  readonly decisions: Decisions;
  readonly check: CommandContext['check'];
}

function contextOf(
  { library, store, members, settings, audit, links, siteName, siteUrl, clock }: BotOptions,
  { threads, openings, language, moderation, decisions, check }: BotParts,
): Omit<CommandContext, 't'> {
  return {
    library,
    siteName,
    siteUrl,
    privacyUrl: `${siteUrl}/privacy`,
    links,
    language,
    members,
    decisions,
    clock,
    moderation,
    settings,
    audit,
    async discussion(guild, article) {
      const place = await store.place(guild, article.key);
      return place?.state === 'open' ? store.byThread({ guild, thread: place.thread }) : undefined;
    },
    livingDiscussion: openings.find,
    articleOf(thread) {
      const known = threads.get(thread);
      return known && library.byKey(known.article);
    },
    homeChannel: async (guild) => (await settings.settings(guild)).homeChannel ?? undefined,
    open: openings.open,
    attach: openings.attach,
    check,
    async showed(thread, message, section) {
      const known = threads.get(thread);
      if (known) await store.apply(known, [{ type: 'posts.added', posts: [{ message, section }] }]);
    },
  };
}

const problemsOf = (client: Client): string[] => {
  if (!client.isReady()) return ['Discord: not connected yet, or connecting again'];
  return [...client.guilds.cache.values()]
    .filter(({ available }) => !available)
    .map(({ name }) => `Discord: ${name} is unavailable`);
};

/** Starts the bot: answers once it is logged in and its commands are known; it goes on catching up in the background. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { token, endpoints, store, commands, links, siteName, clock, log } = options;
  const client = createClient({ endpoints, log });
  const threads = createThreads();
  for await (const discussion of store.all()) threads.add(discussion);

  const recorder = createRecorder({ store, threads, log });
  const reactions = createReactionCounts({ rest: client.rest, store, threads, recorder, clock, log });
  const messages = createMessageReading({ threads, surroundingsOf: createSurroundings({ client }) });
  const readThread = createThreadReading({ client, store, recorder, messages });
  const language = createGuildLanguage({ client, settings: options.settings });
  const moderation = createModeration({ ...options, client, threads, language, messages });
  const activity = createActivity({ threads, clock });
  const check = createCheck({ ...options, client, threads, activity });
  const readAll: ReadThread = async (known, stopping) => {
    const isWhole = await readThread(known, stopping);
    if (isWhole) await moderation.lookAtPins(known.thread);
    if (isWhole) activity.read(known.guild);
    return isWhole;
  };
  const catchUp = createCatchUp({ threads, recorder, readThread: readAll, clock, log });
  const posting = createPosting({ client, threads, links, siteName, t: translator() });
  const attach = createAttach({ ...options, threads, language });
  const openings = createOpenings({ client, store, threads, posting, attach, recorder, catchUp, log });

  const keep = createAskingKeeper({ ...options, client, store: options.asking, language });
  const asking = createAskingMessages({ keep, threads, clock, log });
  const decisions = createDecisions({ ...options, client, asking, messages });

  const events = followEvents({ client, recorder }, [
    createReplyEvents({ threads, recorder, reactions, messages, onReply: asking.look }),
    createThreadEvents({ threads, recorder }),
    moderation.events,
    activity.events,
  ]);
  followVisibility({ client, threads, recorder, catchUp });
  for (const { thread } of threads.all()) threads.setBehind(thread);
  const ready = await login(client, token);
  await openings.cleanUp();
  if (await registerCommands(ready, commands)) log.info('Told Discord of the commands.');
  const components = { consent: consentHandler };
  const interactions = answerInteractions({
    client,
    commands,
    components,
    context: contextOf(options, { threads, openings, language, moderation, decisions, check }),
    log,
  });

  const newArticles = followNewArticles({ ...options, client, openings });
  catchUp.all();
  client.on(Events.ShardReady, () => catchUp.all()); // a new session: what happened between is lost to the Gateway

  return {
    problems: () => problemsOf(client),
    async stop() {
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.all([interactions.idle(), newArticles.stop(), catchUp.stop()]);
      client.ws.removeAllListeners();
      await events.idle();
      await moderation.idle();
      await asking.stop();
      await reactions.stop();
      await recorder.idle();
      await client.destroy();
    },
  };
}
