import type { MemberRef } from '../../discussions/consent.ts';
import type { Threads } from '../threads.ts';
import type { Drafts } from './drafts.ts';
import type { Reports } from './reports.ts';
import type { Summaries } from './summaries.ts';
import type { Whispers } from './whispers.ts';

/** Drops from this process's memory what is left there of a member whom the store has forgotten. */
export type ForgetRemembered = (member: MemberRef) => Promise<void>;

interface Dependencies {
  threads: Threads;
  drafts: Drafts;
  summaries: Pick<Summaries, 'refreshed'>;
  reports: Reports;
  whispers: Whispers;
}

/** Creates it: drafts lose their words, and are gone where a moderator rewrote them. */
export function createForgetRemembered({
  threads,
  drafts,
  summaries,
  reports,
  whispers,
}: Dependencies): ForgetRemembered {
  return async (member) => {
    whispers.take(member);
    reports.forget(member.user);
    for (const [id, draft] of drafts.all()) {
      const ref = threads.get(draft.thread);
      if (ref?.guild !== member.guild) continue;
      const fresh = await summaries.refreshed(ref, draft);
      if (fresh.sources.length === draft.sources.length) continue;
      if (draft.isRewritten) drafts.drop(id);
      else drafts.replace(id, fresh);
    }
  };
}
