import type { ConsentRequestStore } from './consent-request.ts';
import type { AuditLog } from './audit.ts';
import type { MemberRef } from './membership.ts';
import { type MemberStore, createMemberStore } from './members.ts';
import type { PublishPolicy } from './visibility.ts';
import {
  type DiscussionStore,
  createConsentRequestStore,
  createClosing,
  createDiscussionStore,
} from './discussion-store.ts';
import { type GuildStore, createDepartedGuilds, listGuilds } from './guilds.ts';
import type { GuildSettingsStore } from './settings.ts';
import { createAuditLog } from './audit-log.ts';
import { createCodes, createDecisionMarks } from './decision-marks.ts';
import { createTransactions, createKeyedQueues } from '../store/queues.ts';
import { type Attempt, attemptAll, createExpiry } from './expiry.ts';
import { createForgetting, createMemberReferences } from './erasure.ts';
import { createGuildSettingsStore } from './settings-store.ts';
import { linkConversations } from './conversation-upgrade.ts';
import { loadInstance, upgradeStore } from './instance.ts';
import type { KeptMarks } from './kept-marks.ts';
import { guildOf, vacuumPendingKey } from './keys.ts';
import { createMemberships } from './memberships.ts';
import { mergeMarks, createRestoredBackup, createRecovery } from './recovery.ts';
import { createPropagation } from './propagation.ts';
import type { Store } from '../store/store.ts';
import { createThreadWork } from './thread-writer.ts';

/** The bot's side of a store: everything that writes guilds' keys, in shared queues. One writer at a time for each guild. */
export interface Writer {
  readonly discussions: DiscussionStore;
  readonly guilds: GuildStore;
  readonly members: MemberStore;
  readonly consentRequests: ConsentRequestStore;
  readonly settings: GuildSettingsStore;
  readonly audit: AuditLog;
  /** The policy for members who were never asked: the guild's own choice, else the instance's. */
  policyOf(guild: string): Promise<PublishPolicy>;
  /** Finishes closings, propagations and erasures that the last process left, and takes off the page again what a restored backup brought back; to be called at the start. */
  recover(): Promise<void>;
  /** Puts the comments of discussions of earlier versions into conversations; for the background of the start. Ends early once `isStopped` says so. */
  linkConversations(isStopped: () => boolean): Promise<void>;
  /** Erases held ids and keys that expired, resumes failed erasures, and clears the disk. Failures are thrown together at the end. */
  sweep(now: number): Promise<void>;
  /** The same, and erases discussions that the bot could not see, and guilds that removed it, for `retentionDays`. Not for the start, when the bot does not know yet what it can see again. */
  expire(now: number, retentionDays: number): Promise<void>;
}

/** What a writer works on; `policy` counts in guilds that chose none. */
interface WriterParts {
  readonly store: Store;
  readonly policy: PublishPolicy;
  /** Outlive the store when a backup replaces it. */
  readonly marks: KeptMarks;
}

/** Opens the writer of a store, after bringing the store into this version's form. */
export async function openWriter(parts: WriterParts): Promise<Writer> {
  const { store, marks } = parts;
  const instance = await loadInstance(store);
  await upgradeStore(store, instance);
  await mergeMarks(store, marks);
  return createWriter({ ...parts, secret: instance.secret });
}

const NOT_ERASED = 'Some expired data could not be erased';

/** Keys that the next event reads again, and so are cached. */
const HOT_KEY =
  /^(?:\{\d+\}:(?:(?:discussion|index|pages|top|conv|head|heads|wrote|held|waiting|member|name):|guild$|audited$)|forgotten:)/u;

/** Empties the engine's log at once whenever words are erased; the file itself is cleared at the next sweep. */
const withEmptyLog = (store: Store): Store => ({
  ...store,
  async setMany(writes) {
    await store.setMany(writes);
    if (writes.some(({ key }) => key === vacuumPendingKey)) await store.emptyLog();
  },
});

interface CreatedWith extends WriterParts {
  /** The instance's. */
  readonly secret: string;
  /** Tests check the lock order in theirs. */
  readonly createQueues?: typeof createKeyedQueues;
}

/** Creates the writer of a store that is in this version's form. */
export function createWriter({
  policy,
  marks,
  secret,
  createQueues = createKeyedQueues,
  ...parts
}: CreatedWith): Writer {
  const listed = listGuilds(withEmptyLog(parts.store));
  const { store } = listed;
  const transactions = createTransactions({ store, isHot: (key) => HOT_KEY.test(key) });
  const queues = createQueues(transactions);
  const work = createThreadWork({ queues });
  const settings = createGuildSettingsStore({ store, queues });
  const audit = createAuditLog({ queues });
  const policyOf = async (guild: string) => (await settings.settings(guild)).policy ?? policy;
  const marked = { codeOf: createCodes(secret), decisions: createDecisionMarks(marks.decided) };
  const memberships = createMemberships({ queues, ...marked, forgotten: marks.forgotten, policyOf });
  const propagation = createPropagation({ store, queues, work, memberships });
  work.onModeratorsGone(async ({ guild, thread }, users) => {
    for (const user of users) await propagation.leaveIfEmpty({ guild, user }, thread);
  });
  const references = createMemberReferences({ store, work, memberships, audit });
  const forgetKeys = ({ user }: MemberRef) => transactions.forget((key) => key.split(':').includes(user));
  const forgetting = createForgetting({ store, work, memberships, propagation, references, forgetKeys });
  const closing = createClosing({ store, work, memberships });
  const guilds = listed.all;
  const discussions = createDiscussionStore({ ...marked, store, guilds, work, memberships, propagation, closing });
  const expiry = createExpiry({ store, work, memberships, closing, propagation, all: discussions.all, guilds });
  const forgetGuild = (guild: string) => transactions.forget((key) => guildOf(key) === guild);
  const departedGuilds = createDepartedGuilds({ listed, queues, memberships, closing, forgetGuild });
  const restoredBackup = createRestoredBackup({ ...marked, store, work, memberships, propagation });
  const { atStart, resume } = createRecovery({
    store,
    closing,
    propagation,
    forgetting,
    references,
    memberships,
    work,
    restoredBackup,
  });

  async function sweep(now: number, attempt: Attempt): Promise<void> {
    await attempt(() => resume(attempt));
    await attempt(() => expiry.expireUndos(now, attempt));
    await attempt(() => expiry.expireHeld(now, attempt));
    await attempt(store.sweep);
    await attempt(forgetting.clear);
  }

  return {
    discussions,
    guilds: departedGuilds,
    members: createMemberStore({ store, work, memberships, propagation, forgetting, audit }),
    consentRequests: createConsentRequestStore({ store, work }),
    settings,
    audit,
    policyOf,
    recover: atStart,
    linkConversations: (isStopped) => linkConversations({ work, all: discussions.all, isStopped }),
    sweep: (now) => attemptAll(NOT_ERASED, (attempt) => sweep(now, attempt)),
    expire: (now, retentionDays) =>
      attemptAll(NOT_ERASED, async (attempt) => {
        await attempt(() => expiry.expireUnreachable(now, retentionDays, attempt));
        await attempt(() => departedGuilds.expireLeft(now, retentionDays, attempt));
        await sweep(now, attempt);
      }),
  };
}
