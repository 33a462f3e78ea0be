import type { Discussion } from '../discussions/discussion.ts';
import type { ThreadRef } from '../discussions/ports.ts';

/** A discussion's thread, and the channel it is in. */
export interface KnownThread extends ThreadRef {
  readonly channel: string;
  readonly article: string;
}

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
  setBehind(thread: string, behind: boolean): void;
}

export function createThreads(): Threads {
  const known = new Map<string, KnownThread>();
  const behind = new Set<string>();
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
    setBehind(thread, isBehind) {
      if (isBehind) behind.add(thread);
      else behind.delete(thread);
    },
  };
}
