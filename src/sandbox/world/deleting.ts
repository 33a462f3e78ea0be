import { discordError, invalidField } from '../errors.ts';
import { timeOfSnowflake } from '../snowflakes.ts';
import { may, messageOf, messagesIn, requirePermission, viewedPlace } from './access.ts';
import type { Message } from './records.ts';
import type { World } from './world.ts';

const UNDELETABLE = new Set([1, 2, 3, 4, 5, 21]);
const BULK_AGE = 14 * 24 * 60 * 60 * 1000;

/** Deletes messages without checking permissions. */
export function removeMessages(
  world: World,
  { channelId, messages, bulk }: { channelId: string; messages: Message[]; bulk: boolean },
): void {
  const thread = world.threads.get(channelId);
  for (const message of messages) {
    messagesIn(world, channelId).delete(message.id);
    for (const { id } of message.attachments) world.files.delete(id);
    if (thread && message.id !== thread.id && !message.visible_to)
      thread.message_count = Math.max(0, thread.message_count - 1);
  }
  world.emit({ type: 'messages.deleted', channelId, messages, bulk });
}

/** Deletes an own message, another's with Manage Messages, or dismisses an ephemeral one; works in archived threads. */
export function deleteMessage(world: World, by: string, { channelId, id }: { channelId: string; id: string }): void {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  if (UNDELETABLE.has(message.type)) throw discordError('systemMessage');
  const isFree = message.author.id === by || message.visible_to === by;
  if (!isFree && !may(world, { userId: by, place }, 'ManageMessages')) throw discordError('missingPermissions');
  removeMessages(world, { channelId, messages: [message], bulk: false });
}

/** Deletes 2 to 100 messages at once with Manage Messages; ignores unknown ids. Throws 50016, 50034. */
export function deleteMessages(
  world: World,
  by: string,
  { channelId, ids }: { channelId: string; ids: readonly string[] },
): void {
  const place = viewedPlace(world, by, channelId);
  requirePermission(world, { userId: by, place }, 'ManageMessages');
  if (ids.length < 2 || ids.length > 100) throw discordError('bulkCount');
  if (new Set(ids).size !== ids.length)
    throw invalidField('messages', 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
  if (ids.some((id) => world.clock.now() - timeOfSnowflake(id) > BULK_AGE)) throw discordError('tooOldToDelete');
  const messages = ids.flatMap((id) => world.messages.get(channelId)?.get(id) ?? []);
  removeMessages(world, { channelId, messages, bulk: true });
}
