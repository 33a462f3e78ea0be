import {
  type ConsentChoice,
  type MemberHide,
  type Membership,
  afterUndo,
  closedUntil,
  type MemberRef,
} from './membership.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { createHmac } from 'node:crypto';
import type { ThreadRef } from './discussion.ts';
import type { Transaction } from '../store/queues.ts';
import type { Mark, MarkFile } from './kept-marks.ts';
import { DECIDED, decidedKey, type DecidedMark } from './keys.ts';
import type { Key, Store } from '../store/store.ts';

/**
 * Decisions about a member's words: the member's own (keep, publish, only new ones), the undoing of the last keep or only
 * new ones with what stays closed then (the time up to which it was closed before), and hides and their undoing.
 */
const DECISIONS = ['keep', 'publish', 'new', 'closed', 'undo', 'hide', 'show'] as const;

/** When each was decided last, in milliseconds since 1970: all that is known of it after a backup was restored. */
export type Decided = { readonly [decision in (typeof DECISIONS)[number]]?: number };

/** Whether a decision takes words off the page. */
const isWithdrawal = (decision: keyof Decided): boolean => !['publish', 'undo', 'show'].includes(decision);

/** The hide that stands, by nobody and without a reason; null for none. An undo carries the time of the hide that it undoes, so a clock that is set back does no harm. */
export const hideFrom = ({ hide = -1, show = -1 }: Decided): MemberHide | null =>
  hide > show ? { by: '', reason: '', at: hide } : null;

/** Whether a hide of that time was undone. */
export const isShownAgain = (hiddenAt: number, { show = -1, ...decided }: Decided): boolean =>
  hideFrom({ show, ...decided }) === null && hiddenAt <= show;

/** The mark of a hide, dated after all earlier decisions. */
export const hideMark = (at: number, { show = -1 }: Decided): Decided => ({ hide: Math.max(at, show + 1) });

/** The mark of undoing a hide of that time. */
export const showMark = (hiddenAt: number, { hide = -1 }: Decided): Decided => ({ show: Math.max(hiddenAt, hide) });

/** What a change of a membership decided; a "publish" is marked only when it ends a "keep". */
export function decidedBy(before: Membership, after: Membership, decided: Decided): Decided {
  const { consent, publicAfter, hidden } = after;
  if (isUndoOf(before, after)) return undoMark(before, decided);
  return {
    ...choiceMark(before, after),
    ...(consent === before.consent && publicAfter !== before.publicAfter && { new: timeOfSnowflake(publicAfter) }),
    ...(hidden && hidden !== before.hidden && hideMark(hidden.at, decided)),
    ...(!hidden && before.hidden && showMark(before.hidden.at, decided)),
  };
}

const isUndoOf = ({ undo }: Membership, after: Membership): boolean =>
  undo !== undefined && !after.undo && after.consent === undo.consent && after.publicAfter === undo.publicAfter;

/** Beats the marks of every withdrawal so far, and so repeats what was closed before the one that is undone. */
const undoMark = ({ undo }: Membership, { keep = -1, new: onlyNew = -1 }: Decided): Decided => ({
  ...(undo && undo.publicAfter !== '0' && { closed: timeOfSnowflake(undo.publicAfter) }),
  undo: Math.max(undo?.at ?? -1, keep, onlyNew),
});

function choiceMark(before: Membership, { consent }: Membership): Decided {
  if (!consent || consent === before.consent) return {};
  if (consent.choice === 'keep') return { keep: consent.at };
  return before.consent?.choice === 'keep' ? { publish: consent.at } : {};
}

/** The membership with later decisions; the same object when it has them. Choices from before the member was forgotten are void. */
export function withDecided(stored: Membership, decided: Decided, forgottenAt = -1): Membership {
  const { publish = -1, closed: closedBefore = -1, undo = -1 } = decided;
  const unlessUndone = (when = -1): number => (when > undo ? when : -1);
  const [keep, onlyNew] = [unlessUndone(decided.keep), unlessUndone(decided.new)];
  const known = stored.undo && stored.undo.at <= undo ? afterUndo(stored) : stored;
  const closed = closedUntil(known, Math.max(keep, publish, onlyNew, closedBefore));
  const at = Math.max(keep, publish);
  const isLater = at > Math.max(known.consent?.at ?? -1, forgottenAt);
  const chosen = isLater ? withChoice(closed, keep === at ? 'keep' : 'publish', at) : closed;
  return withHide(chosen, decided);
}

/** A choice of which only the mark is left: its wording is unknown. */
function withChoice(known: Membership, choice: ConsentChoice, at: number): Membership {
  if (choice === 'publish' && known.consent?.choice !== 'keep') return known;
  return { ...known, consent: { choice, at, wording: 'mark', language: 'en' } };
}

function withHide(known: Membership, decided: Decided): Membership {
  if (known.hidden) return isShownAgain(known.hidden.at, decided) ? { ...known, hidden: null } : known;
  const hidden = hideFrom(decided);
  return hidden ? { ...known, hidden } : known;
}

/** Marks of decisions, in the store and in a file beside it; what only the file knows, a restored backup undid. */
export interface DecisionMarks {
  /** The keys that `read` reads, so that many can be loaded at once. */
  keysOf(code: string): readonly Key<DecidedMark>[];
  /** The decisions about the member or message that a code names. */
  read(tx: Transaction, code: string): Promise<Decided>;
  /**
   * Marks decisions. Those that take words off the page are written before the transaction commits. The others are
   * returned, and the caller writes them after the commit. So words stay off the page whenever the process ends.
   */
  mark(tx: Transaction, code: string, decided: Decided): readonly Mark[];
  /** Keeps marks in the file. */
  keep(marks: readonly Mark[]): void;
  /** Removes the marks of a member's choices up to a time. */
  drop(tx: Transaction, code: string, until: number): Promise<void>;
}

/** The code that names a member, or a message, in marks. */
export type CodeOf = (of: MemberRef | (ThreadRef & { readonly id: string })) => string;

/** Creates the codes; `secret` is the instance's. */
export const createCodes =
  (secret: string): CodeOf =>
  (of) => {
    const parts = 'user' in of ? [of.guild, of.user] : [of.guild, of.thread, of.id];
    return createHmac('sha256', secret).update(parts.join(':')).digest('base64url');
  };

const nameOf = (code: string, decision: keyof Decided): string => `${code}:${decision}`;

/** Creates the marks over a file. */
export function createDecisionMarks(file: MarkFile): DecisionMarks {
  const keysOf = (code: string) => DECISIONS.map((decision) => decidedKey(nameOf(code, decision)));

  async function read(tx: Transaction, code: string): Promise<Decided> {
    const keys = keysOf(code);
    await tx.load(keys);
    const marks = await Promise.all(keys.map((key) => tx.get(key)));
    return Object.fromEntries(DECISIONS.flatMap((decision, at) => (marks[at] ? [[decision, marks[at].when]] : [])));
  }

  return {
    keysOf,
    read,
    mark(tx, code, decided) {
      const marks = DECISIONS.flatMap((decision) => {
        const when = decided[decision];
        return when === undefined ? [] : [{ decision, mark: [nameOf(code, decision), when] as const }];
      });
      for (const { mark } of marks) tx.set(decidedKey(mark[0]), { when: mark[1] });
      const of = (withdrawing: boolean) =>
        marks.filter(({ decision }) => isWithdrawal(decision) === withdrawing).map(({ mark }) => mark);
      file.keep(of(true));
      return of(false);
    },
    keep: file.keep,
    async drop(tx, code, until) {
      const decided = await read(tx, code);
      const names = (['keep', 'publish', 'new', 'closed', 'undo'] as const)
        .filter((choice) => (decided[choice] ?? Infinity) <= until)
        .map((choice) => nameOf(code, choice));
      for (const name of names) tx.delete(decidedKey(name));
      file.drop(names);
    },
  };
}

/** All decisions by code. */
export async function allDecided(store: Store): Promise<ReadonlyMap<string, Decided>> {
  const all = new Map<string, Decided>();
  for await (const [key, { when }] of store.iterate<DecidedMark>(DECIDED)) {
    const [code = '', decision = ''] = key.slice(DECIDED.length).split(':');
    all.set(code, { ...all.get(code), [decision]: when });
  }
  return all;
}
