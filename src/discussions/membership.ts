import { compareSnowflakes, lastSnowflakeAt, laterSnowflake } from '../snowflake.ts';

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

/** Says how far a long erasure is; `done` and `total` count messages. */
export type Progress = (done: number, total: number) => void;

/** A member of whom nothing is known. */
export const NEW_MEMBERSHIP: Membership = { consent: null, publicAfter: '0', hidden: null, threads: [] };

/**
 * After a choice; the very same one when a later choice was carried out before it. A "keep" covers all that is written
 * until it ends: whoever keeps trusts that it stays on Discord.
 */
export function afterChoice(known: Membership, consent: Consent): Membership {
  const later = known.consent && known.consent.at > consent.at ? known.consent : null;
  if (later) return consent.choice === 'keep' ? closedUntil(known, later.at) : known;
  const isCovered = consent.choice === 'keep' || known.consent?.choice === 'keep';
  return { ...(isCovered ? closedUntil(known, consent.at) : known), consent };
}

/** After "only new ones": nothing written until now is public any more. The very same one when that is so already. */
export function closedUntil(known: Membership, at: number): Membership {
  const publicAfter = laterSnowflake(known.publicAfter, lastSnowflakeAt(at));
  return publicAfter === known.publicAfter ? known : { ...known, publicAfter };
}

/** After a moderator hid everything by the member, or undid it with null. */
export const afterMemberHide = (known: Membership, hidden: MemberHide | null): Membership => ({ ...known, hidden });

/**
 * After the member was forgotten: only what they chose after `at`, and moderators after `decided`, stands. The mark
 * itself says what stays unpublished.
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

/** After the guild removed the bot for good: only what keeps words off the page stands, should the bot come back. */
export const onlyWithdrawals = ({ consent, publicAfter }: Membership): Membership => ({
  ...NEW_MEMBERSHIP,
  consent: consent?.choice === 'keep' ? consent : null,
  publicAfter,
});

/** The membership without a thread that nothing of the member's is left in. */
export const withoutThread = (known: Membership, thread: string): Membership => ({
  ...known,
  threads: known.threads.filter((listed) => listed !== thread),
});

/** Whether nothing would be lost if the membership were not kept. */
export const isBlank = ({ consent, publicAfter, hidden, threads }: Membership): boolean =>
  consent === null && publicAfter === '0' && hidden === null && threads.length === 0;
