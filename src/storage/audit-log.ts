import type { AuditEntry, AuditLog } from '../discussions/audit.ts';
import type { MemberRef } from '../discussions/consent.ts';
import { keysOfGuild } from './keys.ts';
import type { WorkQueues } from './work-queues.ts';

/** The log, and what members may ask of it. */
export interface AuditStore extends AuditLog {
  /** What a moderator did, newest first. */
  by(member: MemberRef): Promise<readonly AuditEntry[]>;
  /** What they did stays, by nobody. */
  forget(member: MemberRef): Promise<void>;
}

/** How many lines are kept; the next one takes the oldest's place. */
const KEPT = 1_000;
/** How many lines a page has. */
const PAGE = 10;

/** Keeps guilds' logs, each in a ring of keys, so that a line costs the same however long the log is. */
export function createAuditLog({ queues }: { queues: WorkQueues }): AuditStore {
  const read = (guild: string, from: number, to: number) =>
    queues.run(`audit:${guild}`, async (draft) => {
      const keys = keysOfGuild(guild);
      const noted = (await draft.get(keys.audited)) ?? 0;
      const kept = Math.min(noted, KEPT);
      const length = Math.max(0, Math.min(to, kept) - from);
      const places = Array.from({ length }, (_, index) => (noted - 1 - from - index) % KEPT);
      await draft.load(places.map(keys.audit));
      const lines = await Promise.all(
        places.map(async (place) => ({ place, entry: await draft.get(keys.audit(place)) })),
      );
      return { kept, lines: lines.flatMap(({ place, entry }) => (entry ? [{ place, entry }] : [])) };
    });
  const linesBy = async ({ guild, user }: MemberRef) =>
    (await read(guild, 0, KEPT)).lines.filter(({ entry }) => entry.by === user);

  return {
    note: (guild, entry) =>
      queues.run(`audit:${guild}`, async (draft) => {
        const keys = keysOfGuild(guild);
        const noted = (await draft.get(keys.audited)) ?? 0;
        draft.set(keys.audit(noted % KEPT), entry);
        draft.set(keys.audited, noted + 1);
      }),
    async page(guild, page) {
      const { kept, lines } = await read(guild, (page - 1) * PAGE, page * PAGE);
      return { entries: lines.map(({ entry }) => entry), pages: Math.max(1, Math.ceil(kept / PAGE)) };
    },
    by: async (member) => (await linesBy(member)).map(({ entry }) => entry),
    async forget(member) {
      const lines = await linesBy(member);
      await queues.run(`audit:${member.guild}`, async (draft) => {
        for (const { place } of lines) {
          const key = keysOfGuild(member.guild).audit(place);
          const entry = await draft.get(key);
          if (entry?.by === member.user) draft.set(key, { ...entry, by: null });
        }
      });
    },
  };
}
