import { type ConsentChoice, type MemberHide, type Membership, closedUntil, type MemberRef } from './membership.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { createHmac } from 'node:crypto';
import type { ThreadRef } from './discussion.ts';
import type { Transaction } from '../store/queues.ts';
import type { Mark, MarkFile } from './kept-marks.ts';
import { DECIDED, decidedKey, type DecidedMark } from './keys.ts';
import type { Key, Store } from '../store/store.ts';

/** What is decided about a member's words: by themselves, that they stay on Discord, are shown, or only new ones are; and by whoever hides them, or undoes it. */
const DECISIONS = ['keep', 'publish', 'new', 'hide', 'show'] as const;

/** When each was decided last, in milliseconds since 1970: all that is known of it when a backup has taken the store's place. */
export type Decided = { readonly [decision in (typeof DECISIONS)[number]]?: number };

/** What takes words off the page; all else puts them back. */
const isWithdrawal = (decision: keyof Decided): boolean => decision !== 'publish' && decision !== 'show';

/** The hide that stands, by nobody and without a reason; null for none. An undo is dated like the hide that it undoes, so that no clock that is put back comes between them. */
export const hideFrom = ({ hide = -1, show = -1 }: Decided): MemberHide | null =>
  hide > show ? { by: '', reason: '', at: hide } : null;

/** Whether a hide of that time was undone. */
export const isShownAgain = (hiddenAt: number, { show = -1, ...decided }: Decided): boolean =>
  hideFrom({ show, ...decided }) === null && hiddenAt <= show;

/** The mark of a hide, after all that was decided before. */
export const hideMark = (at: number, { show = -1 }: Decided): Decided => ({ hide: Math.max(at, show + 1) });

/** The mark of undoing a hide of that time. */
export const showMark = (hiddenAt: number, { hide = -1 }: Decided): Decided => ({ show: Math.max(hiddenAt, hide) });

/** What a change of a membership decided; a "publish" only where it follows a "keep": it says that the "keep" is over. */
export function decidedBy(before: Membership, after: Membership, decided: Decided): Decided {
  const { consent, publicAfter, hidden } = after;
  return {
    ...choiceMark(before, after),
    ...(consent === before.consent && publicAfter !== before.publicAfter && { new: timeOfSnowflake(publicAfter) }),
    ...(hidden && hidden !== before.hidden && hideMark(hidden.at, decided)),
    ...(!hidden && before.hidden && showMark(before.hidden.at, decided)),
  };
}

function choiceMark(before: Membership, { consent }: Membership): Decided {
  if (!consent || consent === before.consent) return {};
  if (consent.choice === 'keep') return { keep: consent.at };
  return before.consent?.choice === 'keep' ? { publish: consent.at } : {};
}

/** The membership with what was decided since; the very same one when that is in it. What was chosen before the member was forgotten is over. */
export function withDecided(known: Membership, decided: Decided, forgottenAt = -1): Membership {
  const { keep = -1, publish = -1, new: onlyNew = -1 } = decided;
  const closed = closedUntil(known, Math.max(keep, publish, onlyNew));
  const at = Math.max(keep, publish);
  const isLater = at > Math.max(known.consent?.at ?? -1, forgottenAt);
  const chosen = isLater ? withChoice(closed, keep === at ? 'keep' : 'publish', at) : closed;
  return withHide(chosen, decided);
}

/** A choice of which only the mark is left: the wording is not known. */
function withChoice(known: Membership, choice: ConsentChoice, at: number): Membership {
  if (choice === 'publish' && known.consent?.choice !== 'keep') return known;
  return { ...known, consent: { choice, at, wording: 'mark', language: 'en' } };
}

function withHide(known: Membership, decided: Decided): Membership {
  if (known.hidden) return isShownAgain(known.hidden.at, decided) ? { ...known, hidden: null } : known;
  const hidden = hideFrom(decided);
  return hidden ? { ...known, hidden } : known;
}

/** Marks of decisions, in the store and in a file beside it: whatever the file alone knows, a restored backup undid. */
export interface DecisionMarks {
  /** What `read` reads of a code, to be loaded for many at once. */
  keysOf(code: string): readonly Key<DecidedMark>[];
  /** What was decided about whom, or what, a code stands for. */
  read(tx: Transaction, code: string): Promise<Decided>;
  /**
   * Marks what was decided. Whatever takes words off the page is on the disk before the transaction is written; the answer is
   * to be kept once it is written, so that words stay off whenever a process ends in between.
   */
  mark(tx: Transaction, code: string, decided: Decided): readonly Mark[];
  /** Keeps marks in the file. */
  keep(marks: readonly Mark[]): void;
  /** Takes out what a member chose up to a time. */
  drop(tx: Transaction, code: string, until: number): Promise<void>;
}

/** The code that stands for a member or, with a thread and a message's id, for that message. */
export type CodeOf = (of: MemberRef | (ThreadRef & { readonly id: string })) => string;

/** Creates the codes; `secret` is the instance's. */
export const createCodes =
  (secret: string): CodeOf =>
  (of) => {
    const parts = 'user' in of ? [of.guild, of.user] : [of.guild, of.thread, of.id];
    return createHmac('sha256', secret).update(parts.join(':')).digest('base64url');
  };

const nameOf = (code: string, decision: keyof Decided): string => `${code}:${decision}`;

/** Creates the marks over the file beside the store. */
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
      const names = (['keep', 'publish', 'new'] as const)
        .filter((choice) => (decided[choice] ?? Infinity) <= until)
        .map((choice) => nameOf(code, choice));
      for (const name of names) tx.delete(decidedKey(name));
      file.drop(names);
    },
  };
}

/** All that was decided, by code. */
export async function allDecided(store: Store): Promise<ReadonlyMap<string, Decided>> {
  const all = new Map<string, Decided>();
  for await (const [key, { when }] of store.iterate<DecidedMark>(DECIDED)) {
    const [code = '', decision = ''] = key.slice(DECIDED.length).split(':');
    all.set(code, { ...all.get(code), [decision]: when });
  }
  return all;
}
