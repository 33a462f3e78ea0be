import {
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { DispatchHandlers } from './events.ts';
import type { MessageReading } from './message-reading.ts';
import type { ReactionCounts } from './reaction-counts.ts';
import type { Recorder } from './recorder.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  threads: Threads;
  recorder: Recorder;
  reactions: ReactionCounts;
  messages: MessageReading;
  /** Hears of a thread in which somebody replied just now; never of what catching up finds. */
  onReply(thread: string): void;
}

/** What is written, edited, deleted and reacted to in discussions' threads. */
export function createReplyEvents({ threads, recorder, reactions, messages, onReply }: Dependencies): DispatchHandlers {
  /** Answers whether it is a reply that is stored now. */
  async function written(message: GatewayMessageCreateDispatchData): Promise<boolean> {
    let found: readonly Change[] = [];
    await recorder.record(message.channel_id, async () => {
      found = await messages.written(message);
      return [...found, { type: 'cursor.moved', cursor: message.id }];
    });
    return found.length > 0;
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
    [GatewayDispatchEvents.MessageUpdate]: (message) =>
      recorder.record(message.channel_id, () => messages.written(message)),
    [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => deleted(channel_id, [id]),
    [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => deleted(channel_id, ids),
    [GatewayDispatchEvents.MessageReactionAdd]: reacted,
    [GatewayDispatchEvents.MessageReactionRemove]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveAll]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveEmoji]: reacted,
  };
}
