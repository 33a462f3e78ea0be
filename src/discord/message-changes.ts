import type { APIMessage, Client } from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import { isReply, replyFromMessage } from './reply-from-message.ts';
import { surroundingsOf } from './surroundings.ts';

/** What a message that was read from Discord says: the reply as it is now, with its counts; nothing for what is no reply. */
export async function changesFromMessage(client: Client, guild: string, message: APIMessage): Promise<Change[]> {
  if (!isReply(message)) return [];
  const reply = replyFromMessage(message, await surroundingsOf(client, guild, message));
  return [
    { type: 'reply.written', reply },
    { type: 'reactions.counted', id: message.id, reactions: reply.reactions },
  ];
}
