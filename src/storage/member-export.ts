import type { AuditEntry } from '../discussions/audit.ts';
import type { CommentRecord } from '../discussions/comment.ts';
import type { ExportedComment, MemberExport, MemberHide, MemberRef } from '../discussions/consent.ts';
import type { Discussion } from '../discussions/discussion.ts';
import { mentionedIn } from '../discussions/mentions.ts';
import type { AuditStore } from './audit-log.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';
import { type Written, writtenPages } from './written-pages.ts';

interface ExportParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly audit: AuditStore;
}

/** Creates the collection of all that is stored about a member; who moderated them is not told. */
export function createMemberExport({ store, work, memberships, audit }: ExportParts) {
  async function commentsOf(member: MemberRef, threads: readonly string[]): Promise<ExportedComment[]> {
    const comments: ExportedComment[] = [];
    for (const thread of threads) {
      const discussion = await store.get(keysOfThread({ guild: member.guild, thread }).discussion);
      const pages = writtenPages(work, { member, thread }, async (_draft, page) => page);
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
      if (record.state !== 'published' || !mentionedIn(record.comment.content).includes(user)) continue;
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
