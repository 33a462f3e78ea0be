import { isDeepStrictEqual } from 'node:util';
import { type AuditEntry, type AuditLog, LOG_LINES } from './audit.ts';
import type { MemberRef } from './membership.ts';
import { withoutMentions } from './comment.ts';
import { keysOfGuild, queueOf } from './keys.ts';
import type { KeyedQueues } from '../store/queues.ts';

/** The logs, with what an export and an erasure need. */
export interface AuditStore extends AuditLog {
  /** All lines of a guild, newest first. */
  all(guild: string): Promise<readonly AuditEntry[]>;
  /** Erases a member from the log: their lines as a moderator up to a time lose name and note, lines about these comments lose the comment. */
  forget(
    member: MemberRef,
    erased: { readonly decidedUntil: number; readonly comments: ReadonlySet<string> },
  ): Promise<void>;
}

/** Lines on a page. */
const PAGE = 10;

/** Keeps each log in a ring of keys, so that a line costs the same however long the log is. */
export function createAuditLog({ queues }: { queues: KeyedQueues }): AuditStore {
  const read = (guild: string, from: number, to: number) =>
    queues.run(queueOf.audit(guild), async (tx) => {
      const keys = keysOfGuild(guild);
      const noted = (await tx.get(keys.audited)) ?? 0;
      const kept = Math.min(noted, LOG_LINES);
      const length = Math.max(0, Math.min(to, kept) - from);
      const places = Array.from({ length }, (_, index) => (noted - 1 - from - index) % LOG_LINES);
      await tx.load(places.map(keys.audit));
      const lines = await Promise.all(places.map(async (place) => ({ place, entry: await tx.get(keys.audit(place)) })));
      return { kept, lines: lines.flatMap(({ place, entry }) => (entry ? [{ place, entry }] : [])) };
    });
  return {
    note: (guild, entry) =>
      queues.run(queueOf.audit(guild), async (tx) => {
        const keys = keysOfGuild(guild);
        const noted = (await tx.get(keys.audited)) ?? 0;
        tx.set(keys.audit(noted % LOG_LINES), entry);
        tx.set(keys.audited, noted + 1);
      }),
    async page(guild, page) {
      const { kept, lines } = await read(guild, (page - 1) * PAGE, page * PAGE);
      return { entries: lines.map(({ entry }) => entry), pages: Math.max(1, Math.ceil(kept / PAGE)) };
    },
    all: async (guild) => (await read(guild, 0, LOG_LINES)).lines.map(({ entry }) => entry),
    async forget({ guild, user }, { decidedUntil, comments }) {
      const { lines } = await read(guild, 0, LOG_LINES);
      await queues.run(queueOf.audit(guild), async (tx) => {
        for (const { place } of lines) {
          const key = keysOfGuild(guild).audit(place);
          const entry = await tx.get(key);
          const left = entry && withoutComment(withoutUser(entry, user, decidedUntil), comments);
          if (left && !isDeepStrictEqual(left, entry)) tx.set(key, left);
        }
      });
    },
  };
}

function withoutUser(entry: AuditEntry, user: string, until: number): AuditEntry {
  if (entry.by === user && entry.at <= until) return { ...entry, by: null, note: null };
  return { ...entry, note: entry.note && withoutMentions(entry.note, (mentioned) => mentioned === user) };
}

const withoutComment = (entry: AuditEntry, comments: ReadonlySet<string>): AuditEntry =>
  entry.comment !== null && comments.has(entry.comment) ? { ...entry, comment: null } : entry;
