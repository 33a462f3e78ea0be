import type { WaitingMember } from './consent.ts';
import type { ThreadRef } from './ports.ts';
import { compareSnowflakes } from './snowflake.ts';

/** The one message in a thread that asks members whether their replies shall be on the page. */
export interface Asking {
  readonly message: string;
  /** When it was posted, in milliseconds since 1970. */
  readonly at: number;
  /** How many members it says are waiting. */
  readonly count: number;
  /** True once somebody deleted it: whom it asked is not asked again, only whoever waits new. */
  readonly isDeleted?: boolean;
  /** True while it is being posted; `message` is then the newest reply, below which it comes. */
  readonly isPosting?: boolean;
}

/** Where the asking message of each thread is remembered. */
export interface AskingStore {
  asking(ref: ThreadRef): Promise<Asking | undefined>;
  setAsking(ref: ThreadRef, asking: Asking | null): Promise<void>;
}

/** How often the asking message may move down, in milliseconds. */
export const ASKING_PAUSE = 10 * 60_000;

/** What shall become of a thread's asking message now. */
export type AskingStep =
  | { readonly type: 'nothing' }
  | { readonly type: 'remove' }
  | { readonly type: 'post' }
  /** Its number is no longer right. */
  | { readonly type: 'edit' }
  /** Somebody new waits below it, but it moved too recently: look again in `delay` milliseconds. */
  | { readonly type: 'wait'; readonly delay: number };

/** What is known when the next step is decided: who waits, the message there is, and whether another may be posted now. */
export interface AskingState {
  readonly waiting: readonly WaitingMember[];
  readonly asking: Asking | undefined;
  readonly now: number;
  readonly mayPost: boolean;
}

/** Decides the next step: at most one message, below the last unanswered reply, moved at most every ten minutes and only for somebody new, gone when nobody waits. */
export function askingStep({ waiting, asking, now, mayPost }: AskingState): AskingStep {
  if (waiting.length === 0) return { type: asking ? 'remove' : 'nothing' };
  if (!asking) return { type: mayPost ? 'post' : 'nothing' };
  const isSomebodyNew = waiting.some(({ first }) => compareSnowflakes(first, asking.message) > 0);
  if (isSomebodyNew && mayPost) {
    const delay = asking.at + ASKING_PAUSE - now;
    return delay > 0 ? { type: 'wait', delay } : { type: 'post' };
  }
  return { type: asking.isDeleted || waiting.length === asking.count ? 'nothing' : 'edit' };
}
