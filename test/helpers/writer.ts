import type { Consent, ConsentChoice } from '../../src/discussions/membership.ts';
import type { PublishPolicy } from '../../src/discussions/visibility.ts';
import { createKeyedQueues, type KeyedQueues, type Transactions } from '../../src/store/queues.ts';
import type { Store } from '../../src/store/store.ts';
import { inLockOrder } from './lock-order.ts';
import { type KeptMarks, type MarkFile, NO_MARKS } from '../../src/discussions/kept-marks.ts';
import { createWriter, type Writer } from '../../src/discussions/writer.ts';

const createQueues = (transactions: Pick<Transactions, 'create'>): KeyedQueues =>
  inLockOrder(createKeyedQueues(transactions));

/** The writer of a store, as the bot has it; it refuses jobs that break the lock order. */
export const writerOf = (store: Store, policy: PublishPolicy, marks: KeptMarks = NO_MARKS): Writer =>
  createWriter({ store, policy, marks, secret: 'a secret of a test', createQueues });

/** Marks that are kept as long as the test. */
export const marksInMemory = (): KeptMarks => ({ forgotten: marksIn(new Map()), decided: marksIn(new Map()) });

const marksIn = (marks: Map<string, number>): MarkFile => ({
  read: () => marks,
  keep: (some) => [...some].forEach(([name, when]) => marks.set(name, Math.max(when, marks.get(name) ?? 0))),
  drop: (names) => [...names].forEach((name) => marks.delete(name)),
});

/** A member's choice, made before all that is written in tests unless told. */
export const chosen = (choice: ConsentChoice, at = 0): Consent => ({ choice, at, wording: 'test', language: 'en' });

/** A store that fails for good after some writes, as if the process had ended there. */
export function endingAfter(store: Store, writes: number): Store {
  let left = writes;
  return { ...store, setMany: async (some) => (left-- > 0 ? store.setMany(some) : Promise.reject(new Error('ended'))) };
}
