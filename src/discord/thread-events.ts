import { GatewayDispatchEvents } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { DispatchHandlers } from './events.ts';
import type { Recorder } from './recorder.ts';
import { unreachableChanges } from './thread-place.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  threads: Threads;
  recorder: Recorder;
  clock: Clock;
}

/** What becomes of discussions' threads, their channels and guilds, and of what is known of them in a new session. */
export function createThreadEvents({ threads, recorder, clock }: Dependencies): DispatchHandlers {
  const gone = async (thread: string): Promise<void> => void (await recorder.close(thread));

  return {
    [GatewayDispatchEvents.Ready]() {
      for (const { thread } of threads.all()) threads.setBehind(thread); // what came since the last session is lost
    },
    [GatewayDispatchEvents.ThreadUpdate]: ({ id, thread_metadata }) =>
      recorder.record(id, [{ type: 'state.changed', open: !thread_metadata?.locked }]),
    [GatewayDispatchEvents.ThreadDelete]: ({ id }) => gone(id),
    async [GatewayDispatchEvents.ChannelDelete]({ id }) {
      const lost = threads.all().filter(({ channel }) => channel === id);
      await Promise.all(lost.map(({ thread }) => gone(thread)));
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      const lost = threads.all().filter(({ guild }) => guild === id);
      for (const { thread } of lost) threads.setBehind(thread);
      if (unavailable) return; // an outage of Discord's, not a farewell
      await Promise.all(lost.map(({ thread }) => recorder.record(thread, unreachableChanges(clock.now()))));
    },
  };
}
