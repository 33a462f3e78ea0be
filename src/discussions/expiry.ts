import { authorOf } from './comment-rules.ts';
import { withExpiry, type Discussion, type ThreadRef } from './discussion.ts';
import { DAY, type Clock } from '../clock.ts';
import type { MemberRef } from './membership.ts';
import { ID_RETENTION_DAYS } from './visibility.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import type { Closing } from './discussion-store.ts';
import { replaceRecord, type ThreadWork } from './thread-writer.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import { entriesBetween } from '../store/lists.ts';
import type { Memberships } from './memberships.ts';
import type { Propagation } from './propagation.ts';
import type { Store } from '../store/store.ts';

/** Does a piece of work; a failure is thrown at the end, with all others. */
export type Attempt = (work: () => Promise<unknown>) => Promise<void>;

/** Does every piece of work even if some fail; throws the failures together at the end. */
export async function attemptAll(failed: string, pieces: (attempt: Attempt) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  await pieces(async (work) => {
    try {
      await work();
    } catch (failure) {
      failures.push(failure);
    }
  });
  if (failures.length > 0) throw new AggregateError(failures, failed);
}

/** How long ids are held, in milliseconds after the message, or after its thread became a discussion. */
const HELD = ID_RETENTION_DAYS * DAY;

/** How many held ids are erased in one write at most. */
const EXPIRED_TOGETHER = 256;

/** Erases what has expired. */
export interface Expiry {
  /** Erases held ids after 30 days, their counts, and authors without anything else. */
  expireHeld(now: number, attempt: Attempt): Promise<void>;
  /** Erases the ids of what members took back, once they can no longer undo it. */
  expireUndos(now: number, attempt: Attempt): Promise<void>;
  /** Closes discussions that the bot could not see for `days` days. */
  expireUnreachable(now: number, days: number, attempt: Attempt): Promise<void>;
}

interface ExpiryParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly propagation: Propagation;
  readonly closing: Closing;
  /** Every discussion. */
  readonly all: () => AsyncIterable<Discussion>;
  /** Every guild with anything in the store. */
  readonly guilds: () => Promise<readonly string[]>;
}

/** Creates the expiry. */
export function createExpiry({ store, work, memberships, closing, propagation, all, guilds }: ExpiryParts): Expiry {
  async function expireUndo(member: MemberRef, now: number): Promise<void> {
    if (await memberships.endUndo(member, now)) await propagation.run(member);
  }

  async function expireIn(ref: ThreadRef, until: string): Promise<number> {
    const keys = keysOfThread(ref);
    const authors = new Set<string>();
    const erased = await work.run(ref, async (tx) => {
      const old = await entriesBetween(tx, keys.held, ['0', until]);
      const some = old.slice(0, EXPIRED_TOGETHER);
      await tx.load(some.flatMap(([id]) => [keys.comment(id), keys.replies(id)]));
      let erased = 0;
      for (const [id] of some) {
        const before = await tx.get(keys.comment(id));
        if (before?.state === 'held' && before.isWithdrawn) continue; // it has a time of its own
        erased += 1;
        const author = authorOf(before);
        if (author !== null) authors.add(author);
        await replaceRecord(tx, keys, { id, before, after: undefined });
      }
      for (const user of authors) tx.set(keysOfGuild(ref.guild).leaving(ref.thread, user), true);
      const discussion = await tx.get(keys.discussion);
      if (discussion && erased > 0) tx.set(keys.discussion, withExpiry(discussion, until));
      return erased;
    });
    for (const user of authors) await propagation.leaveIfEmpty({ guild: ref.guild, user }, ref.thread);
    return erased;
  }

  async function expireAllIn(ref: ThreadRef, until: string): Promise<void> {
    while ((await expireIn(ref, until)) === EXPIRED_TOGETHER);
  }

  return {
    async expireHeld(now, attempt) {
      const until = lastSnowflakeAt(now - HELD);
      for await (const discussion of all()) {
        const { counts, attachedAt = '0' } = discussion;
        // Messages from before the thread became a discussion are held from that moment on.
        const isDue = counts.held > 0 && compareSnowflakes(attachedAt, until) <= 0;
        if (isDue) await attempt(() => expireAllIn(discussion, until));
      }
    },
    async expireUndos(now, attempt) {
      for (const guild of await guilds()) {
        const { undos } = keysOfGuild(guild);
        for await (const [key] of store.iterate(undos)) {
          await attempt(() => expireUndo({ guild, user: key.slice(undos.length) }, now));
        }
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

/** How often expired data is erased, in milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** Runs `expire` once an hour; disposing waits for a run under way. `onError` hears of a failure. */
export function startSweeping({
  expire,
  clock,
  onError,
}: {
  expire: (now: number) => Promise<unknown>;
  clock: Clock;
  onError: (error: unknown) => void;
}): AsyncDisposable {
  let isDue = false;
  let work: Promise<void> | null = null;
  let timer = clock.after(SWEEP_INTERVAL, sweep);

  async function expireWhileDue(): Promise<void> {
    for (; isDue; await expire(clock.now()).catch(onError)) isDue = false;
    work = null;
  }

  /** A run that comes due during another one starts after it. */
  function sweep(): void {
    timer = clock.after(SWEEP_INTERVAL, sweep);
    isDue = true;
    work ??= expireWhileDue();
  }

  return {
    async [Symbol.asyncDispose]() {
      isDue = false;
      timer[Symbol.dispose]();
      await work;
    },
  };
}
