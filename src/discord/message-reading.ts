import type { APIMessage } from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { CommentRecord } from '../discussions/comment.ts';
import { isReply, reactionsFrom, replyFromMessage } from './reply-from-message.ts';
import type { MessageWithMember, SurroundingsOf } from './surroundings.ts';
import type { Threads } from './threads.ts';

/** Tells what messages in discussions' threads say; nothing for what is no reply, or in no discussion. */
export interface MessageReading {
  /** The reply as an event brings it. */
  written(message: MessageWithMember): Promise<Change[]>;
  /** The reply with its reactions, as it was read from Discord. */
  changes(message: APIMessage): Promise<Change[]>;
  /** The same for a page of messages; of one that is known as it stands, only the counts: its author need not be asked for. */
  changesOfPage(messages: readonly APIMessage[], records: readonly (CommentRecord | undefined)[]): Promise<Change[]>;
}

interface Dependencies {
  threads: Threads;
  surroundingsOf: SurroundingsOf;
}

/** Creates the reading of messages; those of no discussion change nothing. */
export function createMessageReading({ threads, surroundingsOf }: Dependencies): MessageReading {
  async function written(message: MessageWithMember): Promise<Change[]> {
    const thread = threads.get(message.channel_id);
    if (!thread || !isReply(message)) return [];
    return [{ type: 'reply.written', reply: replyFromMessage(message, await surroundingsOf(thread, message)) }];
  }

  async function changes(message: APIMessage): Promise<Change[]> {
    const reply = await written(message);
    return reply.length > 0 ? [...reply, counted(message)] : [];
  }

  return {
    written,
    changes,
    async changesOfPage(messages, records) {
      const all = messages.map(async (message, index) =>
        isUnchanged(message, records[index]) ? [counted(message)] : changes(message),
      );
      return (await Promise.all(all)).flat();
    },
  };
}

const counted = ({ id, reactions }: APIMessage): Change => ({
  type: 'reactions.counted',
  id,
  reactions: reactionsFrom(reactions),
});

function isUnchanged({ edited_timestamp }: APIMessage, record: CommentRecord | undefined): boolean {
  if (record?.state !== 'published') return false;
  return record.comment.editedAt === (edited_timestamp ? Date.parse(edited_timestamp) : null);
}
