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

/** For how long a withdrawal can be undone, in milliseconds. */
export const UNDO_FOR = 10 * 60_000;

/** A withdrawal, "keep" or "only new ones", that its member can still undo: when it was made, and what counted before. */
export interface Undo extends Pick<Membership, 'consent' | 'publicAfter'> {
  readonly withdrew: 'keep' | 'new';
  readonly at: number;
}

/** What is kept of a member besides their messages. */
export interface Membership {
  /** Null for a member who never chose. */
  readonly consent: Consent | null;
  /** Messages up to this snowflake are never published. "Only new ones", an erasure and the end of a "keep" set it; "0" when nothing has. */
  readonly publicAfter: string;
  readonly hidden: MemberHide | null;
  /** The last withdrawal while it can be undone. What it withdrew is held until then, without words. */
  readonly undo?: Undo;
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
  if (consent.choice === 'keep')
    return undoable(known, { ...closedUntil(known, consent.at), consent }, { withdrew: 'keep', at: consent.at });
  const covered = known.consent?.choice === 'keep' ? closedUntil(known, consent.at) : known;
  return { ...withoutUndo(covered), consent };
}

/** The membership after "only new ones": nothing written up to `at` is published. The same object if nothing changes. */
export function afterOnlyNew(known: Membership, at: number): Membership {
  const closed = closedUntil(known, at);
  return closed.publicAfter === known.publicAfter ? closed : undoable(known, closed, { withdrew: 'new', at });
}

/** The membership with everything written up to `at` closed for good, undo or not. The same object if nothing changes. */
export function closedUntil(known: Membership, at: number): Membership {
  const { undo } = known;
  const closed = laterSnowflake(known.publicAfter, lastSnowflakeAt(at));
  const undone = undo && laterSnowflake(undo.publicAfter, lastSnowflakeAt(at));
  if (closed === known.publicAfter && undone === undo?.publicAfter) return known;
  return { ...known, publicAfter: closed, ...(undo && undone && { undo: { ...undo, publicAfter: undone } }) };
}

/** A withdrawal that can be undone. Pressing twice undoes as pressing once; after a "keep" there is nothing to undo. */
function undoable(known: Membership, next: Membership, { withdrew, at }: Pick<Undo, 'withdrew' | 'at'>): Membership {
  const { consent, publicAfter, undo } = known;
  if (undo?.withdrew === withdrew && isUndoable(undo.at, at)) return { ...next, undo };
  if (consent?.choice === 'keep') return withoutUndo(next);
  return { ...next, undo: { withdrew, at, consent, publicAfter } };
}

/** Whether a withdrawal can still be undone; both in milliseconds since 1970. */
export const isUndoable = (at: number, now: number): boolean => now <= at + UNDO_FOR;

/** The membership as it was before the withdrawal that can be undone. */
export function afterUndo(known: Membership): Membership {
  const { undo, ...rest } = known;
  return undo ? { ...rest, consent: undo.consent, publicAfter: undo.publicAfter } : known;
}

/** The membership once its last withdrawal is final. */
export const withoutUndo = ({ undo: _undo, ...final }: Membership): Membership => final;

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
