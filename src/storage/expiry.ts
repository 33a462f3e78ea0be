import { authorOf } from '../discussions/comment-rules.ts';
import { withExpiry } from '../discussions/discussion-rules.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { DAY, DAYS_OF_TRACES } from '../discussions/retention.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../discussions/snowflake.ts';
import type { Closing } from './closing.ts';
import { replaceRecord } from './comment-writer.ts';
import type { Attempt } from './each-by-itself.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import { entriesBetween } from './paged-list.ts';
import type { Spreading } from './spreading.ts';
import type { ThreadWork } from './thread-work.ts';

/** How long ids are held until their author answers, in milliseconds after the message, or after its thread became a discussion. */
const HELD = DAYS_OF_TRACES * DAY;

/** How many held ids are erased in one write at most. */
const ERASED_TOGETHER = 256;

/** Erases what was kept long enough. */
export interface Expiry {
  /** Erases held ids whose 30 days are over, their counts, and authors of whom nothing else is there. */
  expireHeld(now: number, attempt: Attempt): Promise<void>;
  /** Closes discussions that could not be seen for so many days. */
  expireUnreachable(now: number, days: number, attempt: Attempt): Promise<void>;
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
      for (const user of authors) draft.set(keysOfGuild(ref.guild).tidying(ref.thread, user), true);
      const discussion = await draft.get(keys.discussion);
      if (discussion && some.length > 0) draft.set(keys.discussion, withExpiry(discussion, until));
      return some.length;
    });
    for (const user of authors) await spreading.tidy({ guild: ref.guild, user }, ref.thread);
    return erased;
  }

  async function expireAllIn(ref: ThreadRef, until: string): Promise<void> {
    while ((await expireIn(ref, until)) === ERASED_TOGETHER);
  }

  return {
    async expireHeld(now, attempt) {
      const until = lastSnowflakeAt(now - HELD);
      for await (const discussion of all()) {
        const { counts, attachedAt = '0' } = discussion;
        // What was there before its thread became a discussion is held from that moment on, and nothing of later is older.
        const isDue = counts.discordOnly > 0 && compareSnowflakes(attachedAt, until) <= 0;
        if (isDue) await attempt(() => expireAllIn(discussion, until));
      }
    },
    async expireUnreachable(now, days, attempt) {
      for await (const { guild, thread, unreachableSince } of all()) {
        const isOver = unreachableSince !== null && unreachableSince + days * DAY <= now;
        if (isOver) await attempt(() => closing.close({ guild, thread }));
      }
    },
  };
}
