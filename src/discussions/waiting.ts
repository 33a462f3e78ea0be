import type { WaitingMember } from './consent.ts';
import { compareSnowflakes, earlierSnowflake, laterSnowflake } from './snowflake.ts';

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
