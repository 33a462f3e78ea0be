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
  PermissionsBitField,
  type GuildBasedChannel,
  FormattingPatterns,
  type Client,
  type Guild,
  type REST,
} from 'discord.js';
import { timeOfSnowflake } from '../../snowflake.ts';
import type {
  Attachment,
  Extra,
  MentionedNames,
  Reaction,
  WrittenReply,
  CommentRecord,
} from '../../discussions/comment.ts';
import { cleanText } from '../../markdown/text.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import { isUnknownMember } from '../runtime/errors.ts';
import type { KnownThread, Threads } from '../session/threads.ts';
import type { Change } from '../../discussions/changes.ts';
import { fetchMessage } from './message-fetching.ts';
import { UserError } from '../runtime/user-error.ts';

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
export interface MessageDetails {
  readonly authorName: string;
  readonly mentioned: MentionedNames;
  /** Whether the author can moderate in the thread's channel. */
  readonly staff: boolean;
}

/** A reply from a message for which `isReply` holds. */
export function replyFromMessage(message: APIMessage, { authorName, mentioned, staff }: MessageDetails): WrittenReply {
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

/** A member as far as permissions go: ids of the user and of their roles. */
export interface MemberRoles {
  readonly user: string;
  readonly roles: readonly string[];
}

/** What a member may do in a channel (in a thread's, as its channel has it), from the roles that came with a message: discord.js computes it only for members that it has cached. */
function permissionsIn(channel: GuildBasedChannel, { user, roles }: MemberRoles): Readonly<PermissionsBitField> {
  const { guild } = channel;
  const owners = channel.isThread() ? channel.parent : channel;
  const all = new PermissionsBitField(PermissionsBitField.All);
  if (user === guild.ownerId) return all;
  const theirs = [guild.id, ...roles];
  const permissions = new PermissionsBitField(theirs.map((id) => guild.roles.cache.get(id)?.permissions ?? 0n));
  if (permissions.has(PermissionFlagsBits.Administrator)) return all;
  const overwrites = owners?.permissionOverwrites.cache;
  const steps = [[guild.id], roles.filter((id) => id !== guild.id), [user]]; // everyone's, then roles', then the member's own
  for (const step of steps) {
    const here = step.flatMap((id) => overwrites?.get(id) ?? []);
    permissions.remove(here.map(({ deny }) => deny)).add(here.map(({ allow }) => allow));
  }
  return permissions;
}

interface Dependencies {
  client: Client;
  settings: GuildSettingsStore;
}

const MAX_MENTIONED = 50;

/** Names of the roles and of the channels everyone can read that a text mentions. */
function mentionedNames(guild: Guild, content: string): MentionedNames {
  const names: Record<string, string> = {};
  for (const [, id = ''] of [...content.matchAll(new RegExp(FormattingPatterns.Role, 'g'))].slice(0, MAX_MENTIONED)) {
    const role = guild.roles.cache.get(id);
    if (role) names[id] = role.name;
  }
  for (const [, id = ''] of [...content.matchAll(new RegExp(FormattingPatterns.Channel, 'g'))].slice(
    0,
    MAX_MENTIONED,
  )) {
    const channel = guild.channels.cache.get(id);
    const isPublic = channel?.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel);
    if (channel && isPublic) names[id] = channel.name;
  }
  return names;
}

/** A message as events bring it: with its author's membership; one that is read over REST has none. */
export type MessageWithMember = APIMessage & { readonly member?: Pick<APIGuildMember, 'nick' | 'roles'> };

/** What a message alone does not tell; its author is asked for when the message has no membership. */
export type DetailsOf = (place: KnownThread, message: MessageWithMember) => Promise<MessageDetails>;

async function fetchMember(guild: Guild, user: string): Promise<MessageWithMember['member'] | null> {
  try {
    const { nickname, roles } = await guild.members.fetch(user); // kept for a while by discord.js
    return { nick: nickname, roles: [...roles.cache.keys()] };
  } catch (error) {
    if (isUnknownMember(error)) return null; // has left
    throw error;
  }
}

/** Creates the look-up; a member is asked for once, however many messages wait for the answer. */
export function createMessageDetails({ client, settings }: Dependencies): DetailsOf {
  const asked = new Map<string, ReturnType<typeof fetchMember>>();

  function memberOf(guild: Guild, user: string): ReturnType<typeof fetchMember> {
    const key = `${guild.id}/${user}`;
    const answer = asked.get(key) ?? fetchMember(guild, user).finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  }

  async function isStaff(guild: Guild, channel: string, member: MemberRoles): Promise<boolean> {
    const place = guild.channels.cache.get(channel);
    if (place && permissionsIn(place, member).has(PermissionFlagsBits.ManageMessages)) return true;
    if (member.roles.length === 0) return false;
    const { moderatorRole } = await settings.settings(guild.id);
    return moderatorRole !== null && member.roles.includes(moderatorRole);
  }

  return async (place, { author, content, member: given }) => {
    const guild = client.guilds.cache.get(place.guild);
    if (!guild) return { authorName: shownName(author, given), mentioned: {}, staff: false };
    const member = given ?? (await memberOf(guild, author.id));
    const staff = member ? await isStaff(guild, place.channel, { user: author.id, roles: member.roles }) : false;
    return { authorName: shownName(author, member), mentioned: mentionedNames(guild, content), staff };
  };
}

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
export interface ReplyReader {
  /** The reply as an event brings it; what an event tells only in part is read from Discord. */
  written(message: MessageOfEvent): Promise<Change[]>;
  /** The reply with its reactions, as it was read from Discord. */
  changes(message: APIMessage): Promise<Change[]>;
  /** The same for a page of messages; of one that is known as it stands, only the counts: its author need not be asked for. */
  changesOfPage(messages: readonly APIMessage[], records: readonly (CommentRecord | undefined)[]): Promise<Change[]>;
}

interface ReadingDependencies {
  rest: REST;
  threads: Threads;
  surroundingsOf: DetailsOf;
}

/** Creates the reading of messages; those of no discussion change nothing. */
export function createReplyReader({ rest, threads, surroundingsOf }: ReadingDependencies): ReplyReader {
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

/** A member's reply in a thread. Throws `UserError` for what is none, or gone. */
export async function fetchReply(rest: REST, thread: string, id: string): Promise<APIMessage> {
  const message = await fetchMessage(rest, thread, id);
  if (!message) throw new UserError('discord.messageGone');
  if (!isReply(message)) throw new UserError('discord.notAReply');
  return message;
}
