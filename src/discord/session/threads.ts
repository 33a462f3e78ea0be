import type { Discussion, ThreadRef } from '../../discussions/discussion.ts';

/** A discussion's thread, and the channel it is in. */
export interface KnownThread extends ThreadRef {
  readonly channel: string;
  readonly article: string;
}

/** One moment at which a thread fell behind. */
export type BehindMark = symbol;

/**
 * The threads that are discussions, in memory, so that an event of any other thread costs one look-up.
 * A thread is `behind` while messages of it may have been missed; its cursor must not move then.
 */
export interface Threads {
  get(thread: string): KnownThread | undefined;
  all(): KnownThread[];
  add(discussion: Discussion): void;
  remove(thread: string): void;
  isBehind(thread: string): boolean;
  /** From now on messages of the thread may be missing; the answer is what `setCaughtUp` is given after reading it. */
  setBehind(thread: string): BehindMark;
  /** Nothing is missing any more, unless the thread fell behind again after the mark was set. */
  setCaughtUp(thread: string, mark: BehindMark): void;
}

/** Creates an empty list. */
export function createThreads(): Threads {
  const known = new Map<string, KnownThread>();
  const behind = new Map<string, BehindMark>();
  return {
    get: (thread) => known.get(thread),
    all: () => [...known.values()],
    add({ guild, thread, channel, article }) {
      known.set(thread, { guild, thread, channel, article });
    },
    remove(thread) {
      known.delete(thread);
      behind.delete(thread);
    },
    isBehind: (thread) => behind.has(thread),
    setBehind(thread) {
      const mark = Symbol(thread);
      behind.set(thread, mark);
      return mark;
    },
    setCaughtUp(thread, mark) {
      if (behind.get(thread) === mark) behind.delete(thread);
    },
  };
}
