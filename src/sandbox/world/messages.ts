import { discordError, invalidField } from '../errors.ts';
import { timeOfSnowflake } from '../snowflakes.ts';
import { isThread, may, messageOf, messagesIn, requireOpen, requirePermission, viewedPlace } from './access.ts';
import { storedComponents, storedEmbeds } from './components.ts';
import { checkDraft, MESSAGE_FLAGS, mentionsIn, type Draft } from './drafts.ts';
import { keepFile } from './files.ts';
import { postMessage } from './posting.ts';
import type { Message, Place } from './records.ts';
import { joinThread, unarchiveToWrite } from './threads.ts';
import type { World } from './world.ts';

const NONCE_LIFETIME = 5 * 60 * 1000; // "the past few minutes"
const UNDELETABLE = new Set([1, 2, 3, 4, 5, 21]);
const ANSWERABLE = new Set([0, 19, 20, 23]);
const BULK_AGE = 14 * 24 * 60 * 60 * 1000;

/** Says something in a channel or thread, as far as Discord lets this member. A repeated nonce answers the first message. */
export function sendMessage(
  world: World,
  by: string,
  { channelId, draft }: { channelId: string; draft: Draft },
): Message {
  const place = viewedPlace(world, by, channelId);
  if (place.type === 15) throw discordError('noMessagesInForum');
  const repeated = firstWithNonce(world, by, { channelId, draft });
  if (repeated) return repeated;
  if (isThread(place)) unarchiveToWrite(world, by, place, { dryRun: true });
  requirePermission(world, { userId: by, place }, isThread(place) ? 'SendMessagesInThreads' : 'SendMessages');
  checkDraft(draft);
  if (draft.files?.length) requirePermission(world, { userId: by, place }, 'AttachFiles');
  if (draft.embeds?.length) requirePermission(world, { userId: by, place }, 'EmbedLinks');
  const reference = referenceOf(world, by, { place, draft });
  if (isThread(place)) {
    unarchiveToWrite(world, by, place);
    joinThread(world, by, place);
  }
  const author = world.members.get(by)?.user;
  if (!author) throw discordError('unknownMember');
  const message = postMessage(world, { author, place, draft }, reference);
  if (draft.nonce !== undefined) {
    world.nonces.set(`${by}:${channelId}:${draft.nonce}`, { messageId: message.id, at: world.clock.now() });
  }
  return message;
}

function firstWithNonce(
  world: World,
  by: string,
  { channelId, draft }: { channelId: string; draft: Draft },
): Message | undefined {
  if (draft.nonce === undefined || !draft.enforceNonce) return undefined;
  const known = world.nonces.get(`${by}:${channelId}:${draft.nonce}`);
  if (!known || world.clock.now() - known.at > NONCE_LIFETIME) return undefined;
  return messageOf(world, { userId: by, channelId }, known.messageId);
}

function referenceOf(world: World, by: string, { place, draft }: { place: Place; draft: Draft }): Partial<Message> {
  if (draft.forward) return forwardOf(world, by, draft.forward);
  if (!draft.reply) return {};
  requirePermission(world, { userId: by, place }, 'ReadMessageHistory', 'replyNeedsHistory');
  const target = world.messages.get(place.id)?.get(draft.reply.messageId);
  if (!target || target.visible_to) {
    if (draft.reply.failIfMissing)
      throw invalidField('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
    return {};
  }
  if (!ANSWERABLE.has(target.type)) {
    throw invalidField(
      'message_reference',
      'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
      'Cannot reply to a system message',
    );
  }
  const { mentions } = mentionsIn(world, draft.content ?? '', draft.allowedMentions);
  const pings = draft.allowedMentions ? draft.allowedMentions.replied_user === true : true;
  const isNew = pings && !mentions.some(({ id }) => id === target.author.id) && world.members.has(target.author.id);
  return {
    type: 19,
    mentions: isNew ? [...mentions, target.author] : mentions,
    message_reference: { type: 0, channel_id: place.id, message_id: target.id, guild_id: world.guild.id },
  };
}

function forwardOf(
  world: World,
  by: string,
  { channelId, messageId }: { channelId: string; messageId: string },
): Partial<Message> {
  const source = viewedPlace(world, by, channelId);
  requirePermission(world, { userId: by, place: source }, 'ReadMessageHistory', 'cannotForward');
  const target = messageOf(world, { userId: by, channelId }, messageId);
  const {
    type,
    content,
    mentions,
    mention_roles,
    attachments,
    embeds,
    timestamp,
    edited_timestamp,
    flags,
    components,
  } = target;
  return {
    flags: MESSAGE_FLAGS.hasSnapshot,
    message_reference: { type: 1, channel_id: channelId, message_id: messageId, guild_id: world.guild.id },
    message_snapshots: [
      {
        message: {
          type,
          content,
          mentions,
          mention_roles,
          attachments,
          embeds,
          timestamp,
          edited_timestamp,
          flags,
          components,
        },
      },
    ],
  };
}

/** What an edit changes; what is absent stays. `keep` lists the attachments that stay. */
export type Edit = Draft & { keep?: string[] };

/** Changes a message in place with no question of rights, and tells of it. */
export function rewriteMessage(world: World, message: Message, edit: Edit): Message {
  const kept = edit.keep ? message.attachments.filter(({ id }) => edit.keep?.includes(id)) : message.attachments;
  const attachments = [...kept, ...(edit.files ?? []).map((file) => keepFile(world, message.channel_id, file))];
  const flags = edit.flags === undefined ? message.flags : (message.flags & ~MESSAGE_FLAGS.suppressEmbeds) | edit.flags;
  const next: Edit = {
    content: edit.content ?? message.content,
    embeds: edit.embeds ?? message.embeds,
    components: edit.components ?? message.components,
    flags,
  };
  const extras = { stickers: message.sticker_items ?? [], ...(message.poll && { poll: message.poll }) };
  checkDraft({
    ...next,
    ...extras,
    files: attachments.map(({ filename, content_type }) => ({
      filename,
      content_type: content_type ?? '',
      bytes: new Uint8Array(),
    })),
  });
  Object.assign(message, {
    content: next.content,
    embeds: edit.embeds ? storedEmbeds(edit.embeds, attachments) : message.embeds,
    components: edit.components ? storedComponents(world, edit.components, attachments) : message.components,
    attachments,
    flags,
    edited_timestamp: world.timestamp(),
    ...(edit.content !== undefined && mentionsIn(world, edit.content, edit.allowedMentions)),
  });
  world.emit({ type: 'message.updated', message });
  return message;
}

/** Edits one's own message. Throws 50005 for another's, 50083 in an archived thread. */
export function editMessage(
  world: World,
  by: string,
  { channelId, id, edit }: { channelId: string; id: string; edit: Edit },
): Message {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  requireOpen(place);
  const onlyFlags = Object.keys(edit).every((key) => key === 'flags');
  if (message.author.id !== by) {
    if (!onlyFlags || edit.flags === undefined) throw discordError('notAuthor');
    requirePermission(world, { userId: by, place }, 'ManageMessages');
  }
  if (!ANSWERABLE.has(message.type)) throw discordError('systemMessage');
  return rewriteMessage(world, message, edit);
}

/** Takes messages away with no question of rights. */
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

/** Deletes one's own message, or another's with Manage Messages; archived threads allow it. */
export function deleteMessage(world: World, by: string, { channelId, id }: { channelId: string; id: string }): void {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  if (UNDELETABLE.has(message.type)) throw discordError('systemMessage');
  if (message.author.id !== by && !may(world, { userId: by, place }, 'ManageMessages'))
    throw discordError('missingPermissions');
  removeMessages(world, { channelId, messages: [message], bulk: false });
}

/** Deletes 2 to 100 messages at once with Manage Messages; unknown ids are passed over. Throws 50016, 50034. */
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
