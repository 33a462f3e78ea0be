import type { AuditEntry } from './audit.ts';
import type { Recommendation, Summary, ThreadRef, Discussion } from './discussion.ts';
import {
  type Membership,
  type MemberRef,
  type Consent,
  type MemberHide,
  type Progress,
  afterChoice,
  afterMemberHide,
  closedUntil,
} from './membership.ts';
import { type WaitingMember } from './consent-request.ts';
import { authorOf } from './comment-rules.ts';
import type { AuditStore } from './audit-log.ts';
import type { Forgetting } from './erasure.ts';
import { keysOfThread, keysOfGuild } from './keys.ts';
import type { Memberships } from './memberships.ts';
import { allEntries } from '../store/lists.ts';
import { type Propagation, type Written, writtenPages } from './propagation.ts';
import type { Store } from '../store/store.ts';
import type { ThreadWork } from './thread-writer.ts';
import { type CommentRecord, mentionedIn } from './comment.ts';
import { isPublished } from './visibility.ts';

/** Ids of what a member wrote in a thread and is not published. */
export interface HeldReplies {
  readonly thread: string;
  readonly ids: readonly string[];
}

/** What is stored of one message of a member, and what was made of it. */
export interface ExportedComment {
  readonly thread: string;
  readonly article: string;
  readonly id: string;
  readonly state: string;
  readonly record: unknown;
  readonly recommended: Pick<Recommendation, 'note' | 'at'> | null;
  /** Sentences of the summary that quote it. */
  readonly inSummary: readonly string[];
}

/** All that is stored about a member, as they may have it: a JSON document. Nobody else's id is in it unless the member wrote it. */
export interface MemberExport {
  readonly user: string;
  readonly name: string | null;
  readonly membership: Membership;
  readonly comments: readonly ExportedComment[];
  /** Others' comments that mention the member. */
  readonly mentions: readonly { readonly thread: string; readonly id: string }[];
  /** What they recommended and summed up as a moderator, as it stands. */
  readonly decisions: readonly (
    | { readonly thread: string; readonly recommendation: Omit<Recommendation, 'by'> }
    | { readonly thread: string; readonly summary: Summary }
  )[];
  /** What they did as a moderator, newest first. */
  readonly audit: readonly AuditEntry[];
  /** What was done about their comments, by whomever, newest first: reports, hides, recommendations. */
  readonly moderation: readonly Omit<AuditEntry, 'by'>[];
}

/** How a member is forgotten. */
export interface ForgettingOptions {
  readonly progress?: Progress;
  /** Up to when what they decided as a moderator, and moderators about them, goes: by our clock, while `at` is by Discord's. `at` unless told. */
  readonly decidedUntil?: number;
}

/** What members decide, kept; one member at a time is worked on, in that member's own queue. */
export interface MemberStore {
  membership(member: MemberRef): Promise<Membership>;
  /**
   * Records the choice. `keep` takes all of the member's comments off the page, erases their words, name and held ids,
   * and notes nothing of theirs any more; `publish` makes what is held, and what comes later, public as it is applied again.
   * Answers whether it stands: what the member decided after it may have been carried out first.
   */
  choose(member: MemberRef, consent: Consent): Promise<boolean>;
  /** Takes everything written up to now off the page for good; the consent stays. */
  onlyNew(member: MemberRef, at: number): Promise<void>;
  /** The member has this name now; kept only of a member whom pages name already. */
  rename(member: MemberRef, name: string): Promise<void>;
  held(member: MemberRef): AsyncIterable<HeldReplies>;
  /** Ids held in a thread although they may be public by now: whose words an ended process did not get to read from Discord. */
  overdue(ref: ThreadRef): Promise<readonly string[]>;
  /** Members who were never asked and whose replies in a thread wait for their answer, oldest first. */
  waiting(ref: ThreadRef): Promise<readonly WaitingMember[]>;
  /** How many of the member's comments are published. */
  publishedCount(member: MemberRef): Promise<number>;
  /** Hides everything by the member, now and later; null undoes it, and what was hidden must be read from Discord again. */
  hideMember(member: MemberRef, hide: MemberHide | null): Promise<void>;
  export(member: MemberRef): Promise<MemberExport>;
  /**
   * Erases words, name, ids and consent from the store; leaves tombstones where others answered, and the mark
   * `forgotten:<hmac>` with its time, so that nothing written up to then ever comes back. Resumes after a crash.
   */
  forget(member: MemberRef, at: number, how?: ForgettingOptions): Promise<void>;
}

interface MemberStoreParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly propagation: Propagation;
  readonly forgetting: Forgetting;
  readonly audit: AuditStore;
}

/** Keeps what members decide and carries it to their comments; each call resolves once all of it is in the store. */
export function createMemberStore(parts: MemberStoreParts): MemberStore {
  const { work, memberships, propagation, forgetting } = parts;

  async function decide(member: MemberRef, rule: Parameters<Memberships['change']>[1]): Promise<void> {
    await memberships.change(member, rule);
    await propagation.run(member);
  }

  async function* written(member: MemberRef): AsyncGenerator<{ thread: string; page: readonly Written[] }> {
    for (const thread of (await memberships.read(member)).threads) {
      for await (const page of writtenPages(work, { member, thread }, async (_tx, some) => some)) {
        yield { thread, page };
      }
    }
  }

  return {
    membership: memberships.read,
    async choose(member, consent) {
      // Who was forgotten since decided it as somebody of whom nothing is known any more.
      await decide(member, (known, forgottenAt = -1) =>
        consent.at <= forgottenAt ? known : afterChoice(known, consent),
      );
      return (await memberships.read(member)).consent?.choice === consent.choice;
    },
    onlyNew: (member, at) => decide(member, (known) => closedUntil(known, at)),
    hideMember: (member, hide) => decide(member, (known) => afterMemberHide(known, hide)),
    async rename(member, name) {
      if (await memberships.rename(member, name)) await propagation.run(member);
    },
    async *held(member) {
      for await (const { thread, page } of written(member)) {
        const ids = page.filter(({ record }) => record?.state === 'held').map(({ id }) => id);
        if (ids.length > 0) yield { thread, ids } satisfies HeldReplies;
      }
    },
    overdue: (ref) =>
      work.run(ref, async (tx) => {
        const keys = keysOfThread(ref);
        const [discussion = {}, held] = [await tx.get(keys.discussion), await allEntries(tx, keys.held)];
        await tx.load(held.map(([id]) => keys.comment(id)));
        const overdue: string[] = [];
        for (const [id] of held) {
          const user = authorOf(await tx.get(keys.comment(id)));
          if (user === null) continue;
          const standing = await memberships.standings({ guild: ref.guild, user }, discussion);
          if (standing(id).kind === 'published') overdue.push(id);
        }
        return overdue;
      }),
    waiting: (ref) => work.run(ref, async (tx) => (await tx.get(keysOfThread(ref).waiting)) ?? []),
    async publishedCount(member) {
      let count = 0;
      for await (const { page } of written(member)) {
        count += page.filter(({ record }) => isPublished(record)).length;
      }
      return count;
    },
    export: createMemberExport(parts),
    async forget(member, at, { progress, decidedUntil = at } = {}) {
      await forgetting.forget(member, { at, decided: decidedUntil }, progress);
      await forgetting.clear();
    },
  };
}

interface ExportParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly audit: AuditStore;
}

/** Creates the collection of all that is stored about a member; who moderated them is not told. */
function createMemberExport({ store, work, memberships, audit }: ExportParts) {
  async function commentsOf(member: MemberRef, threads: readonly string[]): Promise<ExportedComment[]> {
    const comments: ExportedComment[] = [];
    for (const thread of threads) {
      const discussion = await store.get(keysOfThread({ guild: member.guild, thread }).discussion);
      const pages = writtenPages(work, { member, thread }, async (_tx, page) => page);
      for await (const page of pages)
        for (const one of page) comments.push(exported(one, { thread, discussion, member }));
    }
    return comments;
  }

  async function decisionsOf({ guild, user }: MemberRef): Promise<MemberExport['decisions']> {
    const decisions: MemberExport['decisions'][number][] = [];
    for await (const [, { thread, recommended, summary }] of store.iterate<Discussion>(
      keysOfGuild(guild).discussions,
    )) {
      for (const { by, ...recommendation } of recommended) if (by === user) decisions.push({ thread, recommendation });
      if (summary?.by === user) decisions.push({ thread, summary });
    }
    return decisions;
  }

  async function mentionsOf({ guild, user }: MemberRef): Promise<MemberExport['mentions']> {
    const prefix = keysOfGuild(guild).comments;
    const mentions: MemberExport['mentions'][number][] = [];
    for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
      if (!isPublished(record) || !mentionedIn(record.comment.content).includes(user)) continue;
      const [thread = '', id = ''] = key.slice(prefix.length).split(':');
      mentions.push({ thread, id });
    }
    return mentions;
  }

  return async (member: MemberRef): Promise<MemberExport> => {
    const membership = await memberships.read(member);
    const comments = await commentsOf(member, membership.threads);
    const ids = new Set(comments.map(({ id }) => id));
    const log = await audit.all(member.guild);
    const isAbout = ({ comment, by }: AuditEntry) => comment !== null && ids.has(comment) && by !== member.user;
    return {
      user: member.user,
      name: (await memberships.name(member)) ?? null,
      membership: { ...membership, hidden: membership.hidden && withoutOthers(membership.hidden, member) },
      comments,
      mentions: await mentionsOf(member),
      decisions: await decisionsOf(member),
      audit: log.filter(({ by }) => by === member.user),
      moderation: log.filter(isAbout).map(({ by: _by, ...line }) => line),
    };
  };
}

interface Where {
  readonly thread: string;
  readonly discussion: Discussion | undefined;
  readonly member: MemberRef;
}

function exported({ id, record }: Written, { thread, discussion, member }: Where): ExportedComment {
  const recommendation = discussion?.recommended.find(({ comment }) => comment === id);
  const quoted = discussion?.summary?.sentences.filter(({ comment }) => comment === id) ?? [];
  return {
    thread,
    article: discussion?.article ?? '',
    id,
    state: record?.state ?? '',
    record: record?.state === 'hidden' ? withoutOthers(record, member) : record,
    recommended: recommendation ? { note: recommendation.note, at: recommendation.at } : null,
    inSummary: quoted.map(({ text }) => text),
  };
}

/** Others' ids are theirs. */
const withoutOthers = <Hide extends MemberHide>(hide: Hide, { user }: MemberRef): Hide =>
  hide.by === user ? hide : { ...hide, by: '' };
