import { afterDecision, afterForgetting, countOf } from './comment-rules.ts';
import type { MemberRef, Progress, MemberHide, Membership } from './membership.ts';
import { type Standing, isPublished } from './visibility.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import { withoutErasedSource } from './summary.ts';
import { withoutMember } from './consent-request.ts';
import { replaceRecord, setWaiting, raiseVersion, type ThreadWork } from './thread-writer.ts';
import type { Transaction } from '../store/queues.ts';
import { keysOfThread, vacuumRunningKey, type ThreadKeys, vacuumPendingKey, keysOfGuild } from './keys.ts';
import type { ForgottenUntil, Memberships } from './memberships.ts';
import { type Propagation, type Written, writtenPages } from './propagation.ts';
import type { Store } from '../store/store.ts';
import { type CommentRecord, mentionedIn, withoutMentions } from './comment.ts';
import { NO_REPORTS, withReports, type Discussion, type Recommendation, type Summary } from './discussion.ts';
import { withoutDecider } from './report.ts';
import type { AuditStore } from './audit-log.ts';

/** Erases members. No byte of it is left on the disk once `clear` is done. */
export interface Forgetting {
  forget(member: MemberRef, until: ForgottenUntil, progress?: Progress): Promise<void>;
  /** Finishes an interrupted erasure of the member. */
  resume(member: MemberRef): Promise<void>;
  /** Clears the disk of everything that was erased since the last call. */
  clear(): Promise<void>;
}

interface ForgettingParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly propagation: Propagation;
  readonly references: MemberReferences;
  /** Drops a member from this process's cache. */
  readonly forgetKeys: (member: MemberRef) => void;
}

/** Creates the erasure of members. The mark is set first, so that nothing of theirs comes back meanwhile. */
export function createForgetting(parts: ForgettingParts): Forgetting {
  const { store, work, memberships, propagation, references, forgetKeys } = parts;

  async function erase(member: MemberRef, progress: Progress): Promise<void> {
    const at = (await memberships.forgottenAt(member)) ?? 0;
    const { threads } = await memberships.read(member);
    const comments = await writtenUpTo(member, { threads, until: lastSnowflakeAt(at) });
    // The log first: once their messages are erased, nobody knows any more which were theirs.
    await references.eraseFromLog(member, comments);
    progress(0, comments.size);
    let done = 0;
    for (const thread of threads) {
      for await (const erased of eraseIn(member, { thread, until: lastSnowflakeAt(at) })) {
        done += erased;
        progress(done, comments.size);
      }
      await propagation.leaveIfEmpty(member, thread);
    }
    await references.erase(member);
    await memberships.finishForgetting(member);
    forgetKeys(member);
  }

  async function* eraseIn(member: MemberRef, { thread, until }: { thread: string; until: string }) {
    const ref = { guild: member.guild, thread };
    const keys = keysOfThread(ref);
    await work.run(ref, async (tx) => {
      await raiseVersion(tx, ref);
      const waiting = await tx.get(keys.waiting);
      if (waiting) setWaiting(tx, keys, withoutMember(waiting, member.user));
    });
    yield* writtenPages(work, { member, thread }, async (tx, written) => {
      const standing = await memberships.standings(member, (await tx.get(keys.discussion)) ?? {});
      return erasePage(tx, keys, { written, until, standing });
    });
  }

  async function writtenUpTo(
    member: MemberRef,
    { threads, until }: { threads: readonly string[]; until: string },
  ): Promise<Set<string>> {
    const ids = new Set<string>();
    for (const thread of threads) {
      for await (const page of writtenPages(work, { member, thread }, async (_tx, written) => written)) {
        for (const { id } of page) if (compareSnowflakes(id, until) <= 0) ids.add(id);
      }
    }
    return ids;
  }

  return {
    forget: (member, until, progress = () => undefined) =>
      propagation.inTurn(member, async () => {
        await memberships.forget(member, until);
        await erase(member, progress);
      }),
    resume: (member) =>
      propagation.inTurn(member, async () => {
        if ((await memberships.decidedUntil(member)) !== undefined) await erase(member, () => undefined);
      }),
    async clear() {
      const marks = await store.getMany([vacuumPendingKey, vacuumRunningKey]);
      if (!marks.includes(true)) return;
      // Whatever is erased from now on sets the mark again.
      await store.setMany([
        { key: vacuumPendingKey, value: undefined },
        { key: vacuumRunningKey, value: true },
      ]);
      await store.scrub();
      await store.setMany([{ key: vacuumRunningKey, value: undefined }]);
    },
  };
}

interface ErasedPage {
  readonly written: readonly Written[];
  readonly until: string;
  /** The standing of what they wrote afterwards, as a member of whom nothing is known. */
  readonly standing: (id: string) => Standing;
}

async function erasePage(tx: Transaction, keys: ThreadKeys, { written, until, standing }: ErasedPage): Promise<number> {
  for (const { id } of written) {
    const isErased = compareSnowflakes(id, until) <= 0;
    if (isErased) await eraseFromSummary(tx, keys, id);
    const before = await tx.get(keys.comment(id));
    const answers = countOf(await tx.get(keys.replies(id)));
    const after = isErased ? afterForgetting(before, answers) : afterDecision(before, standing(id));
    await replaceRecord(tx, keys, { id, before, after });
  }
  return written.filter(({ id }) => compareSnowflakes(id, until) <= 0).length;
}

async function eraseFromSummary(tx: Transaction, keys: ThreadKeys, id: string): Promise<void> {
  const discussion = await tx.get(keys.discussion);
  const left = discussion?.summary && withoutErasedSource(discussion.summary, id);
  if (discussion && left && left !== discussion.summary) tx.set(keys.discussion, { ...discussion, summary: left });
}

/** References to a member outside their own comments: decisions as a moderator, lines of the log, mentions. */
export interface MemberReferences {
  /** Erases the member's name and words from their decisions, which stand, and mentions of the member. */
  erase(member: MemberRef): Promise<void>;
  /** Erases the member, and these comments of theirs, from the log's lines. */
  eraseFromLog(member: MemberRef, comments: ReadonlySet<string>): Promise<void>;
  /** The time of each moderator's first decision, by user id, as far as discussions, members and the log tell. */
  moderators(guild: string): Promise<ReadonlyMap<string, number>>;
  /** The user ids that published comments mention. */
  mentioned(guild: string): Promise<ReadonlySet<string>>;
}

interface ReferencesParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly audit: AuditStore;
}

/** Whose decision it is, and when it was made. */
type Decision = Pick<MemberHide, 'by' | 'at'>;

/** Whose references are erased, and up to when their decisions are. */
interface Erased {
  readonly user: string;
  readonly until: number;
}

/** The author of a decision whose moderator was forgotten. */
const NOBODY = '';

/** Creates the erasure of references; it reads everything of the guild. */
export function createMemberReferences({ store, work, memberships, audit }: ReferencesParts): MemberReferences {
  async function eraseFromDiscussions(guild: string, erased: Erased): Promise<void> {
    for await (const [, { thread }] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) {
      await work.run({ guild, thread }, async (tx) => {
        const key = keysOfThread({ guild, thread }).discussion;
        const discussion = await tx.get(key);
        if (discussion) tx.set(key, discussionWithout(discussion, erased));
      });
    }
  }

  async function eraseFromComments(guild: string, erased: Erased): Promise<void> {
    const prefix = keysOfGuild(guild).comments;
    for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
      if (recordWithout(record, erased) === record) continue;
      const [thread = '', id = ''] = key.slice(prefix.length).split(':');
      await work.run({ guild, thread }, async (tx) => {
        const comment = keysOfThread({ guild, thread }).comment(id);
        const known = await tx.get(comment);
        const left = known && recordWithout(known, erased);
        if (left && left !== known) tx.set(comment, left);
      });
    }
  }

  async function eraseFromMembers(guild: string, erased: Erased): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    for await (const [key, { hidden }] of store.iterate<Membership>(prefix)) {
      if (!hidden || decisionWithout(hidden, erased) === hidden) continue;
      await memberships.amend({ guild, user: key.slice(prefix.length) }, (known) => ({
        ...known,
        hidden: known.hidden && decisionWithout(known.hidden, erased),
      }));
    }
  }

  const erasedOf = async (member: MemberRef): Promise<Erased> => ({
    user: member.user,
    until: (await memberships.decidedUntil(member)) ?? 0,
  });

  return {
    async erase(member) {
      const erased = await erasedOf(member);
      await eraseFromMembers(member.guild, erased);
      // Discussions before comments: by then, work begun in a thread before the member was forgotten is stored.
      await eraseFromDiscussions(member.guild, erased);
      await eraseFromComments(member.guild, erased);
    },
    async eraseFromLog(member, comments) {
      await audit.forget(member, { decidedUntil: (await erasedOf(member)).until, comments });
    },
    async moderators(guild) {
      const { discussions, members } = keysOfGuild(guild);
      const decisions: Decision[] = [];
      for await (const [, discussion] of store.iterate<Discussion>(discussions))
        decisions.push(...decisionsIn(discussion));
      for await (const [, { hidden }] of store.iterate<Membership>(members)) if (hidden) decisions.push(hidden);
      for (const { by, at } of await audit.all(guild)) if (by !== null) decisions.push({ by, at });
      const newestFirst = decisions.filter(({ by }) => by !== NOBODY).toSorted((a, b) => b.at - a.at);
      return new Map(newestFirst.map(({ by, at }) => [by, at]));
    },
    async mentioned(guild) {
      const users = new Set<string>();
      for await (const [, record] of store.iterate<CommentRecord>(keysOfGuild(guild).comments)) {
        if (!isPublished(record)) continue;
        for (const user of mentionedIn(record.comment.content)) users.add(user);
      }
      return users;
    },
  };
}

const decisionsIn = ({ recommended, summary }: Discussion): readonly Decision[] =>
  summary ? [...recommended, { by: summary.by, at: summary.updatedAt }] : recommended;

/** Raises every version, because any discussion may have shown the name. */
function discussionWithout(discussion: Discussion, erased: Erased): Discussion {
  const { recommended, summary, version, reports = NO_REPORTS } = discussion;
  return {
    ...withReports(
      discussion,
      withoutDecider(reports, (outcome) => isTheirs(outcome, erased)),
    ),
    recommended: recommended.map((one) => recommendationWithout(one, erased)),
    summary: summary && summaryWithout(summary, erased),
    version: version + 1,
  };
}

const isTheirs = ({ by, at }: Decision, { user, until }: Erased): boolean => by === user && at <= until;

const textWithout = (text: string, { user }: Erased): string =>
  withoutMentions(text, (mentioned) => mentioned === user);

function recommendationWithout(one: Recommendation, erased: Erased): Recommendation {
  if (isTheirs(one, erased)) return { ...one, by: NOBODY, note: null };
  return { ...one, note: one.note && textWithout(one.note, erased) };
}

/** Sentences that quote others stay; the moderator's own words go. */
function summaryWithout(summary: Summary, erased: Erased): Summary {
  const sentences = summary.sentences.map((one) => ({ ...one, text: textWithout(one.text, erased) }));
  if (!isTheirs({ by: summary.by, at: summary.updatedAt }, erased)) return { ...summary, sentences };
  const left = summary.isRewritten ? { sentences: [], isWithdrawn: true } : { sentences };
  return { ...summary, ...left, by: NOBODY };
}

/** The same object when nothing refers to the member. */
function decisionWithout<Hide extends MemberHide>(hide: Hide, erased: Erased): Hide {
  if (isTheirs(hide, erased)) return { ...hide, by: NOBODY, reason: '' };
  const reason = textWithout(hide.reason, erased);
  return reason === hide.reason ? hide : { ...hide, reason };
}

/** The same object when nothing refers to the member. */
function recordWithout(record: CommentRecord, erased: Erased): CommentRecord {
  if (record.state === 'hidden') return decisionWithout(record, erased);
  if (!isPublished(record)) return record;
  const content = textWithout(record.comment.content, erased);
  return content === record.comment.content ? record : { ...record, comment: { ...record.comment, content } };
}
