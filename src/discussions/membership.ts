import { compareSnowflakes, lastSnowflakeAt, laterSnowflake } from '../snowflake.ts';

/** What a member can choose: publish their replies, or keep them on Discord. */
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

/** A decision to hide a comment, or everything by a member, now and later; `by` is empty once that moderator was forgotten. */
export interface MemberHide {
  readonly by: string;
  readonly reason: string;
  readonly at: number;
}

/** What is kept of a member besides their messages. */
export interface Membership {
  /** Null for a member who never chose. */
  readonly consent: Consent | null;
  /** Messages up to this snowflake are never published. "Only new ones", an erasure and the end of a "keep" set it; "0" when nothing has. */
  readonly publicAfter: string;
  readonly hidden: MemberHide | null;
  /** Threads of the discussions with messages or named decisions of theirs. */
  readonly threads: readonly string[];
}

/** Hears how far a long erasure is; `done` and `total` count messages. */
export type Progress = (done: number, total: number) => void;

/** A member of whom nothing is known. */
export const NEW_MEMBERSHIP: Membership = { consent: null, publicAfter: '0', hidden: null, threads: [] };

/**
 * The membership after a choice; the same object when a later choice was applied already. A "keep" covers everything
 * written until it ends: members trust that this stays on Discord.
 */
export function afterChoice(known: Membership, consent: Consent): Membership {
  const later = known.consent && known.consent.at > consent.at ? known.consent : null;
  if (later) return consent.choice === 'keep' ? closedUntil(known, later.at) : known;
  const isCovered = consent.choice === 'keep' || known.consent?.choice === 'keep';
  return { ...(isCovered ? closedUntil(known, consent.at) : known), consent };
}

/** The membership after "only new ones": nothing written up to `at` is ever published. The same object if nothing changes. */
export function closedUntil(known: Membership, at: number): Membership {
  const publicAfter = laterSnowflake(known.publicAfter, lastSnowflakeAt(at));
  return publicAfter === known.publicAfter ? known : { ...known, publicAfter };
}

/** The membership after a moderator hid everything by the member, or undid it with null. */
export const afterMemberHide = (known: Membership, hidden: MemberHide | null): Membership => ({ ...known, hidden });

/**
 * The membership after the member was forgotten: only choices made after `at` and moderators' decisions made after
 * `decided` stand. The mark keeps older messages off the page.
 */
export function afterForgetting(known: Membership, { at, decided }: { at: number; decided: number }): Membership {
  const { consent, publicAfter, hidden, threads } = known;
  return {
    consent: consent && consent.at > at ? consent : null,
    publicAfter: compareSnowflakes(publicAfter, lastSnowflakeAt(at)) > 0 ? publicAfter : '0',
    hidden: hidden && hidden.at > decided ? hidden : null,
    threads,
  };
}

/** The membership after the guild removed the bot: what keeps words off the page stands, should the bot come back. */
export const onlyWithdrawals = ({ consent, publicAfter }: Membership): Membership => ({
  ...NEW_MEMBERSHIP,
  consent: consent?.choice === 'keep' ? consent : null,
  publicAfter,
});

/** The membership without a thread. */
export const withoutThread = (known: Membership, thread: string): Membership => ({
  ...known,
  threads: known.threads.filter((listed) => listed !== thread),
});

/** Whether the membership says nothing, so that it need not be kept. */
export const isBlank = ({ consent, publicAfter, hidden, threads }: Membership): boolean =>
  consent === null && publicAfter === '0' && hidden === null && threads.length === 0;
