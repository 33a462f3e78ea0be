import type { Client } from 'discord.js';
import { createActivity } from './activity.ts';
import { createAskingMessages } from './asking.ts';
import { createAskingKeeper } from './asking-message.ts';
import { createAttach } from './attaching.ts';
import type { BotOptions } from './bot.ts';
import { createCatchUp } from './catch-up.ts';
import { createCheck } from './checking.ts';
import { createDecisions } from './decisions.ts';
import { followEvents } from './events.ts';
import { createGuildEvents } from './guild-events.ts';
import { createGuildLanguage } from './guild-language.ts';
import { createMessageReading } from './message-reading.ts';
import { createModeration } from './moderation/moderation.ts';
import { createNameEvents } from './name-events.ts';
import { createOpeningAttempts } from './opening-attempt.ts';
import { createOpenings } from './opening.ts';
import { createPosting } from './posting.ts';
import { createReactionCounts } from './reaction-counts.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRelease } from './release.ts';
import { createRemoving } from './removing.ts';
import { createReplyEvents } from './reply-events.ts';
import { createStrays } from './strays.ts';
import { createSurroundings } from './surroundings.ts';
import { createThreadEvents } from './thread-events.ts';
import { createThreadReading, type ThreadReading } from './thread-reading.ts';
import { createThreads, type Threads } from './threads.ts';
import { followVisibility } from './visibility.ts';

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
  const surroundingsOf = createSurroundings({ client, settings });
  const messages = createMessageReading({ rest: client.rest, threads, surroundingsOf });
  const release = createRelease({ ...options, client, messages });
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
export async function createBotParts(options: BotOptions, client: Client) {
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
