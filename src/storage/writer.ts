import type { AskingStore } from '../discussions/asking.ts';
import type { AuditLog } from '../discussions/audit.ts';
import type { MemberRef, MemberStore } from '../discussions/consent.ts';
import type { PublishPolicy } from '../discussions/publish-policy.ts';
import type { DiscussionStore, GuildStore } from '../discussions/ports.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import { createAskingStore } from './asking.ts';
import { createAuditLog } from './audit-log.ts';
import { createClosing } from './closing.ts';
import { createCodes, createDecisionMarks } from './decision-marks.ts';
import { createDiscussionStore } from './discussion-store.ts';
import { createDrafts } from './draft.ts';
import { type Attempt, eachByItself } from './each-by-itself.ts';
import { createExpiry } from './expiry.ts';
import { createFarewells } from './farewells.ts';
import { createForgetting } from './forgetting.ts';
import { listGuilds } from './guild-list.ts';
import { createGuildSettingsStore } from './guild-settings.ts';
import { loadInstance } from './instance.ts';
import type { KeptMarks } from './kept-marks.ts';
import { guildOf, uncleanKey } from './keys.ts';
import { createMemberStore } from './member-store.ts';
import { createMemberships } from './memberships.ts';
import { bringMarksTogether, createRestoring } from './restoring.ts';
import { createSpreading } from './spreading.ts';
import type { Store } from './store.ts';
import { createThreadWork } from './thread-work.ts';
import { createTraces } from './traces.ts';
import { createUnfinished } from './unfinished.ts';
import { upgradeStore } from './upgrade.ts';
import { createWorkQueues } from './work-queues.ts';

/** The bot's side of a store: all that writes guilds' keys, in queues that they share. There is one at a time for each guild. */
export interface Writer {
  readonly discussions: DiscussionStore;
  readonly guilds: GuildStore;
  readonly members: MemberStore;
  readonly asking: AskingStore;
  readonly settings: GuildSettingsStore;
  readonly audit: AuditLog;
  /** What counts in a guild for members who were never asked: its own choice, else the instance's. */
  policyOf(guild: string): Promise<PublishPolicy>;
  /** Finishes what closing, choosing and forgetting had begun when the process ended, and takes off again what a restored backup brought back; to be called at the start. */
  finishErasures(): Promise<void>;
  /** Erases traces that were kept long enough: held ids and expired keys, what an erasure that failed left, and on the disk what was erased since. What fails keeps nothing else from being erased. */
  expireTraces(now: number): Promise<void>;
  /** The same, discussions that could not be seen for `retentionDays`, and guilds that removed the bot so long ago: not at the start, when they may be in sight again and nobody knows. */
  expire(now: number, retentionDays: number): Promise<void>;
}

/** What a writer works on; `policy` counts for members who were never asked, in guilds that chose none. */
interface WriterParts {
  readonly store: Store;
  readonly policy: PublishPolicy;
  /** Outlive the store when an older one is put in its place. */
  readonly marks: KeptMarks;
}

/** Opens the writer of a store: brings the store into this version's form first. */
export async function openWriter(parts: WriterParts): Promise<Writer> {
  const { store, marks } = parts;
  const instance = await loadInstance(store);
  await upgradeStore(store, instance);
  await bringMarksTogether(store, marks);
  return createWriter({ ...parts, secret: instance.secret });
}

const NOT_ERASED = 'Some of what was kept long enough could not be erased';

/** What is read again with the next event, and so is remembered. */
const HOT_KEY =
  /^(?:\{\d+\}:(?:(?:discussion|index|pages|top|wrote|held|waiting|member|name):|guild$|audited$)|forgotten:)/u;

/** Whatever takes words away marks the disk as unclean: its log is emptied at once, the file itself at the next sweep. */
const withEmptyLog = (store: Store): Store => ({
  ...store,
  async setMany(writes) {
    await store.setMany(writes);
    if (writes.some(({ key }) => key === uncleanKey)) await store.emptyLog();
  },
});

/** Creates the writer; `secret` is the instance's. */
export function createWriter({ policy, marks, secret, ...parts }: WriterParts & { readonly secret: string }): Writer {
  const listed = listGuilds(withEmptyLog(parts.store));
  const { store } = listed;
  const drafts = createDrafts({ store, isHot: (key) => HOT_KEY.test(key) });
  const queues = createWorkQueues(drafts);
  const work = createThreadWork({ queues });
  const settings = createGuildSettingsStore({ store, queues });
  const audit = createAuditLog({ queues });
  const policyOf = async (guild: string) => (await settings.settings(guild)).policy ?? policy;
  const marked = { codeOf: createCodes(secret), decisions: createDecisionMarks(marks.decided) };
  const memberships = createMemberships({ queues, ...marked, forgotten: marks.forgotten, policyOf });
  const spreading = createSpreading({ store, queues, work, memberships });
  work.onUnsigned(async ({ guild, thread }, users) => {
    for (const user of users) await spreading.tidy({ guild, user }, thread);
  });
  const traces = createTraces({ store, work, memberships, audit });
  const forgetKeys = ({ user }: MemberRef) => drafts.forget((key) => key.split(':').includes(user));
  const forgetting = createForgetting({ store, work, memberships, spreading, traces, forgetKeys });
  const closing = createClosing({ store, work, memberships });
  const guilds = listed.all;
  const discussions = createDiscussionStore({ ...marked, store, guilds, work, memberships, spreading, closing });
  const expiry = createExpiry({ work, closing, spreading, all: discussions.all });
  const forgetGuild = (guild: string) => drafts.forget((key) => guildOf(key) === guild);
  const farewells = createFarewells({ listed, queues, memberships, closing, forgetGuild });
  const restoring = createRestoring({ ...marked, store, work, memberships, spreading });
  const unfinished = createUnfinished({ store, closing, spreading, forgetting, traces, memberships, work, restoring });

  async function expireTraces(now: number, attempt: Attempt): Promise<void> {
    await attempt(() => unfinished.resume(attempt));
    await attempt(() => expiry.expireHeld(now, attempt));
    await attempt(store.sweep);
    await attempt(forgetting.clear);
  }

  return {
    discussions,
    guilds: farewells,
    members: createMemberStore({ store, work, memberships, spreading, forgetting, audit }),
    asking: createAskingStore({ store, work }),
    settings,
    audit,
    policyOf,
    finishErasures: unfinished.atStart,
    expireTraces: (now) => eachByItself(NOT_ERASED, (attempt) => expireTraces(now, attempt)),
    expire: (now, retentionDays) =>
      eachByItself(NOT_ERASED, async (attempt) => {
        await attempt(() => expiry.expireUnreachable(now, retentionDays, attempt));
        await attempt(() => farewells.expireLeft(now, retentionDays, attempt));
        await expireTraces(now, attempt);
      }),
  };
}
