import type { WaitingMember } from './consent.ts';
import type { ThreadRef } from './ports.ts';
import { compareSnowflakes, laterSnowflake } from './snowflake.ts';

/** The one message in a thread that asks members whether their replies shall be on the page. */
export interface Asking {
  readonly message: string;
  /** When it was posted, in milliseconds since 1970. */
  readonly at: number;
  /** How many members it says are waiting. */
  readonly count: number;
  /** It shall move down once it may, for whoever waits below it up to this moment, a snowflake that is no reply's own: a restart does not forget that. */
  readonly movesFor?: string;
  /** True once somebody deleted it: whom it asked is not asked again, only whoever waits new. */
  readonly isDeleted?: boolean;
  /** True while it is being posted; `message` then stands for the newest reply, below which it comes. */
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
  /** Somebody new waits below it, `movesFor` the newest of them, but it moved too recently: look again in `delay` milliseconds. */
  | { readonly type: 'wait'; readonly delay: number; readonly movesFor: string };

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
  const below = waiting.map(({ first }) => first).filter((first) => compareSnowflakes(first, asking.message) > 0);
  const isPromised = below.some((first) => compareSnowflakes(first, asking.movesFor ?? '0') <= 0);
  if (isPromised || (mayPost && below.length > 0)) {
    const delay = asking.at + ASKING_PAUSE - now;
    const movesFor = mayPost ? below.reduce(laterSnowflake) : (asking.movesFor ?? '0');
    return delay > 0 ? { type: 'wait', delay, movesFor } : { type: 'post' };
  }
  return { type: asking.isDeleted || waiting.length === asking.count ? 'nothing' : 'edit' };
}
