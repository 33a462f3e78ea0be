import { authorOf } from '../discussions/comment-rules.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { DAY, DAYS_OF_TRACES } from '../discussions/retention.ts';
import { lastSnowflakeAt } from '../discussions/snowflake.ts';
import type { Closing } from './closing.ts';
import { replaceRecord } from './comment-writer.ts';
import { keysOfThread } from './keys.ts';
import { entriesBetween } from './paged-list.ts';
import type { Spreading } from './spreading.ts';
import type { ThreadWork } from './thread-work.ts';

/** How long ids are held until their author answers, in milliseconds after the message. */
const HELD = DAYS_OF_TRACES * DAY;

/** How many held ids are erased in one write at most. */
const ERASED_TOGETHER = 256;

/** Erases what was kept long enough. */
export interface Expiry {
  /** Erases held ids of messages older than 30 days, their counts, and authors of whom nothing else is there. */
  expireHeld(now: number): Promise<void>;
  /** Closes discussions that could not be seen for so many days; answers with their threads. */
  expireUnreachable(now: number, days: number): Promise<readonly ThreadRef[]>;
}

/** Creates the expiry; `all` reads every discussion. */
export function createExpiry({
  work,
  closing,
  spreading,
  all,
}: {
  work: ThreadWork;
  spreading: Pick<Spreading, 'tidy'>;
  closing: Closing;
  all: () => AsyncIterable<Discussion>;
}): Expiry {
  async function expireIn(ref: ThreadRef, until: string): Promise<number> {
    const keys = keysOfThread(ref);
    const authors = new Set<string>();
    const erased = await work.run(ref, async (draft) => {
      const old = await entriesBetween(draft, keys.held, ['0', until]);
      const some = old.slice(0, ERASED_TOGETHER);
      await draft.load(some.flatMap(([id]) => [keys.comment(id), keys.replies(id)]));
      for (const [id] of some) {
        const before = await draft.get(keys.comment(id));
        const author = authorOf(before);
        if (author !== null) authors.add(author);
        await replaceRecord(draft, keys, { id, before, after: undefined });
      }
      return some.length;
    });
    for (const user of authors) await spreading.tidy({ guild: ref.guild, user }, ref.thread);
    return erased;
  }

  return {
    async expireHeld(now) {
      const until = lastSnowflakeAt(now - HELD);
      for await (const discussion of all()) {
        if (discussion.counts.discordOnly === 0) continue;
        while ((await expireIn(discussion, until)) === ERASED_TOGETHER);
      }
    },
    async expireUnreachable(now, days) {
      const closed: ThreadRef[] = [];
      for await (const { guild, thread, unreachableSince } of all()) {
        if (unreachableSince === null || unreachableSince + days * DAY > now) continue;
        await closing.close({ guild, thread });
        closed.push({ guild, thread });
      }
      return closed;
    },
  };
}
