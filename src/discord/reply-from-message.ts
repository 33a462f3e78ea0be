import {
  MessageFlags,
  MessageReferenceType,
  MessageType,
  type APIAttachment,
  type APIGuildMember,
  type APIMessage,
  type APIReaction,
  type APIUser,
  type Message,
} from 'discord.js';
import { timeOfSnowflake } from '../discussions/snowflake.ts';
import type { Attachment, Extra, MentionedNames, Reaction, WrittenReply } from '../discussions/comment.ts';
import { cleanText } from '../markdown/clean.ts';

const MAX_CONTENT = 4000; // what a member with Nitro can write
const MAX_FILE_NAME = 200;

/** Nick, else display name, else username. */
export const shownName = (user: APIUser, member?: Pick<APIGuildMember, 'nick'> | null): string =>
  member?.nick ?? user.global_name ?? user.username;

/** What tells whether a message is a person's own words. */
interface Origin {
  readonly id: string;
  readonly channel: string;
  readonly type: MessageType;
  readonly isAutomatic: boolean;
  readonly isForward: boolean;
}

/** An ordinary message or an answer, no bot's, no webhook's, no forward, and not the one that a thread began with. */
const isOwnWords = ({ id, channel, type, isAutomatic, isForward }: Origin): boolean =>
  (type === MessageType.Default || type === MessageType.Reply) && !isAutomatic && !isForward && id !== channel;

/** Whether a message is a person's own words, as events and REST bring it. */
export const isReply = ({ id, channel_id, type, author, webhook_id, ...rest }: APIMessage): boolean =>
  isOwnWords({
    id,
    channel: channel_id,
    type,
    isAutomatic: (author.bot ?? false) || webhook_id !== undefined,
    isForward: rest.message_reference?.type === MessageReferenceType.Forward || !!rest.message_snapshots?.length,
  });

/** The same of a message that a command was used on. */
export const isReplyTarget = ({ id, channelId, type, author, webhookId, ...rest }: Message): boolean =>
  isOwnWords({
    id,
    channel: channelId,
    type,
    isAutomatic: author.bot || webhookId !== null,
    isForward: rest.reference?.type === MessageReferenceType.Forward || rest.messageSnapshots.size > 0,
  });

const attachmentFrom = ({ filename, content_type, size }: APIAttachment): Attachment => ({
  name: cleanText(filename.slice(0, MAX_FILE_NAME)),
  type: content_type ?? null,
  size,
});

/** Discord's reaction counts as ours: the character itself, or `:name:` for a custom emoji. */
export const reactionsFrom = (reactions: readonly APIReaction[] = []): Reaction[] =>
  reactions.map(({ emoji, count }) => ({ emoji: emoji.id ? `:${emoji.name ?? 'emoji'}:` : (emoji.name ?? ''), count }));

function extrasFrom(message: APIMessage): Extra[] {
  const extras: Extra[] = [];
  if (message.sticker_items?.length) extras.push('sticker');
  if (message.poll) extras.push('poll');
  if ((message.flags ?? 0) & MessageFlags.IsVoiceMessage) extras.push('voice');
  return extras;
}

/** What a message alone does not tell: its author's name and standing in this guild, and names of the roles and channels it mentions. */
export interface MessageSurroundings {
  readonly authorName: string;
  readonly mentioned: MentionedNames;
  /** Whether the author can moderate in the thread's channel. */
  readonly staff: boolean;
}

/** A reply from a message for which `isReply` holds. */
export function replyFromMessage(
  message: APIMessage,
  { authorName, mentioned, staff }: MessageSurroundings,
): WrittenReply {
  return {
    id: message.id,
    thread: message.channel_id,
    author: message.author.id,
    authorName,
    content: message.content.slice(0, MAX_CONTENT),
    answers: message.type === MessageType.Reply ? (message.message_reference?.message_id ?? null) : null,
    createdAt: timeOfSnowflake(message.id),
    editedAt: message.edited_timestamp ? Date.parse(message.edited_timestamp) : null,
    reactions: reactionsFrom(message.reactions),
    attachments: message.attachments.map(attachmentFrom),
    extras: extrasFrom(message),
    mentioned,
    staff,
  };
}
