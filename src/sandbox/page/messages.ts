import { MessageFlags } from 'discord-api-types/v10';
import { may, whyUnusable } from '../world/access.ts';
import { signedUrl } from '../world/files.ts';
import type { Member, Message, Place } from '../world/records.ts';
import { WRITTEN_TYPES } from '../world/references.ts';
import type { World } from '../world/world.ts';
import { shownComponent, shownEmbed } from './parts.ts';
import type { ShownFile, ShownMessage } from './view.ts';
import { firstWordsOf, htmlOf, nameOf, shownMember } from './words.ts';

/** The viewer and the place. */
export interface Looking {
  world: World;
  member: Member;
  place: Place;
}

const SYSTEM: Readonly<Record<number, string>> = {
  4: 'changed the name of this place',
  6: 'pinned a message to this channel.',
  7: 'joined.',
  18: 'started a thread.',
  21: 'started this thread from a message that was deleted.',
};

function answersOf(world: World, { type, message_reference: reference }: Message): ShownMessage['answers'] {
  if (type !== 19 || !reference?.message_id) return null;
  const target = world.messages.get(reference.channel_id)?.get(reference.message_id);
  if (!target) return { id: null, name: null, text: 'Original message was deleted' };
  const text = target.content ? firstWordsOf(world, target.content) : 'Attachment or component';
  return { id: target.id, name: nameOf(world, target.author), text };
}

/** The name of a command with its subcommand's. */
function commandWords({ name, options }: Record<string, unknown>): string | null {
  if (typeof name !== 'string') return null;
  const [inner] = Array.isArray(options) ? (options as { name: string; type: number; options?: unknown }[]) : [];
  const isNested = inner?.type === 1 || inner?.type === 2;
  return isNested ? `${name} ${commandWords({ ...inner })}` : name;
}

function askedOf(world: World, { interaction_metadata: metadata, type }: Message): ShownMessage['asked'] {
  if (!metadata || (type !== 20 && type !== 23)) return null;
  const words = commandWords(world.interactions.get(metadata.id)?.data ?? {});
  const command = words && type === 20 ? `/${words}` : words;
  return { name: nameOf(world, metadata.user), command };
}

function reactionsOf({ world, member }: Looking, { reactors }: Message): ShownMessage['reactions'] {
  return reactors.map(({ emoji, users }) => ({
    emoji: emoji.id ? `:${emoji.name}:` : emoji.name,
    key: emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name,
    count: users.length,
    isMine: users.includes(member.user.id),
    names: users.flatMap((id) => {
      const user = world.members.get(id)?.user;
      return user ? [nameOf(world, user)] : [];
    }),
  }));
}

const filesOf = (world: World, { attachments, channel_id }: Message): ShownFile[] =>
  attachments.map((file) => ({
    name: file.filename,
    url: signedUrl(world, channel_id, file).url,
    size: file.size,
    description: file.description ?? null,
    isImage: file.content_type?.startsWith('image/') ?? false,
    width: file.width ?? null,
    height: file.height ?? null,
  }));

function othersOf({ poll, sticker_items, message_snapshots, flags, type }: Message): string[] {
  const others = [];
  if (poll) others.push(`Poll: ${poll.question.text ?? ''}`);
  for (const { name } of sticker_items ?? []) others.push(`Sticker: ${name}`);
  if (message_snapshots?.length) others.push('Forwarded message');
  if (flags & MessageFlags.IsVoiceMessage) others.push('Voice message');
  if (!WRITTEN_TYPES.has(type) && !SYSTEM[type]) others.push(`System message of type ${type}`);
  return others;
}

function threadOf(world: World, message: Message): ShownMessage['thread'] {
  const thread = world.threads.get(message.id);
  if (!thread || thread.parent_id !== message.channel_id) return null;
  return { id: thread.id, name: thread.name, count: thread.message_count };
}

const THREAD_STARTER = 21;

/** A message as a member sees it; a thread starts with the message it was opened from, without its buttons. */
export function shownMessage(looking: Looking, message: Message): ShownMessage {
  const reference = message.type === THREAD_STARTER ? message.message_reference : undefined;
  const opener = reference?.message_id && looking.world.messages.get(reference.channel_id)?.get(reference.message_id);
  return opener ? { ...shownWords(looking, opener), components: [], thread: null } : shownWords(looking, message);
}

function shownWords(looking: Looking, message: Message): ShownMessage {
  const { world, member, place } = looking;
  const isOwn = message.author.id === member.user.id;
  const isWritten = WRITTEN_TYPES.has(message.type);
  return {
    id: message.id,
    author: shownMember(world, message.author),
    at: message.timestamp,
    editedAt: message.edited_timestamp,
    content: message.content,
    html: htmlOf(world, message.content),
    system: SYSTEM[message.type] ?? null,
    answers: answersOf(world, message),
    asked: askedOf(world, message),
    reactions: reactionsOf(looking, message),
    attachments: filesOf(world, message),
    embeds: message.flags & MessageFlags.SuppressEmbeds ? [] : message.embeds.map((each) => shownEmbed(world, each)),
    components: message.components.map((each) => shownComponent(world, each, whyUnusable(place) === null)),
    others: othersOf(message),
    thread: threadOf(world, message),
    isPinned: message.pinned,
    isPrivate: message.visible_to !== null,
    isThinking: (message.flags & MessageFlags.Loading) !== 0,
    isSilent: (message.flags & MessageFlags.SuppressNotifications) !== 0,
    may: {
      edit: isOwn && isWritten,
      delete: isOwn || message.visible_to !== null || may(world, { userId: member.user.id, place }, 'ManageMessages'),
    },
  };
}
