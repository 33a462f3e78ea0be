import {
  GatewayDispatchEvents,
  type Client,
  type GatewayChannelDeleteDispatchData,
  type GatewayGuildDeleteDispatchData,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageReactionAddDispatchData,
  type GatewayThreadDeleteDispatchData,
  type GatewayThreadUpdateDispatchData,
} from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { ReactionCounts } from './reaction-counts.ts';
import type { Recorder } from './recorder.ts';
import { isReply, replyFromMessage } from './reply-from-message.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  threads: Threads;
  recorder: Recorder;
  reactions: ReactionCounts;
  log: Log;
}

/** What each dispatch of Discord does to the discussions, by the dispatch's name. */
type Handlers = Partial<Record<GatewayDispatchEvents, (data: never) => Promise<void> | void>>;

function handlersOf({ client, store, threads, recorder, reactions }: Dependencies): Handlers {
  async function written(message: GatewayMessageCreateDispatchData): Promise<void> {
    const thread = threads.get(message.channel_id);
    if (!thread) return;
    const changes: Change[] = [];
    if (isReply(message)) {
      const reply = replyFromMessage(message, await surroundingsOf(client, thread.guild, message));
      changes.push({ type: 'reply.written', reply });
    }
    if (!threads.isBehind(thread.thread)) changes.push({ type: 'cursor.moved', cursor: message.id });
    await recorder.record(thread.thread, changes);
  }

  const deleted = (thread: string, ids: readonly string[]) =>
    recorder.record(thread, [{ type: 'replies.deleted', ids }]);

  const reacted = ({
    channel_id,
    message_id,
  }: Pick<GatewayMessageReactionAddDispatchData, 'channel_id' | 'message_id'>) => {
    if (threads.get(channel_id)) reactions.mark(channel_id, message_id);
  };

  async function gone(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    threads.remove(thread);
    await store.close(known);
  }

  return {
    [GatewayDispatchEvents.MessageCreate]: written,
    [GatewayDispatchEvents.MessageUpdate]: written,
    [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }: GatewayMessageDeleteDispatchData) =>
      deleted(channel_id, [id]),
    [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }: GatewayMessageDeleteBulkDispatchData) =>
      deleted(channel_id, ids),
    [GatewayDispatchEvents.MessageReactionAdd]: reacted,
    [GatewayDispatchEvents.MessageReactionRemove]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveAll]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveEmoji]: reacted,
    [GatewayDispatchEvents.ThreadUpdate]: ({ id, thread_metadata }: GatewayThreadUpdateDispatchData) =>
      recorder.record(id, [{ type: 'state.changed', open: !thread_metadata?.locked }]),
    [GatewayDispatchEvents.ThreadDelete]: ({ id }: GatewayThreadDeleteDispatchData) => gone(id),
    [GatewayDispatchEvents.ChannelDelete]: async ({ id }: GatewayChannelDeleteDispatchData) => {
      for (const { thread, channel } of threads.all()) if (channel === id) await gone(thread);
    },
    [GatewayDispatchEvents.GuildDelete]: async ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
      if (unavailable) return; // an outage of Discord's, not a farewell
      const lost = threads.all().filter(({ guild }) => guild === id);
      await Promise.all(lost.map(({ thread }) => recorder.record(thread, [{ type: 'state.changed', shown: false }])));
    },
  };
}

/**
 * Follows the raw stream of dispatches: discord.js emits nothing for threads that it has not cached.
 * `idle()` of the answer waits until all dispatches so far have been worked off.
 */
export function followEvents(dependencies: Dependencies): Pick<InFlight, 'idle'> {
  const { client, log } = dependencies;
  const inFlight = createInFlight();
  for (const [name, handle] of Object.entries(handlersOf(dependencies))) {
    client.ws.on(name as GatewayDispatchEvents, (data) => {
      const work = () => handle(data as never); // each handler names the payload of its own dispatch
      void inFlight.start(work, (error) => log.error(`Could not handle ${name}`, error));
    });
  }
  return inFlight;
}
