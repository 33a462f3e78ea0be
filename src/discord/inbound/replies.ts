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
  PermissionFlagsBits,
  FormattingPatterns,
  type Guild,
  type REST,
} from 'discord.js';
import { timeOfSnowflake } from '../../snowflake.ts';
import type { ChosenEmoji } from '../../discussions/settings.ts';
import type { SeenDuties } from '../../discussions/badges.ts';
import type {
  Attachment,
  Extra,
  MentionedNames,
  Reaction,
  WrittenReply,
  CommentRecord,
} from '../../discussions/comment.ts';
import { isOwnWords, isPublished } from '../../discussions/visibility.ts';
import { cleanText } from '../../markdown/text.ts';
import type { Moderators } from '../moderation/moderators.ts';
import type { BotContext } from '../runtime/context.ts';
import { isUnknownMember } from '../runtime/errors.ts';
import type { KnownThread } from '../session/threads.ts';
import type { Change } from '../../discussions/changes.ts';
import { fetchMessage } from './message-fetching.ts';
import { UserError } from '../runtime/user-error.ts';

const MAX_CONTENT = 4000; // what a member with Nitro can write
const MAX_FILE_NAME = 200;

/** Nick, else display name, else username. */
export const shownName = (user: APIUser, member?: Pick<APIGuildMember, 'nick'> | null): string =>
  member?.nick ?? user.global_name ?? user.username;

const isOrdinary = (type: MessageType): boolean => type === MessageType.Default || type === MessageType.Reply;

/** Whether a message from an event or from REST is a person's own words. */
export const isReply = ({ id, channel_id, type, author, webhook_id, ...rest }: APIMessage): boolean =>
  isOwnWords({
    isOrdinary: isOrdinary(type),
    isStarter: id === channel_id,
    isAutomatic: (author.bot ?? false) || webhook_id !== undefined,
    isForward: rest.message_reference?.type === MessageReferenceType.Forward || !!rest.message_snapshots?.length,
  });

/** The same for the message that a command was used on. */
export const isReplyTarget = ({ id, channelId, type, author, webhookId, ...rest }: Message): boolean =>
  isOwnWords({
    isOrdinary: isOrdinary(type),
    isStarter: id === channelId,
    isAutomatic: author.bot || webhookId !== null,
    isForward: rest.reference?.type === MessageReferenceType.Forward || rest.messageSnapshots.size > 0,
  });

const attachmentFrom = ({ filename, content_type, size }: APIAttachment): Attachment => ({
  name: cleanText(filename.slice(0, MAX_FILE_NAME)),
  type: content_type ?? null,
  size,
});

const MAX_REACTIONS = 20; // kinds on one message: Discord's own limit

/** Discord's reaction counts as ours: the character itself, or `:name:` for a custom emoji, marked if it is among the `chosen` ones. */
export const reactionsFrom = (
  reactions: readonly APIReaction[] = [],
  chosen: readonly ChosenEmoji[] = [],
): Reaction[] =>
  reactions.slice(0, MAX_REACTIONS).map(({ emoji, count }) => {
    if (!emoji.id) return { emoji: emoji.name ?? '', count };
    const isChosen = chosen.some(({ id }) => id === emoji.id);
    return { emoji: `:${emoji.name ?? 'emoji'}:`, count, ...(isChosen && { isChosen }) };
  });

function extrasFrom(message: APIMessage): Extra[] {
  const extras: Extra[] = [];
  if (message.sticker_items?.length) extras.push('sticker');
  if (message.poll) extras.push('poll');
  if ((message.flags ?? 0) & MessageFlags.IsVoiceMessage) extras.push('voice');
  return extras;
}

/** What a message itself does not carry: its author's name and duties in this guild, and the names of the roles and channels it mentions. */
export interface MessageDetails {
  readonly authorName: string;
  /** Null when they are not known. */
  readonly authorDuties: SeenDuties | null;
  readonly mentioned: MentionedNames;
  /** The guild's custom emoji that count. */
  readonly chosen: readonly ChosenEmoji[];
}

/** The reply that a message is; only for messages that pass `isReply`. */
export function replyFromMessage(
  message: APIMessage,
  { authorName, authorDuties, mentioned, chosen }: MessageDetails,
): WrittenReply {
  return {
    id: message.id,
    thread: message.channel_id,
    author: message.author.id,
    authorName,
    authorDuties,
    content: message.content.slice(0, MAX_CONTENT),
    answers: message.type === MessageType.Reply ? (message.message_reference?.message_id ?? null) : null,
    createdAt: timeOfSnowflake(message.id),
    editedAt: message.edited_timestamp ? Date.parse(message.edited_timestamp) : null,
    reactions: reactionsFrom(message.reactions, chosen),
    attachments: message.attachments.map(attachmentFrom),
    extras: extrasFrom(message),
    mentioned,
  };
}

const MAX_MENTIONED = 50;

/** The names of the roles, and of the channels that everyone can see, that a text mentions. */
function mentionedNames(guild: Guild, content: string): MentionedNames {
  const names: Record<string, string> = {};
  for (const id of mentionsIn(content, FormattingPatterns.Role)) {
    const role = guild.roles.cache.get(id);
    if (role) names[id] = role.name;
  }
  for (const id of mentionsIn(content, FormattingPatterns.Channel)) {
    const channel = guild.channels.cache.get(id);
    const isPublic = channel?.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel);
    if (channel && isPublic) names[id] = channel.name;
  }
  return names;
}

const mentionsIn = (content: string, pattern: RegExp): string[] =>
  [...content.matchAll(new RegExp(pattern, 'g'))].slice(0, MAX_MENTIONED).map(([, id = '']) => id);

/** A message with its author's membership, as events bring it; messages read over REST have none. */
export type MessageWithMember = APIMessage & { readonly member?: Pick<APIGuildMember, 'nick' | 'roles'> };

/** Finds a message's details; fetches the author's membership when the message has none. */
export type DetailsOf = (place: KnownThread, message: MessageWithMember) => Promise<MessageDetails>;

async function fetchMember(guild: Guild, user: string): Promise<MessageWithMember['member'] | null> {
  try {
    const { nickname, roles } = await guild.members.fetch(user); // discord.js caches it for a while
    return { nick: nickname, roles: [...roles.cache.keys()] };
  } catch (error) {
    if (isUnknownMember(error)) return null; // has left
    throw error;
  }
}

/** Creates the look-up; messages that wait for the same member share one request. */
export function createMessageDetails(
  { client, settings }: BotContext,
  moderators: Pick<Moderators, 'duties'>,
): DetailsOf {
  const requests = new Map<string, ReturnType<typeof fetchMember>>();

  function memberOf(guild: Guild, user: string): ReturnType<typeof fetchMember> {
    const key = `${guild.id}/${user}`;
    const request = requests.get(key) ?? fetchMember(guild, user).finally(() => requests.delete(key));
    requests.set(key, request);
    return request;
  }

  return async (place, { author, content, member: given }) => {
    const guild = client.guilds.cache.get(place.guild);
    const { positiveEmoji: chosen } = await settings.settings(place.guild);
    if (!guild) return { authorName: shownName(author, given), authorDuties: null, mentioned: {}, chosen };
    const member = given ?? (await memberOf(guild, author.id));
    const roles = { user: author.id, roles: member?.roles ?? [] };
    const authorDuties = member
      ? await moderators.duties(guild.id, [place.channel], roles)
      : { role: null, moderates: { [place.channel]: false } };
    return { authorName: shownName(author, member), authorDuties, mentioned: mentionedNames(guild, content), chosen };
  };
}

/** A message of an event. Discord sends edits whole since 2025; older servers and others send only what changed. */
export type MessageOfEvent = Pick<APIMessage, 'id' | 'channel_id'> & Partial<MessageWithMember>;

const NEEDED = ['author', 'type', 'content', 'attachments'] as const;
const CHANGING = [...NEEDED, 'edited_timestamp', 'sticker_items', 'poll'] as const; // what a comment is made of

/** Whether the event carries the whole message. */
export const isWhole = (message: MessageOfEvent): message is MessageWithMember =>
  NEEDED.every((key) => message[key] !== undefined);

/** Whether the event carries anything that a comment is made of; a link's preview is not. */
export const changesReply = (message: MessageOfEvent): boolean => CHANGING.some((key) => message[key] !== undefined);

/** Turns messages in discussions' threads into changes; none for what is no reply, or in no discussion. */
export interface ReplyReader {
  /** The reply that an event brings; a partial one is fetched from Discord. */
  fromEvent(message: MessageOfEvent): Promise<Change[]>;
  /** The reply and its reactions, from a message fetched from Discord. */
  fromMessage(message: APIMessage): Promise<Change[]>;
  /** The same for a page of messages and what is stored of each; a reply that did not change costs no request for its author. */
  fromPage(messages: readonly APIMessage[], records: readonly (CommentRecord | undefined)[]): Promise<Change[]>;
}

/** Creates the reader. */
export function createReplyReader(
  { client, threads, settings }: Pick<BotContext, 'client' | 'threads' | 'settings'>,
  detailsOf: DetailsOf,
): ReplyReader {
  async function written(message: MessageWithMember): Promise<Change[]> {
    const thread = threads.get(message.channel_id);
    if (!thread || !isReply(message)) return [];
    return [{ type: 'reply.written', reply: replyFromMessage(message, await detailsOf(thread, message)) }];
  }

  async function fromMessage(message: APIMessage): Promise<Change[]> {
    const reply = await written(message);
    return reply.length > 0 ? [...reply, await counted(message)] : [];
  }

  async function counted({ id, channel_id, reactions }: APIMessage): Promise<Change> {
    const { positiveEmoji } = await settings.settings(threads.get(channel_id)?.guild ?? '');
    return { type: 'reactions.counted', id, reactions: reactionsFrom(reactions, positiveEmoji) };
  }

  return {
    fromMessage,
    async fromEvent(message) {
      if (isWhole(message)) return written(message);
      if (!threads.get(message.channel_id) || !changesReply(message)) return [];
      const fetched = await fetchMessage(client.rest, message.channel_id, message.id);
      return fetched ? fromMessage(fetched) : []; // its deletion is an event of its own
    },
    async fromPage(messages, records) {
      const all = messages.map(async (message, index) =>
        isUnchanged(message, records[index]) ? [await counted(message)] : fromMessage(message),
      );
      return (await Promise.all(all)).flat();
    },
  };
}

function isUnchanged({ edited_timestamp }: APIMessage, record: CommentRecord | undefined): boolean {
  if (!isPublished(record)) return false;
  return record.comment.editedAt === (edited_timestamp ? Date.parse(edited_timestamp) : null);
}

/** Fetches a member's reply. Throws `UserError` when it is gone, or no reply. */
export async function fetchReply(rest: REST, thread: string, id: string): Promise<APIMessage> {
  const message = await fetchMessage(rest, thread, id);
  if (!message) throw new UserError('discord.messageGone');
  if (!isReply(message)) throw new UserError('discord.notAReply');
  return message;
}
