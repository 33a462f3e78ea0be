import { compareSnowflakes, earlierSnowflake, laterSnowflake } from '../snowflake.ts';
import type { ThreadRef } from './discussion.ts';

/** A member whose replies in a thread wait for their answer; `first` and `last` are the oldest and the newest of the replies. */
export interface WaitingMember {
  readonly user: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** Members who wait in a thread, who waits longest first. */
export type Waiting = readonly WaitingMember[];

/** So many wait in a thread at most, so that noting one takes the same time always; who comes later waits unseen. */
export const MOST_WAITING = 250;

/** After a member wrote one more reply that is held. */
export function withReply(waiting: Waiting, user: string, id: string): Waiting {
  const { count, first, last } = waiting.find((member) => member.user === user) ?? { count: 0, first: id, last: id };
  if (count === 0 && waiting.length >= MOST_WAITING) return waiting;
  return byFirst([
    ...withoutMember(waiting, user),
    { user, count: count + 1, first: earlierSnowflake(first, id), last: laterSnowflake(last, id) },
  ]);
}

/** After one of a member's held replies went; `left` are the oldest and newest of theirs in the thread, undefined for none. */
export function withoutReply(
  waiting: Waiting,
  user: string,
  left: Pick<WaitingMember, 'first' | 'last'> | undefined,
): Waiting {
  const known = waiting.find((member) => member.user === user);
  if (!known) return waiting;
  const rest = withoutMember(waiting, user);
  return !left || known.count === 1 ? rest : byFirst([...rest, { user, count: known.count - 1, ...left }]);
}

/** After a member chose; the very same list when they did not wait. */
export function withoutMember(waiting: Waiting, user: string): Waiting {
  const rest = waiting.filter((member) => member.user !== user);
  return rest.length === waiting.length ? waiting : rest;
}

const byFirst = (waiting: Waiting): Waiting => waiting.toSorted((a, b) => compareSnowflakes(a.first, b.first));

/** The one message in a thread that asks members whether their replies shall be on the page. */
export interface ConsentRequest {
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

/** Where the request message of each thread is remembered. */
export interface ConsentRequestStore {
  read(ref: ThreadRef): Promise<ConsentRequest | undefined>;
  write(ref: ThreadRef, request: ConsentRequest | null): Promise<void>;
}

/** How often the request message may move down, in milliseconds. */
export const CONSENT_REQUEST_PAUSE = 10 * 60_000;

/** What shall become of a thread's request message now. */
export type ConsentRequestStep =
  | { readonly type: 'nothing' }
  | { readonly type: 'remove' }
  | { readonly type: 'post' }
  /** Its number is no longer right. */
  | { readonly type: 'edit' }
  /** Somebody new waits below it, `movesFor` the newest of them, but it moved too recently: look again in `delay` milliseconds. */
  | { readonly type: 'wait'; readonly delay: number; readonly movesFor: string };

/** What is known when the next step is decided: who waits, the message there is, and whether another may be posted now. */
export interface ConsentRequestState {
  readonly waiting: readonly WaitingMember[];
  readonly request: ConsentRequest | undefined;
  readonly now: number;
  readonly mayPost: boolean;
}

/** Decides the next step: at most one message, below the last unanswered reply, moved at most every ten minutes and only for somebody new, gone when nobody waits. */
export function consentRequestStep({ waiting, request, now, mayPost }: ConsentRequestState): ConsentRequestStep {
  if (waiting.length === 0) return { type: request ? 'remove' : 'nothing' };
  if (!request) return { type: mayPost ? 'post' : 'nothing' };
  const below = waiting.map(({ first }) => first).filter((first) => compareSnowflakes(first, request.message) > 0);
  const isPromised = below.some((first) => compareSnowflakes(first, request.movesFor ?? '0') <= 0);
  if (isPromised || (mayPost && below.length > 0)) {
    const delay = request.at + CONSENT_REQUEST_PAUSE - now;
    const movesFor = mayPost ? below.reduce(laterSnowflake) : (request.movesFor ?? '0');
    return delay > 0 ? { type: 'wait', delay, movesFor } : { type: 'post' };
  }
  return { type: request.isDeleted || waiting.length === request.count ? 'nothing' : 'edit' };
}
