import { MessageType, Routes, type APIMessage, type APIMessagePin, type REST } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import { lastSnowflakeAt } from '../../discussions/snowflake.ts';
import { NEWS_FOR } from './whispers.ts';

/** Who pinned what: a pin itself does not say it, only the notice that Discord posts below. */
export interface Pinners {
  /** Takes note of a notice; any other message is left alone. Answers whether it was one. */
  saw(message: APIMessage): boolean;
  /** The pinner's user id; null while it is not known. */
  of(thread: string, pin: APIMessagePin): Promise<string | null>;
  /** Whether a pin is of the last days, and asked about for the first time since the start. */
  isNews(pin: APIMessagePin): boolean;
}

const MOST_KNOWN = 1_000;
const NOTICE_WITHIN = 10; // messages after the pin, among which its notice is looked for

/** Remembers the notices that were seen, and looks for one where none was. */
export function createPinners({ rest, clock }: { rest: REST; clock: Clock }): Pinners {
  const known = new LRUCache<string, string>({ max: MOST_KNOWN });
  const asked = new LRUCache<string, true>({ max: MOST_KNOWN });

  function saw({ type, author, message_reference }: APIMessage): boolean {
    if (type !== MessageType.ChannelPinnedMessage) return false;
    if (message_reference?.message_id) known.set(message_reference.message_id, author.id);
    return true;
  }

  return {
    saw,
    async of(thread, { message, pinned_at }) {
      const pinner = known.get(message.id);
      if (pinner !== undefined) return pinner;
      const after = lastSnowflakeAt(Date.parse(pinned_at) - 1_000); // the two clocks need not agree to the millisecond
      const query = new URLSearchParams({ after, limit: String(NOTICE_WITHIN) });
      for (const later of (await rest.get(Routes.channelMessages(thread), { query })) as APIMessage[]) saw(later);
      return known.get(message.id) ?? null;
    },
    isNews({ message, pinned_at }) {
      const key = `${message.id}/${pinned_at}`;
      const isNews = !asked.has(key);
      asked.set(key, true);
      return isNews && Date.parse(pinned_at) > clock.now() - NEWS_FOR;
    },
  };
}
