import { GatewayDispatchEvents } from 'discord.js';
import type { DiscussionStore } from '../discussions/ports.ts';
import type { DispatchHandlers } from './events.ts';
import type { Recorder } from './recorder.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  store: DiscussionStore;
  threads: Threads;
  recorder: Recorder;
}

/** What becomes of discussions' threads, their channels and guilds. */
export function createThreadEvents({ store, threads, recorder }: Dependencies): DispatchHandlers {
  async function gone(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    threads.remove(thread);
    await store.close(known);
  }

  return {
    [GatewayDispatchEvents.ThreadUpdate]: ({ id, thread_metadata }) =>
      recorder.record(id, [{ type: 'state.changed', open: !thread_metadata?.locked }]),
    [GatewayDispatchEvents.ThreadDelete]: ({ id }) => gone(id),
    async [GatewayDispatchEvents.ChannelDelete]({ id }) {
      for (const { thread, channel } of threads.all()) if (channel === id) await gone(thread);
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      if (unavailable) return; // an outage of Discord's, not a farewell
      const lost = threads.all().filter(({ guild }) => guild === id);
      await Promise.all(lost.map(({ thread }) => recorder.record(thread, [{ type: 'state.changed', shown: false }])));
    },
  };
}
