import { compareSnowflakes, earlierSnowflake, laterSnowflake } from '../snowflake.ts';
import type { ThreadRef } from './discussion.ts';

/** A member who has yet to answer a thread's consent request; `first` and `last` are the oldest and the newest of their held replies. */
export interface WaitingMember {
  readonly user: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** Members who have yet to answer, longest waiting first. */
export type Waiting = readonly WaitingMember[];

/** How many are listed for a thread at most, so that the work for each reply is bounded; later ones are not counted. */
export const MOST_WAITING = 250;

/** The list after a member wrote one more held reply. */
export function withReply(waiting: Waiting, user: string, id: string): Waiting {
  const { count, first, last } = waiting.find((member) => member.user === user) ?? { count: 0, first: id, last: id };
  if (count === 0 && waiting.length >= MOST_WAITING) return waiting;
  return byFirst([
    ...withoutMember(waiting, user),
    { user, count: count + 1, first: earlierSnowflake(first, id), last: laterSnowflake(last, id) },
  ]);
}

/** The list after one of a member's held replies went; `left` are the oldest and newest of those left, undefined for none. */
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

/** The list after a member answered; the same object when they were not in it. */
export function withoutMember(waiting: Waiting, user: string): Waiting {
  const rest = waiting.filter((member) => member.user !== user);
  return rest.length === waiting.length ? waiting : rest;
}

const byFirst = (waiting: Waiting): Waiting => waiting.toSorted((a, b) => compareSnowflakes(a.first, b.first));

/** The bot's one message in a thread that asks members whether their replies may be published. */
export interface ConsentRequest {
  readonly message: string;
  /** When it was posted, in milliseconds since 1970. */
  readonly at: number;
  /** The number of waiting members that it names. */
  readonly count: number;
  /** A move is due for replies up to this snowflake; survives restarts. It names a moment and no reply. */
  readonly movesFor?: string;
  /** True once somebody deleted it: only members who began to wait later are asked again. */
  readonly isDeleted?: boolean;
  /** True while it is being posted; `message` is then the newest reply above it. */
  readonly isPosting?: boolean;
}

/** Keeps the consent request of each thread. */
export interface ConsentRequestStore {
  read(ref: ThreadRef): Promise<ConsentRequest | undefined>;
  write(ref: ThreadRef, request: ConsentRequest | null): Promise<void>;
}

/** The least time between two moves of a consent request, in milliseconds. */
export const CONSENT_REQUEST_PAUSE = 10 * 60_000;

/** What to do with a thread's consent request now. */
export type ConsentRequestStep =
  | { readonly type: 'nothing' }
  | { readonly type: 'remove' }
  | { readonly type: 'post' }
  /** Its number is out of date. */
  | { readonly type: 'edit' }
  /** A move is due for replies up to `movesFor`, but the last one was too recent: decide again in `delay` milliseconds. */
  | { readonly type: 'wait'; readonly delay: number; readonly movesFor: string };

/** What decides the next step; `mayPost`: whether a message may be posted now. */
export interface ConsentRequestState {
  readonly waiting: readonly WaitingMember[];
  readonly request: ConsentRequest | undefined;
  readonly now: number;
  readonly mayPost: boolean;
}

/** Decides the next step: at most one message, below the newest waiting member's first reply, moved at most every ten minutes, removed when nobody waits. */
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
