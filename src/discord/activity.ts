import { GatewayDispatchEvents } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { DispatchHandlers } from './events.ts';
import type { Threads } from './threads.ts';

/** When the bot last heard of discussions, for whoever checks on it; milliseconds since 1970, null for never since the start. */
export interface Activity {
  readonly events: DispatchHandlers;
  /** The last event in a discussion of the guild. */
  lastEvent(guild: string): number | null;
  /** When a thread of the guild was last read from Discord to its end. */
  lastReading(guild: string): number | null;
  /** A thread of the guild was read to its end. */
  read(guild: string): void;
}

/** Remembers in memory, from this start on. */
export function createActivity({ threads, clock }: { threads: Threads; clock: Clock }): Activity {
  const heard = new Map<string, number>();
  const read = new Map<string, number>();
  const hear = ({ channel_id }: { channel_id: string }): void => {
    const known = threads.get(channel_id);
    if (known) heard.set(known.guild, clock.now());
  };
  return {
    events: {
      [GatewayDispatchEvents.MessageCreate]: hear,
      [GatewayDispatchEvents.MessageUpdate]: hear,
      [GatewayDispatchEvents.MessageDelete]: hear,
      [GatewayDispatchEvents.MessageReactionAdd]: hear,
      [GatewayDispatchEvents.MessageReactionRemove]: hear,
    },
    lastEvent: (guild) => heard.get(guild) ?? null,
    lastReading: (guild) => read.get(guild) ?? null,
    read: (guild) => void read.set(guild, clock.now()),
  };
}
