import { GatewayDispatchEvents } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { GuildStore } from '../discussions/ports.ts';
import type { DispatchHandlers } from './events.ts';

/** Notes which guilds removed the bot, and which took it back, also while it was away. */
export function createGuildEvents({ guilds, clock }: { guilds: GuildStore; clock: Clock }): DispatchHandlers {
  const present = new Set<string>();

  return {
    async [GatewayDispatchEvents.Ready](ready) {
      present.clear();
      for (const { id } of ready.guilds) present.add(id);
      for (const guild of await guilds.all()) {
        if (present.has(guild)) await guilds.present(guild);
        else await guilds.left(guild, clock.now());
      }
    },
    async [GatewayDispatchEvents.GuildCreate]({ id }) {
      present.add(id);
      await guilds.present(id);
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      if (unavailable) return; // an outage of Discord's, not a farewell
      present.delete(id);
      if ((await guilds.all()).includes(id)) await guilds.left(id, clock.now());
    },
  };
}
