import { UserError } from '../user-error.ts';
import type { Log } from '../log.ts';

/** Threads whose pinned summary still says what has left it, because Discord does not let the bot change it: that waits until somebody unlocks them, or mends its rights. */
export interface OverdueSummaries {
  /** Does what changes the pinned message; answers undefined when Discord refused, and remembers the thread until it went well. */
  attempt<Result>(thread: string, change: () => Promise<Result>): Promise<Result | undefined>;
  has(thread: string): boolean;
}

/** Remembers them in memory: after a start every thread is read, and tried, anew. */
export function createOverdueSummaries({ log }: { log: Log }): OverdueSummaries {
  const overdue = new Set<string>();
  return {
    has: (thread) => overdue.has(thread),
    async attempt(thread, change) {
      try {
        const result = await change();
        overdue.delete(thread);
        return result;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (!overdue.has(thread)) {
          log.warn(
            `Discord does not let the pinned summary in thread ${thread} be changed. Unlock the thread, or grant the bot Manage Threads there; it is tried again then.`,
          );
        }
        overdue.add(thread);
        return undefined;
      }
    },
  };
}
