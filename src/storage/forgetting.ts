import { afterDecision, afterForgetting } from '../discussions/comment-rules.ts';
import type { MemberRef, Progress } from '../discussions/consent.ts';
import type { Standing } from '../discussions/standing.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../discussions/snowflake.ts';
import { withoutForgotten } from '../discussions/summary-rules.ts';
import { withoutMember } from '../discussions/waiting.ts';
import { replaceRecord, setWaiting } from './comment-writer.ts';
import type { Draft } from './draft.ts';
import { keysOfThread, type ThreadKeys } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Spreading } from './spreading.ts';
import type { Store } from './store.ts';
import { raiseVersion, type ThreadWork } from './thread-work.ts';
import type { Traces } from './traces.ts';
import { type Written, writtenPages } from './written-pages.ts';

/** Erases all that is kept of members. */
export interface Forgetting {
  forget(member: MemberRef, at: number, progress?: Progress): Promise<void>;
  /** Goes on with what an ended process left. */
  resume(member: MemberRef): Promise<void>;
}

interface ForgettingParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly spreading: Spreading;
  readonly traces: Traces;
  /** Drops what is remembered of a member in this process. */
  readonly forgetKeys: (member: MemberRef) => void;
}

/** Creates the erasure of members: the mark comes first, so that nothing of theirs comes back behind it. */
export function createForgetting(parts: ForgettingParts): Forgetting {
  const { store, work, memberships, spreading, traces, forgetKeys } = parts;

  async function erase(member: MemberRef, progress: Progress): Promise<void> {
    const at = (await memberships.forgottenAt(member)) ?? 0;
    const until = lastSnowflakeAt(at);
    const { threads } = await memberships.read(member);
    const total = await count(member, threads);
    let done = 0;
    progress(done, total);
    for (const thread of threads) {
      const ref = { guild: member.guild, thread };
      const keys = keysOfThread(ref);
      await work.run(ref, async (draft) => {
        await raiseVersion(draft, ref);
        const waiting = await draft.get(keys.waiting);
        if (waiting) setWaiting(draft, keys, withoutMember(waiting, member.user));
      });
      const pages = writtenPages(work, { member, thread }, async (draft, written) => {
        const standing = await memberships.standings(member, (await draft.get(keys.discussion)) ?? {});
        return erasePage(draft, keys, { written, until, standing });
      });
      for await (const erased of pages) {
        done += erased;
        progress(done, total);
      }
      await spreading.tidy(member, thread);
    }
    await traces.erase(member, at);
    await memberships.forgot(member);
    forgetKeys(member);
    await store.sweep();
  }

  async function count(member: MemberRef, threads: readonly string[]): Promise<number> {
    let total = 0;
    for (const thread of threads) {
      for await (const some of writtenPages(work, { member, thread }, async (_draft, written) => written.length)) {
        total += some;
      }
    }
    return total;
  }

  return {
    forget: (member, at, progress = () => undefined) =>
      spreading.inTurn(member, async () => {
        await memberships.forget(member, at);
        await erase(member, progress);
      }),
    resume: (member) => spreading.inTurn(member, () => erase(member, () => undefined)),
  };
}

interface ErasedPage {
  readonly written: readonly Written[];
  readonly until: string;
  /** What was written since is somebody's of whom nothing is known. */
  readonly standing: (id: string) => Standing;
}

async function erasePage(draft: Draft, keys: ThreadKeys, { written, until, standing }: ErasedPage): Promise<number> {
  for (const { id } of written) {
    const isErased = compareSnowflakes(id, until) <= 0;
    if (isErased) await eraseFromSummary(draft, keys, id);
    const before = await draft.get(keys.comment(id));
    const answers = (await draft.get(keys.replies(id))) ?? 0;
    const after = isErased ? afterForgetting(before, answers) : afterDecision(before, standing(id));
    await replaceRecord(draft, keys, { id, before, after });
  }
  return written.length;
}

async function eraseFromSummary(draft: Draft, keys: ThreadKeys, id: string): Promise<void> {
  const discussion = await draft.get(keys.discussion);
  const left = discussion?.summary && withoutForgotten(discussion.summary, id);
  if (discussion && left && left !== discussion.summary) draft.set(keys.discussion, { ...discussion, summary: left });
}
