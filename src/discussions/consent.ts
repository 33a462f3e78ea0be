import type { AuditEntry } from './audit.ts';
import type { Recommendation, Summary } from './discussion.ts';
import type { ThreadRef } from './ports.ts';

/** What a member said about their words going public. */
export const CONSENT_CHOICES = ['publish', 'keep'] as const;
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

/** A choice with the proof of it: when (milliseconds since 1970), to which wording, in which language (BCP 47). */
export interface Consent {
  readonly choice: ConsentChoice;
  readonly at: number;
  readonly wording: string;
  readonly language: string;
}

/** A member of a guild; `user` is Discord's id. */
export interface MemberRef {
  readonly guild: string;
  readonly user: string;
}

/** A moderator's decision that nothing of a member is on the page, now and later. */
export interface MemberHide {
  readonly by: string;
  readonly reason: string;
  readonly at: number;
}

/** What is kept of a member beside their comments. */
export interface Membership {
  /** Null for a member who never chose. */
  readonly consent: Consent | null;
  /** Nothing written up to this snowflake is ever published: the moment of the last "only new ones" or "forget", or the end of the last "keep"; "0" for none. */
  readonly publicAfter: string;
  readonly hidden: MemberHide | null;
  /** Discussions they wrote in. */
  readonly threads: readonly string[];
}

/** A member whose replies in a thread wait for their answer; `first` and `last` are the oldest and the newest of the replies. */
export interface WaitingMember {
  readonly user: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

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

/** Says how far a long erasure is; `done` and `total` count messages. */
export type Progress = (done: number, total: number) => void;

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
