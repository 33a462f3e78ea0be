import type { Clock } from '../../clock.ts';
import type { AuditAction, AuditEntry, AuditLog } from '../../discussions/audit.ts';

/** Writes a line into a guild's log; what is not said of it is null. */
export type Note = (
  guild: string,
  action: AuditAction,
  about: Partial<Pick<AuditEntry, 'by' | 'thread' | 'comment' | 'note'>>,
) => Promise<void>;

/** Writes into the store's log, with the time of this moment. */
export const createNote =
  ({ audit, clock }: { audit: AuditLog; clock: Clock }): Note =>
  (guild, action, about) =>
    audit.note(guild, { at: clock.now(), action, by: null, thread: null, comment: null, note: null, ...about });
