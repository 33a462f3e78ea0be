import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { MemberRef } from '../../discussions/membership.ts';
import { DAY } from '../../discussions/retention.ts';
import type { MessageKey, MessageValues } from '../../language/translate.ts';

/** A sentence that somebody shall read, in their own language. */
export interface PendingNotice {
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** What people shall be told privately: Discord lets a bot do that only in answer to something, so it waits for that. */
export interface PendingNotices {
  add(member: MemberRef, whisper: PendingNotice): void;
  /** What waits for the member; it waits no longer then. */
  take(member: MemberRef): readonly PendingNotice[];
}

const MOST_MEMBERS = 500;
const MOST_EACH = 5;

/** For how many milliseconds something is worth telling: who comes by later is told nothing that is long past. */
export const NEWS_FOR = 7 * DAY;

/** Keeps whispers in memory for a week. */
export function createPendingNotices({ clock }: { clock: Clock }): PendingNotices {
  const waiting = new LRUCache<string, readonly PendingNotice[]>({
    max: MOST_MEMBERS,
    ttl: NEWS_FOR,
    ttlResolution: 0,
    perf: clock,
  });
  const keyOf = ({ guild, user }: MemberRef): string => `${guild}/${user}`;
  return {
    add(member, whisper) {
      const before = waiting.get(keyOf(member)) ?? [];
      waiting.set(keyOf(member), [...before, whisper].slice(-MOST_EACH));
    },
    take(member) {
      const whispers = waiting.get(keyOf(member)) ?? [];
      waiting.delete(keyOf(member));
      return whispers;
    },
  };
}
