import {
  GatewayDispatchEvents,
  type Client,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { DispatchHandlers } from './events.ts';
import type { ReactionCounts } from './reaction-counts.ts';
import type { Recorder } from './recorder.ts';
import { isReply, replyFromMessage } from './reply-from-message.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  client: Client;
  threads: Threads;
  recorder: Recorder;
  reactions: ReactionCounts;
  /** Hears of a thread in which somebody replied just now; never of what catching up finds. */
  onReply(thread: string): void;
}

/** What is written, edited, deleted and reacted to in discussions' threads. */
export function createReplyEvents({ client, threads, recorder, reactions, onReply }: Dependencies): DispatchHandlers {
  async function written(message: GatewayMessageCreateDispatchData): Promise<boolean> {
    const thread = threads.get(message.channel_id);
    if (!thread) return false;
    const changes: Change[] = [];
    if (isReply(message)) {
      const reply = replyFromMessage(message, await surroundingsOf(client, thread.guild, message));
      changes.push({ type: 'reply.written', reply });
    }
    if (!threads.isBehind(thread.thread)) changes.push({ type: 'cursor.moved', cursor: message.id });
    await recorder.record(thread.thread, changes);
    return isReply(message);
  }

  const deleted = (thread: string, ids: readonly string[]) =>
    recorder.record(thread, [{ type: 'replies.deleted', ids }]);

  const reacted = ({
    channel_id,
    message_id,
  }: Pick<GatewayMessageReactionAddDispatchData, 'channel_id' | 'message_id'>) => {
    if (threads.get(channel_id)) reactions.mark(channel_id, message_id);
  };

  return {
    async [GatewayDispatchEvents.MessageCreate](message) {
      if (await written(message)) onReply(message.channel_id);
    },
    async [GatewayDispatchEvents.MessageUpdate](message) {
      await written(message);
    },
    [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => deleted(channel_id, [id]),
    [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => deleted(channel_id, ids),
    [GatewayDispatchEvents.MessageReactionAdd]: reacted,
    [GatewayDispatchEvents.MessageReactionRemove]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveAll]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveEmoji]: reacted,
  };
}
