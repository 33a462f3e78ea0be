import { MessageFlags } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { isThread, messageOf, placeOf, requireOpen, requirePermission, viewedPlace } from './access.ts';
import { storedComponents, storedEmbeds } from './components.ts';
import { checkDraft, contentOf, mentionsIn, type Draft } from './drafts.ts';
import { keepFile } from './files.ts';
import { mayPingAll, postMessage } from './posting.ts';
import type { Message } from './records.ts';
import { WRITTEN_TYPES, referenceOf } from './references.ts';
import { requireUnlocked, wakeThread } from './thread-states.ts';
import { joinThread } from './thread-members.ts';
import type { World } from './world.ts';

const NONCE_LIFETIME = 5 * 60 * 1000; // "the past few minutes"

/** Sends a message with Discord's checks for this member. A repeated nonce returns the first message. */
export function sendMessage(
  world: World,
  by: string,
  { channelId, draft }: { channelId: string; draft: Draft },
): Message {
  const place = viewedPlace(world, by, channelId);
  if (place.type === 15) throw discordError('noMessagesInForum');
  const repeated = firstWithNonce(world, by, { channelId, draft });
  if (repeated) return repeated;
  if (isThread(place)) requireUnlocked(world, by, place);
  requirePermission(world, { userId: by, place }, isThread(place) ? 'SendMessagesInThreads' : 'SendMessages');
  checkDraft(draft);
  if (draft.files?.length) requirePermission(world, { userId: by, place }, 'AttachFiles');
  if (draft.embeds?.length) requirePermission(world, { userId: by, place }, 'EmbedLinks');
  const reference = referenceOf(world, by, { place, draft });
  if (isThread(place)) {
    wakeThread(world, place);
    joinThread(world, by, place);
  }
  const author = world.members.get(by)?.user;
  if (!author) throw discordError('unknownMember');
  const message = postMessage(world, { author, place, draft }, reference);
  if (draft.nonce !== undefined) keepNonce(world, `${by}:${channelId}:${draft.nonce}`, message.id);
  return message;
}

function keepNonce({ nonces, clock }: World, key: string, messageId: string): void {
  const at = clock.now();
  nonces.delete(key); // keeps the oldest first
  nonces.set(key, { messageId, at });
  for (const [old, { at: since }] of nonces) {
    if (at - since <= NONCE_LIFETIME) return;
    nonces.delete(old);
  }
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

/** An edit; absent keys stay as they are. `keep` lists the attachments that stay. */
export type Edit = Draft & { keep?: string[] };

/** Whether an edit changes only flags: hiding embeds is not a visible edit. */
const isAboutFlags = (edit: Edit) => Object.keys(edit).every((key) => key === 'flags');

/** Changes a message in place without checking permissions, and emits the event. */
export function rewriteMessage(world: World, message: Message, edit: Edit): Message {
  const kept = edit.keep ? message.attachments.filter(({ id }) => edit.keep?.includes(id)) : message.attachments;
  const dropped = message.attachments.filter((file) => !kept.includes(file));
  const attachments = [...kept, ...(edit.files ?? []).map((file) => keepFile(world, message.channel_id, file))];
  const flags =
    edit.flags === undefined
      ? message.flags
      : (message.flags & ~MessageFlags.SuppressEmbeds) | (edit.flags & ~MessageFlags.Ephemeral);
  const pingsAll = mayPingAll(world, message.author.id, placeOf(world, message.channel_id));
  const next: Edit = {
    content: edit.content === undefined ? message.content : contentOf(edit),
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
    ...(!isAboutFlags(edit) && { edited_timestamp: world.timestamp() }),
    ...(edit.content !== undefined && mentionsIn(world, edit.content, { allowed: edit.allowedMentions, pingsAll })),
  });
  for (const { id } of dropped) world.files.delete(id);
  world.emit({ type: 'message.updated', message });
  return message;
}

/** Edits an own message. Throws 50005 for another's, 50083 in an archived thread, 160005 in a locked one. */
export function editMessage(
  world: World,
  by: string,
  { channelId, id, edit }: { channelId: string; id: string; edit: Edit },
): Message {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  requireOpen(place);
  if (isThread(place)) requireUnlocked(world, by, place);
  if (message.author.id !== by) {
    if (!isAboutFlags(edit) || edit.flags === undefined) throw discordError('notAuthor');
    requirePermission(world, { userId: by, place }, 'ManageMessages');
  }
  if (!WRITTEN_TYPES.has(message.type)) throw discordError('systemMessage');
  return rewriteMessage(world, message, edit);
}

/** Publishes an announcement message to followers. Throws 50024 elsewhere, 40033 the second time. */
export function crosspostMessage(
  world: World,
  by: string,
  { channelId, id }: { channelId: string; id: string },
): Message {
  const place = viewedPlace(world, by, channelId);
  if (place.type !== 5) throw discordError('wrongChannelType');
  const message = messageOf(world, { userId: by, channelId }, id);
  requirePermission(world, { userId: by, place }, message.author.id === by ? 'SendMessages' : 'ManageMessages');
  if (message.flags & MessageFlags.Crossposted) throw discordError('alreadyCrossposted');
  message.flags |= MessageFlags.Crossposted;
  world.emit({ type: 'message.updated', message });
  return message;
}
