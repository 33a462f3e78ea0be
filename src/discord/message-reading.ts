import type { APIMessage, REST } from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { CommentRecord } from '../discussions/comment.ts';
import { fetchMessage } from './message-fetching.ts';
import { isReply, reactionsFrom, replyFromMessage } from './reply-from-message.ts';
import type { MessageWithMember, SurroundingsOf } from './surroundings.ts';
import type { Threads } from './threads.ts';

/** A message as an event brings it: whole from Discord since 2025; before, and from others, an edit has only what changed. */
export type MessageOfEvent = Pick<APIMessage, 'id' | 'channel_id'> & Partial<MessageWithMember>;

const NEEDED = ['author', 'type', 'content', 'attachments'] as const;
const CHANGING = [...NEEDED, 'edited_timestamp', 'sticker_items', 'poll'] as const; // what a comment is made of

/** Whether the event has all that tells what a message says. */
export const isWhole = (message: MessageOfEvent): message is MessageWithMember =>
  NEEDED.every((key) => message[key] !== undefined);

/** Whether the event has anything that a comment is made of: a preview of a link, say, is nothing of it. */
export const saysSomething = (message: MessageOfEvent): boolean => CHANGING.some((key) => message[key] !== undefined);

/** Tells what messages in discussions' threads say; nothing for what is no reply, or in no discussion. */
export interface MessageReading {
  /** The reply as an event brings it; what an event tells only in part is read from Discord. */
  written(message: MessageOfEvent): Promise<Change[]>;
  /** The reply with its reactions, as it was read from Discord. */
  changes(message: APIMessage): Promise<Change[]>;
  /** The same for a page of messages; of one that is known as it stands, only the counts: its author need not be asked for. */
  changesOfPage(messages: readonly APIMessage[], records: readonly (CommentRecord | undefined)[]): Promise<Change[]>;
}

interface Dependencies {
  rest: REST;
  threads: Threads;
  surroundingsOf: SurroundingsOf;
}

/** Creates the reading of messages; those of no discussion change nothing. */
export function createMessageReading({ rest, threads, surroundingsOf }: Dependencies): MessageReading {
  async function told(message: MessageWithMember): Promise<Change[]> {
    const thread = threads.get(message.channel_id);
    if (!thread || !isReply(message)) return [];
    return [{ type: 'reply.written', reply: replyFromMessage(message, await surroundingsOf(thread, message)) }];
  }

  async function written(message: MessageOfEvent): Promise<Change[]> {
    if (isWhole(message)) return told(message);
    if (!threads.get(message.channel_id) || !saysSomething(message)) return [];
    const read = await fetchMessage(rest, message.channel_id, message.id);
    return read ? changes(read) : []; // its deletion is an event of its own
  }

  async function changes(message: APIMessage): Promise<Change[]> {
    const reply = await told(message);
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
