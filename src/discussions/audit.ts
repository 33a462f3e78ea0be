/** Actions of moderators and members that the newsroom may have to account for. */
export const AUDIT_ACTIONS = [
  'comment.hidden',
  'comment.unhidden',
  'member.hidden',
  'member.unhidden',
  'comment.recommended',
  'comment.unrecommended',
  'summary.set',
  'summary.removed',
  'summary.sentence.withdrawn',
  'summary.withdrawn',
  'summary.mention.erased',
  'report.made',
  'report.dismissed',
  'discussion.opened',
  'discussion.attached',
  'discussion.closed',
  'discussion.reopened',
  'discussion.links.hidden',
  'settings.changed',
  'consent.published',
  'consent.kept',
  'consent.undone',
  'member.exported',
  'member.forgotten',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One line of the log: who, what, when. Never a member's words. */
export interface AuditEntry {
  readonly at: number;
  readonly action: AuditAction;
  /** The moderator's Discord id; null for members acting for themselves, and for the bot. */
  readonly by: string | null;
  readonly thread: string | null;
  /** The comment's id. */
  readonly comment: string | null;
  /** A moderator's own words, such as a reason; at most 300 characters. */
  readonly note: string | null;
}

/** How many lines of a guild's log are kept; the next one replaces the oldest. */
export const LOG_LINES = 1_000;

/** Guilds' logs, newest line first, in pages of ten, counted from 1; an empty log has one page. */
export interface AuditLog {
  note(guild: string, entry: AuditEntry): Promise<void>;
  page(guild: string, page: number): Promise<{ readonly entries: readonly AuditEntry[]; readonly pages: number }>;
}
