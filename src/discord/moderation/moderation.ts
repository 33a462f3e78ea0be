import type { MemberRef } from '../../discussions/membership.ts';
import type { Threads } from '../session/threads.ts';
import { type Drafts, type Summaries, createDrafts, createSummaries } from '../summaries/summaries.ts';
import { type Reports, createReports } from './reports.ts';
import { type PendingNotices, createPendingNotices } from './pending-notices.ts';
import { GatewayDispatchEvents, type Client } from 'discord.js';
import type { ArticleLibrary } from '../../articles/library.ts';
import type { Clock } from '../../clock.ts';
import type { AuditLog } from '../../discussions/audit.ts';
import type { MemberStore } from '../../discussions/members.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import type { Drafter } from '../../summaries/drafter.ts';
import type { Links } from '../runtime/links.ts';
import type { DispatchHandlers } from '../inbound/events.ts';
import type { GuildLanguage } from '../runtime/guild-language.ts';
import type { Log } from '../runtime/log.ts';
import type { Recorder } from '../inbound/recorder.ts';
import type { PublishHeld } from '../consent/publish-held.ts';
import { isReply, isWhole, saysSomething, type ReplyReader } from '../inbound/replies.ts';
import { createFindByLink, type FindByLink, createHiding, type Hiding } from './hiding.ts';
import { createModerators, type Moderators, createNote, type Note, createSigning } from './moderators.ts';
import { createOverdueSummaries, createPinners, createPins, followSummaryLoss } from '../summaries/pins.ts';
import { createRecommending, type Recommending } from './recommending.ts';
import { createSummaryPosts } from '../summaries/summary-posts.ts';

/** Drops from this process's memory what is left there of a member whom the store has forgotten. */
export type ForgetRemembered = (member: MemberRef) => Promise<void>;

interface ForgettingDependencies {
  threads: Threads;
  drafts: Drafts;
  summaries: Pick<Summaries, 'refreshed'>;
  reports: Reports;
  whispers: PendingNotices;
}

/** Creates it: drafts lose their words, and are gone where a moderator rewrote them. */
function createForgetRemembered({
  threads,
  drafts,
  summaries,
  reports,
  whispers,
}: ForgettingDependencies): ForgetRemembered {
  return async (member) => {
    whispers.take(member);
    reports.forget(member.user);
    for (const [id, draft] of drafts.all()) {
      const ref = threads.get(draft.thread);
      if (ref?.guild !== member.guild) continue;
      const fresh = await summaries.refreshed(ref, draft);
      if (fresh.sources.length === draft.sources.length) continue;
      if (draft.isRewritten) drafts.drop(id);
      else drafts.replace(id, fresh);
    }
  };
}

/** What moderators do from Discord, as commands see it. */
export interface Moderation {
  readonly moderators: Moderators;
  readonly hiding: Hiding;
  readonly recommending: Recommending;
  readonly summaries: Summaries;
  readonly drafts: Drafts;
  readonly reports: Reports;
  readonly findByLink: FindByLink;
  readonly whispers: PendingNotices;
  readonly note: Note;
}

/** The same with what goes on in the background. */
export interface RunningModeration extends Moderation {
  readonly events: DispatchHandlers;
  /** Looks at what is pinned in a thread: something may have come or gone while nobody told. */
  lookAtPins(thread: string): Promise<void>;
  /** Whether the pinned summary in a thread still says what has left it, because Discord does not let it be changed. */
  isSummaryOverdue(thread: string): boolean;
  /** Drops what this process remembers of a member whom the store has forgotten. */
  forget: ForgetRemembered;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  members: MemberStore;
  messages: ReplyReader;
  release: PublishHeld;
  settings: GuildSettingsStore;
  audit: AuditLog;
  threads: Threads;
  library: ArticleLibrary;
  drafter: Drafter;
  links: Links;
  language: GuildLanguage;
  contact: string | null;
  recorder: Recorder;
  clock: Clock;
  log: Log;
}

/** Puts together what moderators can do. */
export function createModeration(dependencies: Dependencies): RunningModeration {
  const { client, store, members, messages, release, threads, recorder, drafter, links, clock } = dependencies;
  const note = createNote(dependencies);
  const sign = createSigning(dependencies);
  const whispers = createPendingNotices(dependencies);
  const pinners = createPinners({ rest: client.rest, clock });
  const posts = createSummaryPosts(dependencies);
  const overdue = createOverdueSummaries(dependencies);
  const pins = createPins({ client, store, threads, posts, overdue, pinners, whispers, links, sign, note });
  const loss = followSummaryLoss({ store, posts, overdue, pins, note, recorder });

  const summaries = createSummaries({ store, drafter, posts, sign, note, clock });
  const drafts = createDrafts();
  const reports = createReports({ ...dependencies, note });

  async function lookIfSummary(thread: string, messages: readonly string[]): Promise<void> {
    const known = threads.get(thread);
    const summary = known && (await store.byThread(known))?.summary;
    if (summary && messages.includes(summary.message)) await pins.look(thread);
  }

  return {
    note,
    whispers,
    moderators: createModerators(dependencies),
    hiding: createHiding({ rest: client.rest, store, members, messages, release: release.of, note, clock }),
    recommending: createRecommending({ store, sign, note, clock }),
    summaries,
    drafts,
    findByLink: createFindByLink(dependencies),
    reports,
    forget: createForgetRemembered({ threads, drafts, summaries, reports, whispers }),
    events: {
      [GatewayDispatchEvents.ChannelPinsUpdate]: ({ channel_id }) => pins.look(channel_id),
      [GatewayDispatchEvents.MessageCreate]: async (message) => {
        if (threads.get(message.channel_id) && pinners.saw(message)) await pins.look(message.channel_id);
      },
      // Discord tells of no unpinning when a pinned message is deleted.
      [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => lookIfSummary(channel_id, [id]),
      [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => lookIfSummary(channel_id, ids),
      [GatewayDispatchEvents.MessageUpdate]: async (message) => {
        if (isWhole(message) ? isReply(message) : saysSomething(message))
          await lookIfSummary(message.channel_id, [message.id]);
      },
      [GatewayDispatchEvents.ThreadUpdate]: async ({ id }) => {
        if (overdue.has(id)) await pins.look(id); // it may be unlocked now
      },
    },
    lookAtPins: pins.look,
    isSummaryOverdue: overdue.has,
    idle: loss.idle,
  };
}
