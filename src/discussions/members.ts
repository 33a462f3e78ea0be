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
  afterOnlyNew,
  afterUndo,
} from './membership.ts';
import { type WaitingMember } from './consent-request.ts';
import { authorOf } from './comment-rules.ts';
import type { AuditStore } from './audit-log.ts';
import type { Forgetting } from './erasure.ts';
import { keysOfThread, keysOfGuild } from './keys.ts';
import type { Memberships, ShownAs } from './memberships.ts';
import type { Duties } from './badges.ts';
import { allEntries } from '../store/lists.ts';
import { type Propagation, type Written, writtenPages } from './propagation.ts';
import type { Store } from '../store/store.ts';
import type { ThreadWork } from './thread-writer.ts';
import { type CommentRecord, mentionedIn } from './comment.ts';
import { isPublished } from './visibility.ts';

/** Ids of a member's held replies in a thread. */
export interface HeldReplies {
  readonly thread: string;
  readonly ids: readonly string[];
}

/** What is stored of one message of a member, and where it is used. */
export interface ExportedComment {
  readonly thread: string;
  readonly article: string;
  readonly id: string;
  readonly state: string;
  readonly record: unknown;
  readonly recommended: Pick<Recommendation, 'note' | 'at'> | null;
  /** The summary's sentences that quote it. */
  readonly inSummary: readonly string[];
}

/** All that is stored about a member, as a JSON document for them. It has nobody else's id unless the member wrote it. */
export interface MemberExport {
  readonly user: string;
  readonly name: string | null;
  /** What the guild's roles make of them, for the badge beside the name. */
  readonly duties: Duties | null;
  readonly membership: Membership;
  readonly comments: readonly ExportedComment[];
  /** Others' comments that mention the member. */
  readonly mentions: readonly { readonly thread: string; readonly id: string }[];
  /** Their current recommendations and summaries as a moderator. */
  readonly decisions: readonly (
    | { readonly thread: string; readonly recommendation: Omit<Recommendation, 'by'> }
    | { readonly thread: string; readonly summary: Summary }
  )[];
  /** Their lines of the log as a moderator, newest first. */
  readonly audit: readonly AuditEntry[];
  /** Lines of the log about their comments, newest first: reports, hides, recommendations. */
  readonly moderation: readonly Omit<AuditEntry, 'by'>[];
}

/** Options of an erasure. */
export interface ForgettingOptions {
  readonly progress?: Progress;
  /** Erases decisions by and about the member up to this time on our clock. Default: `at`, which is on Discord's clock. */
  readonly decidedUntil?: number;
}

/** Members' decisions and their effects; each call resolves once all of it is stored. */
export interface MemberStore {
  membership(member: MemberRef): Promise<Membership>;
  /**
   * Records the choice. `keep` takes the member's comments off the page and erases words and name, and once it can no
   * longer be undone also the ids, and ignores everything of theirs from then on; `publish` publishes held replies, once
   * they are read again, and later ones. Answers whether it stands: a later decision of the member may have been applied
   * first.
   */
  choose(member: MemberRef, consent: Consent): Promise<boolean>;
  /** Takes everything written up to `at` off the page, for good once it can no longer be undone; the consent stays. */
  onlyNew(member: MemberRef, at: number): Promise<void>;
  /**
   * Undoes the withdrawal made `at` that time, if it is the member's last and can be undone: what it withdrew is held, so
   * that its words are read from Discord again. Answers whether it was undone.
   */
  undo(member: MemberRef, at: number): Promise<boolean>;
  /** Records a new name and the duties, if pages name the member already. */
  rename(member: MemberRef, as: ShownAs): Promise<void>;
  /** Whether the member was last seen moderating in the channel; known only of members who publish. */
  moderates(member: MemberRef, channel: string): Promise<boolean>;
  held(member: MemberRef): AsyncIterable<HeldReplies>;
  /** Ids still held in a thread although they may be published: a process ended before it read their words from Discord. */
  overdue(ref: ThreadRef): Promise<readonly string[]>;
  /** Members who have yet to answer a thread's consent request, longest waiting first. */
  waiting(ref: ThreadRef): Promise<readonly WaitingMember[]>;
  /** How many comments of the member are published. */
  publishedCount(member: MemberRef): Promise<number>;
  /** Hides everything by the member, now and later; null undoes it, and the hidden words must then be read from Discord again. */
  hideMember(member: MemberRef, hide: MemberHide | null): Promise<void>;
  export(member: MemberRef): Promise<MemberExport>;
  /**
   * Erases words, name, ids and consent; leaves tombstones where others answered, and the mark `forgotten:<hmac>` with
   * its time, so that nothing written up to then ever comes back. Resumable after a crash.
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

/** Creates the store of members' decisions. */
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
      // A choice from before the member was forgotten is void.
      await decide(member, (known, forgottenAt = -1) =>
        consent.at <= forgottenAt ? known : afterChoice(known, consent),
      );
      return (await memberships.read(member)).consent?.choice === consent.choice;
    },
    onlyNew: (member, at) => decide(member, (known) => afterOnlyNew(known, at)),
    async undo(member, at) {
      const isUndone = await memberships.change(member, (known) => (known.undo?.at === at ? afterUndo(known) : known));
      await propagation.run(member);
      return isUndone;
    },
    hideMember: (member, hide) => decide(member, (known) => afterMemberHide(known, hide)),
    async rename(member, as) {
      if (await memberships.rename(member, as)) await propagation.run(member);
    },
    moderates: async (member, channel) => (await memberships.duties(member))?.moderates.includes(channel) ?? false,
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

/** Creates the export; it does not tell who moderated the member. */
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
      duties: (await memberships.duties(member)) ?? null,
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

/** A hide without another person's id. */
const withoutOthers = <Hide extends MemberHide>(hide: Hide, { user }: MemberRef): Hide =>
  hide.by === user ? hide : { ...hide, by: '' };
