import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import { invalidField } from '../errors.ts';
import { messageOf, requirePermission, viewedPlace } from './access.ts';
import { mentionsIn, type Draft } from './drafts.ts';
import type { Message, Place } from './records.ts';
import type { World } from './world.ts';

/** Types of written messages: only these can be replied to, pinned and edited. */
export const WRITTEN_TYPES: ReadonlySet<number> = new Set([0, 19, 20, 23]);

/** What a reply or a forward adds to a message. Throws 50035, 160002 and 160014. */
export function referenceOf(
  world: World,
  by: string,
  { place, draft }: { place: Place; draft: Draft },
): Partial<Message> {
  if (draft.forward) return forwardOf(world, by, draft.forward);
  if (!draft.reply) return {};
  requirePermission(world, { userId: by, place, otherwise: 'replyNeedsHistory' }, 'ReadMessageHistory');
  const target = world.messages.get(place.id)?.get(draft.reply.messageId);
  if (!target || target.visible_to) {
    if (draft.reply.failIfMissing)
      throw invalidField('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
    return {};
  }
  if (!WRITTEN_TYPES.has(target.type)) {
    throw invalidField(
      'message_reference',
      'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE',
      'Cannot reply to a system message',
    );
  }
  const { mentions } = mentionsIn(world, draft.content ?? '', {
    allowed: draft.allowedMentions,
    pingsAll: false,
  });
  const pings = draft.allowedMentions ? draft.allowedMentions.replied_user === true : true;
  const isNew = pings && !mentions.some(({ id }) => id === target.author.id) && world.members.has(target.author.id);
  return {
    type: 19,
    mentions: isNew ? [...mentions, target.author] : mentions,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: place.id,
      message_id: target.id,
      guild_id: world.guild.id,
    },
  };
}

function forwardOf(
  world: World,
  by: string,
  { channelId, messageId }: { channelId: string; messageId: string },
): Partial<Message> {
  const source = viewedPlace(world, by, channelId);
  requirePermission(world, { userId: by, place: source, otherwise: 'cannotForward' }, 'ReadMessageHistory');
  const target = messageOf(world, { userId: by, channelId }, messageId);
  const snapshot = {
    type: target.type,
    content: target.content,
    mentions: target.mentions,
    mention_roles: target.mention_roles,
    attachments: target.attachments,
    embeds: target.embeds,
    timestamp: target.timestamp,
    edited_timestamp: target.edited_timestamp,
    flags: target.flags,
    components: target.components,
  };
  return {
    flags: MessageFlags.HasSnapshot,
    message_reference: {
      type: MessageReferenceType.Forward,
      channel_id: channelId,
      message_id: messageId,
      guild_id: world.guild.id,
    },
    message_snapshots: [{ message: snapshot }],
  };
}
