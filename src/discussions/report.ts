import type { KnownRecord } from './comment.ts';
import { isPublished } from './visibility.ts';

/** Why a comment is reported: fixed words only, because a report stays when its author is forgotten. */
export const REPORT_REASONS = ['insult', 'spam', 'privacy', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What a moderator did about a report; `by` is their Discord id, empty once they were forgotten. */
export interface ReportOutcome {
  readonly what: 'hidden' | 'dismissed';
  readonly by: string;
  readonly at: number;
}

/** A report in the moderators' channel: where its message is, and whose words that may quote. The words are not kept here. */
export interface PostedReport {
  readonly channel: string;
  readonly message: string;
  readonly comment: string;
  /** The message that the comment answers. */
  readonly answers: string | null;
  readonly reason: ReportReason;
  readonly outcome: ReportOutcome | null;
  /** Counts the changes that its message does not show yet; absent for none. */
  readonly stale?: number;
  /** True for one too many: its message loses the words, and then it is dropped. */
  readonly isOver?: true;
}

type Reports = readonly PostedReport[];

/** How many reports of a discussion quote words at most. */
const MOST_REPORTS = 20;

const changed = (report: PostedReport): PostedReport => ({ ...report, stale: (report.stale ?? 0) + 1 });

/** The reports with a new one, newest first. The oldest ones too many are to lose their words. */
export const withReport = (reports: Reports, report: PostedReport): Reports =>
  [report, ...reports]
    .slice(0, 2 * MOST_REPORTS)
    .map((one, index) => (index < MOST_REPORTS || one.isOver ? one : changed({ ...one, isOver: true })));

/** The reports after a moderator acted on one; the same when another was faster. */
export const withOutcome = (reports: Reports, message: string, outcome: ReportOutcome): Reports =>
  mapped(reports, (one) => (one.message === message && !one.outcome ? changed({ ...one, outcome }) : one));

/** The reports after the message of one shows all changes up to `stale`. */
export const afterShowing = (reports: Reports, { message, stale }: Pick<PostedReport, 'message' | 'stale'>): Reports =>
  reports.flatMap((one) => {
    if (one.message !== message || one.stale !== stale) return one;
    const { stale: _stale, ...shown } = one;
    return one.isOver ? [] : shown;
  });

/** The reports after a record took another's place: those that quote it are to follow. */
export function afterReplacement(
  reports: Reports,
  { id, before, after }: { readonly id: string; readonly before: KnownRecord; readonly after: KnownRecord },
): Reports {
  if (wordsOf(before) === wordsOf(after)) return reports;
  return mapped(reports, (one) => (one.comment === id || one.answers === id ? changed(one) : one));
}

/** The reports without a moderator who was forgotten. */
export const withoutDecider = (reports: Reports, isTheirs: (outcome: ReportOutcome) => boolean): Reports =>
  mapped(reports, (one) =>
    one.outcome && isTheirs(one.outcome) ? changed({ ...one, outcome: { ...one.outcome, by: '' } }) : one,
  );

/** Those whose message does not show the latest yet. */
export const staleReports = (reports: Reports = []): Reports => reports.filter(({ stale }) => stale !== undefined);

const wordsOf = (record: KnownRecord): string =>
  isPublished(record) ? `"${record.comment.content}` : (record?.state ?? '');

const mapped = (reports: Reports, map: (report: PostedReport) => PostedReport): Reports => {
  const next = reports.map(map);
  return next.every((one, index) => one === reports[index]) ? reports : next;
};
