import { afterDecision, afterForgetting } from './comment-rules.ts';
import type { MemberRef, Progress } from './membership.ts';
import type { Standing } from './visibility.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import { withoutForgotten } from './summary.ts';
import { withoutMember } from './consent-request.ts';
import { replaceRecord, setWaiting } from './comment-writer.ts';
import type { Transaction } from '../store/transaction.ts';
import { keysOfThread, vacuumRunningKey, type ThreadKeys, vacuumPendingKey } from './keys.ts';
import type { ForgottenUntil, Memberships } from './memberships.ts';
import { type Propagation, type Written, writtenPages } from './propagation.ts';
import type { Store } from '../store/store.ts';
import { raiseVersion, type ThreadWork } from './thread-work.ts';
import type { MemberReferences } from './member-references.ts';

/** Erases all that is kept of members. The disk is cleared of it once `clear` is done. */
export interface Forgetting {
  forget(member: MemberRef, until: ForgottenUntil, progress?: Progress): Promise<void>;
  /** Goes on with what was begun and not finished. */
  resume(member: MemberRef): Promise<void>;
  /** Leaves nothing on the disk of what was erased, by whomever, since it was last called. */
  clear(): Promise<void>;
}

interface ForgettingParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly spreading: Propagation;
  readonly traces: MemberReferences;
  /** Drops what is remembered of a member in this process. */
  readonly forgetKeys: (member: MemberRef) => void;
}

/** Creates the erasure of members: the mark comes first, so that nothing of theirs comes back behind it. */
export function createForgetting(parts: ForgettingParts): Forgetting {
  const { store, work, memberships, spreading, traces, forgetKeys } = parts;

  async function erase(member: MemberRef, progress: Progress): Promise<void> {
    const at = (await memberships.forgottenAt(member)) ?? 0;
    const { threads } = await memberships.read(member);
    const comments = await writtenUpTo(member, { threads, until: lastSnowflakeAt(at) });
    // The log first: which messages were theirs is not known any more once they are erased.
    await traces.eraseFromLog(member, comments);
    progress(0, comments.size);
    let done = 0;
    for (const thread of threads) {
      for await (const erased of eraseIn(member, { thread, until: lastSnowflakeAt(at) })) {
        done += erased;
        progress(done, comments.size);
      }
      await spreading.tidy(member, thread);
    }
    await traces.erase(member);
    await memberships.forgot(member);
    forgetKeys(member);
  }

  async function* eraseIn(member: MemberRef, { thread, until }: { thread: string; until: string }) {
    const ref = { guild: member.guild, thread };
    const keys = keysOfThread(ref);
    await work.run(ref, async (tx) => {
      await raiseVersion(tx, ref);
      const waiting = await tx.get(keys.waiting);
      if (waiting) setWaiting(tx, keys, withoutMember(waiting, member.user));
    });
    yield* writtenPages(work, { member, thread }, async (tx, written) => {
      const standing = await memberships.standings(member, (await tx.get(keys.discussion)) ?? {});
      return erasePage(tx, keys, { written, until, standing });
    });
  }

  async function writtenUpTo(
    member: MemberRef,
    { threads, until }: { threads: readonly string[]; until: string },
  ): Promise<Set<string>> {
    const ids = new Set<string>();
    for (const thread of threads) {
      for await (const page of writtenPages(work, { member, thread }, async (_draft, written) => written)) {
        for (const { id } of page) if (compareSnowflakes(id, until) <= 0) ids.add(id);
      }
    }
    return ids;
  }

  return {
    forget: (member, until, progress = () => undefined) =>
      spreading.inTurn(member, async () => {
        await memberships.forget(member, until);
        await erase(member, progress);
      }),
    resume: (member) =>
      spreading.inTurn(member, async () => {
        if ((await memberships.decidedUntil(member)) !== undefined) await erase(member, () => undefined);
      }),
    async clear() {
      const marks = await store.getMany([vacuumPendingKey, vacuumRunningKey]);
      if (!marks.includes(true)) return;
      // Whatever is erased from now on marks the disk anew.
      await store.setMany([
        { key: vacuumPendingKey, value: undefined },
        { key: vacuumRunningKey, value: true },
      ]);
      await store.scrub();
      await store.setMany([{ key: vacuumRunningKey, value: undefined }]);
    },
  };
}

interface ErasedPage {
  readonly written: readonly Written[];
  readonly until: string;
  /** What was written since is somebody's of whom nothing is known. */
  readonly standing: (id: string) => Standing;
}

async function erasePage(tx: Transaction, keys: ThreadKeys, { written, until, standing }: ErasedPage): Promise<number> {
  for (const { id } of written) {
    const isErased = compareSnowflakes(id, until) <= 0;
    if (isErased) await eraseFromSummary(tx, keys, id);
    const before = await tx.get(keys.comment(id));
    const answers = (await tx.get(keys.replies(id))) ?? 0;
    const after = isErased ? afterForgetting(before, answers) : afterDecision(before, standing(id));
    await replaceRecord(tx, keys, { id, before, after });
  }
  return written.filter(({ id }) => compareSnowflakes(id, until) <= 0).length;
}

async function eraseFromSummary(tx: Transaction, keys: ThreadKeys, id: string): Promise<void> {
  const discussion = await tx.get(keys.discussion);
  const left = discussion?.summary && withoutForgotten(discussion.summary, id);
  if (discussion && left && left !== discussion.summary) tx.set(keys.discussion, { ...discussion, summary: left });
}
