import { DAY } from '../../clock.ts';
import { LRUCache } from 'lru-cache';
import type { MemberRef } from '../../discussions/membership.ts';
import type { MessageKey, MessageValues } from '../../language/translate.ts';
import type { BotContext } from '../runtime/context.ts';

/** A sentence for one member, in their own language. */
export interface PendingNotice {
  readonly key: MessageKey;
  readonly values: MessageValues;
}

/** Private notices that wait for their member: a bot can speak privately only in answer to a command. */
export interface PendingNotices {
  add(member: MemberRef, notice: PendingNotice): void;
  /** Removes and returns the member's notices. */
  take(member: MemberRef): readonly PendingNotice[];
}

const MOST_MEMBERS = 500;
const MOST_EACH = 5;

/** How long a notice waits, in milliseconds; older news is not worth telling. */
export const NEWS_FOR = 7 * DAY;

/** Keeps notices in memory for a week. */
export function createPendingNotices({ clock }: BotContext): PendingNotices {
  const waiting = new LRUCache<string, readonly PendingNotice[]>({
    max: MOST_MEMBERS,
    ttl: NEWS_FOR,
    ttlResolution: 0,
    perf: clock,
  });
  const keyOf = ({ guild, user }: MemberRef): string => `${guild}/${user}`;
  return {
    add(member, notice) {
      const before = waiting.get(keyOf(member)) ?? [];
      waiting.set(keyOf(member), [...before, notice].slice(-MOST_EACH));
    },
    take(member) {
      const notices = waiting.get(keyOf(member)) ?? [];
      waiting.delete(keyOf(member));
      return notices;
    },
  };
}
