import { createHmac } from 'node:crypto';
import { type Decided, DECISIONS, isWithdrawal } from '../discussions/decided.ts';
import type { MemberRef } from '../discussions/consent.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import type { Draft } from './draft.ts';
import type { Mark, MarkFile } from './kept-marks.ts';
import { DECIDED, decidedKey, type DecidedMark } from './keys.ts';
import type { Key, Store } from './store.ts';

/** Marks of decisions, in the store and in a file beside it: whatever the file alone knows, a restored backup undid. */
export interface DecisionMarks {
  /** What `read` reads of a code, to be loaded for many at once. */
  keysOf(code: string): readonly Key<DecidedMark>[];
  /** What was decided about whom, or what, a code stands for. */
  read(draft: Draft, code: string): Promise<Decided>;
  /**
   * Marks what was decided. Whatever takes words off the page is on the disk before the draft is written; the answer is
   * to be kept once it is written, so that words stay off whenever a process ends in between.
   */
  mark(draft: Draft, code: string, decided: Decided): readonly Mark[];
  /** Keeps marks in the file. */
  keep(marks: readonly Mark[]): void;
  /** Takes out what a member chose up to a time. */
  drop(draft: Draft, code: string, until: number): Promise<void>;
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

  async function read(draft: Draft, code: string): Promise<Decided> {
    const keys = keysOf(code);
    await draft.load(keys);
    const marks = await Promise.all(keys.map((key) => draft.get(key)));
    return Object.fromEntries(DECISIONS.flatMap((decision, at) => (marks[at] ? [[decision, marks[at].when]] : [])));
  }

  return {
    keysOf,
    read,
    mark(draft, code, decided) {
      const marks = DECISIONS.flatMap((decision) => {
        const when = decided[decision];
        return when === undefined ? [] : [{ decision, mark: [nameOf(code, decision), when] as const }];
      });
      for (const { mark } of marks) draft.set(decidedKey(mark[0]), { when: mark[1] });
      const of = (withdrawing: boolean) =>
        marks.filter(({ decision }) => isWithdrawal(decision) === withdrawing).map(({ mark }) => mark);
      file.keep(of(true));
      return of(false);
    },
    keep: file.keep,
    async drop(draft, code, until) {
      const decided = await read(draft, code);
      const names = (['keep', 'publish', 'new'] as const)
        .filter((choice) => (decided[choice] ?? Infinity) <= until)
        .map((choice) => nameOf(code, choice));
      for (const name of names) draft.delete(decidedKey(name));
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
