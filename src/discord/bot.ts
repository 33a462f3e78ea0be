import { Events, Status } from 'discord.js';
import { createConsentRequests } from './consent/consent-request.ts';
import { consentHandler } from './consent/buttons.ts';
import { createDecisions } from './consent/decisions.ts';
import { createPublishHeld } from './consent/publish-held.ts';
import { followVisibility } from './inbound/channel-visibility.ts';
import {
  createGuildEvents,
  createMemberEvents,
  createReplyEvents,
  createThreadEvents,
  followEvents,
} from './inbound/events.ts';
import { createReactionCounts } from './inbound/reaction-counts.ts';
import { createRecorder } from './inbound/recorder.ts';
import { createMessageDetails, createReplyReader } from './inbound/replies.ts';
import { createClosing, followClosing } from './moderation/closing.ts';
import { createFindByLink, createHiding } from './moderation/hiding.ts';
import { createModerators } from './moderation/moderators.ts';
import { createPendingNotices } from './moderation/pending-notices.ts';
import { createRecommending } from './moderation/recommending.ts';
import { createReports } from './moderation/reports.ts';
import { createAttach } from './posting/attaching.ts';
import { followNewArticles } from './posting/new-articles.ts';
import { createOpenings } from './posting/opening.ts';
import { createOrphanedPosts } from './posting/orphaned-posts.ts';
import { createPosting } from './posting/posting.ts';
import { registerCommands } from './runtime/command-files.ts';
import type { Command } from './runtime/command.ts';
import { createContext, type BotEnvironment } from './runtime/context.ts';
import { answerInteractions } from './runtime/interactions.ts';
import { createCatchUp, createThreadReading } from './session/catch-up.ts';
import { createClient, type DiscordEndpoints } from './session/client.ts';
import { errorFromCloseCode, login, reachDiscord } from './session/login.ts';
import { createThreads } from './session/threads.ts';
import { createActivity, createCheck } from './setup/check.ts';
import { createPins } from './summaries/pins.ts';
import { createSummaries } from './summaries/summaries.ts';
import { createSummaryPosts } from './summaries/summary-posts.ts';

/** What the bot is started with. */
export interface BotOptions extends BotEnvironment {
  readonly token: string;
  readonly endpoints: DiscordEndpoints;
  readonly commands: readonly Command[];
  /** Called when the bot cannot go on after its start; with a `LoginError` when Discord no longer accepts it. */
  onEnd(error: unknown): void;
}

/** The running bot. */
export interface Bot {
  /** Why the bot cannot work at the moment; empty when it can. */
  problems(): string[];
  /** Takes nothing new, finishes current work, then leaves Discord. */
  stop(): Promise<void>;
}

/**
 * Starts the bot. Resolves once it is logged in and its commands are registered, or once Discord turned out to be
 * unreachable; then it keeps trying. Throws `LoginError` when Discord refuses it.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { token, endpoints, commands, onEnd, ...environment } = options;
  const { discussions, clock, log } = environment;

  // Context: every stored discussion is known and, until it is read, behind.
  const client = createClient({ endpoints, log });
  const threads = createThreads();
  for await (const discussion of discussions.all()) {
    threads.add(discussion);
    threads.setBehind(discussion.thread);
  }
  const recorder = createRecorder({ discussions, threads, clock, log });
  const context = createContext(environment, { client, threads, recorder });

  // Reading
  const moderators = createModerators(context);
  const replies = createReplyReader(context, createMessageDetails(context, moderators));
  const reactions = createReactionCounts(context);
  const activity = createActivity(context);

  // Consent
  const publishHeld = createPublishHeld(context, replies);
  const consentRequests = createConsentRequests(context);
  discussions.onWaiting(({ thread }) => consentRequests.onWaiting(thread));

  // Moderation
  const notices = createPendingNotices(context);
  const reports = createReports(context);
  const posts = createSummaryPosts(context);
  const pins = createPins(context, { posts, notices });
  const summaries = createSummaries(context, posts);

  // Catching up
  const catchUp = createCatchUp(context, {
    reading: createThreadReading(context, replies),
    async onRead({ guild, thread }) {
      await publishHeld.overdueIn({ guild, thread });
      await pins.look(thread);
      await reports.look({ guild, thread });
      activity.onRead(guild);
      consentRequests.onWaiting(thread);
    },
  });

  // Posting
  const orphanedPosts = createOrphanedPosts(context);
  const postArticle = createPosting(context, orphanedPosts);
  const openings = createOpenings(context, { catchUp, orphanedPosts, postArticle, attach: createAttach(context) });

  // Events
  const events = followEvents(context, [
    createReplyEvents(context, { replies, reactions, onReply: consentRequests.onReply }),
    createThreadEvents(context),
    createGuildEvents(context),
    createMemberEvents(context, moderators),
    pins.events,
    activity.events,
  ]);
  followVisibility(context, { catchUp, isOverdue: pins.isOverdue });

  // Commands
  const closing = createClosing(context);
  const commandContext = {
    ...context,
    openings,
    moderators,
    notices,
    reports,
    summaries,
    closing,
    hiding: createHiding(context, { replies, publishHeld }),
    findByLink: createFindByLink(context),
    recommending: createRecommending(context),
    readBackAll: catchUp.readBackAll,
    check: createCheck(context, { activity, isSummaryOverdue: pins.isOverdue }),
    decisions: createDecisions(context, {
      publishHeld,
      async forgetInMemory(member) {
        notices.take(member);
        reports.forget(member.user);
        await summaries.refreshDrafts(member.guild);
        await pins.idle();
        await reports.idle();
      },
    }),
  };

  // Start
  const stopping = new AbortController();
  const firstFailure = Promise.withResolvers<void>();
  let problem: string | null = 'Discord: starting';
  let finishWork = async (): Promise<unknown> => undefined;

  async function connect(): Promise<void> {
    await reachDiscord({ client, token, clock, signal: stopping.signal, onFailure });
    if (stopping.signal.aborted) return;
    const readyClient = await login(client, token);
    if (stopping.signal.aborted) return;
    const interactions = answerInteractions(commandContext, { commands, components: { consent: consentHandler } });
    client.on(Events.ShardDisconnect, ({ code }) => onEnd(errorFromCloseCode(code)));
    client.on(Events.ShardReady, catchUp.readAll); // a new session: the events since the last one are lost
    catchUp.readAll();
    const newArticles = followNewArticles(context, openings);
    const closingByTime = followClosing(context, closing);
    const ready = openings.cleanUp().then(async () => {
      if (await registerCommands(readyClient, commands)) log.info('Registered the commands with Discord.');
    });
    finishWork = () => Promise.allSettled([ready, interactions.idle(), newArticles.stop(), closingByTime.stop()]);
    await ready;
    problem = null;
  }

  function onFailure(error: unknown, pause: number): void {
    problem = `Discord cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
    log.warn(`${problem}. Trying again in ${pause / 1000} s.`);
    firstFailure.resolve();
  }

  // Stop: each part makes work for the next.
  async function stop(): Promise<void> {
    stopping.abort();
    client.removeAllListeners(Events.InteractionCreate);
    client.removeAllListeners(Events.ShardReady);
    await finishWork();
    await catchUp.stop();
    client.ws.removeAllListeners();
    await events.idle();
    await pins.idle();
    await reports.idle();
    await consentRequests.stop();
    await reactions.stop();
    await recorder.idle();
    await client.destroy();
  }

  const connected = connect().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const isUnreachable = firstFailure.promise.then(() => true);
  if (await Promise.race([connected.then(() => false), isUnreachable])) connected.catch(onEnd);

  const isConnected = (): boolean =>
    client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready);
  return { problems: () => (problem ? [problem] : isConnected() ? [] : ['Discord: connecting again']), stop };
}
