import { slowedDown } from '../errors.ts';
import { may } from '../world/access.ts';
import type { Place } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** An action limited by slow mode: a message or a new thread of one member in one place. */
interface SlowAct {
  userId: string;
  place: Place;
  kind: 'message' | 'thread';
}

/** Performs an action if slow mode allows it, and counts it. Throws 20016. */
export function slowly<Result>(world: World, { userId, place, kind }: SlowAct, act: () => Result): Result {
  const key = `${kind}:${place.id}:${userId}`;
  const last = world.slowed.get(key);
  const left = last === undefined ? 0 : last + place.rate_limit_per_user * 1000 - world.clock.now();
  if (left > 0 && !may(world, { userId, place }, 'BypassSlowmode')) throw slowedDown(left / 1000);
  const result = act();
  world.slowed.set(key, world.clock.now());
  return result;
}
