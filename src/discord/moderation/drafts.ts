import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ThreadRef } from '../../discussions/ports.ts';
import type { SummaryDraft } from '../../discussions/summary-draft.ts';
import { UserError } from '../user-error.ts';

/** Drafts by an id that fits into buttons. They live in memory: after a restart another one is made. */
export interface Drafts {
  keep(draft: SummaryDraft): string;
  replace(id: string, draft: SummaryDraft): void;
  /** The draft of a thread; undefined when it is not there, or another thread's. */
  find(id: string, ref: ThreadRef): SummaryDraft | undefined;
  /** The same. Throws `UserError` when it is not there. */
  get(id: string, ref: ThreadRef): SummaryDraft;
  drop(id: string): void;
  /** All there are, by id. */
  all(): readonly (readonly [id: string, draft: SummaryDraft])[];
}

const MOST_DRAFTS = 200;

/** Keeps the latest 200 drafts. */
export function createDrafts(): Drafts {
  const drafts = new LRUCache<string, SummaryDraft>({ max: MOST_DRAFTS });
  function find(id: string, { thread }: ThreadRef): SummaryDraft | undefined {
    const draft = drafts.get(id);
    return draft?.thread === thread ? draft : undefined;
  }

  return {
    find,
    keep(draft) {
      const id = randomBytes(9).toString('base64url');
      drafts.set(id, draft);
      return id;
    },
    replace: (id, draft) => void drafts.set(id, draft),
    get(id, ref) {
      const draft = find(id, ref);
      if (!draft) throw new UserError('discord.summary.draftGone');
      return draft;
    },
    drop: (id) => void drafts.delete(id),
    all: () => [...drafts.entries()],
  };
}
