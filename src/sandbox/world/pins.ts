import { MessageReferenceType } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { messageOf, messagesIn, requirePermission, requireOpen, viewedPlace } from './access.ts';
import { postMessage } from './posting.ts';
import type { Message } from './records.ts';
import { WRITTEN_TYPES } from './references.ts';
import type { World } from './world.ts';

const MAX_PINS = 250;

/** The pinned messages of a place, last pinned first. */
export const pinnedIn = (world: World, channelId: string): (Message & { pinned_at: string })[] =>
  [...messagesIn(world, channelId).values()]
    .filter((message): message is Message & { pinned_at: string } => message.pinned_at !== null)
    .toSorted((a, b) => b.pinned_at.localeCompare(a.pinned_at));

function pinTarget(world: World, by: string, { channelId, id }: { channelId: string; id: string }) {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  requireOpen(place);
  requirePermission(world, { userId: by, place }, 'ReadMessageHistory');
  requirePermission(world, { userId: by, place }, 'PinMessages');
  return { place, message };
}

/** Pins a message and posts the system message. Throws 30003 beyond 250, 50021 for a system message. */
export function pinMessage(world: World, by: string, target: { channelId: string; id: string }): void {
  const { place, message } = pinTarget(world, by, target);
  if (!WRITTEN_TYPES.has(message.type) || message.visible_to) throw discordError('systemMessage');
  if (message.pinned) return;
  if (pinnedIn(world, place.id).length >= MAX_PINS) throw discordError('tooManyPins');
  message.pinned = true;
  message.pinned_at = world.timestamp();
  place.last_pin_timestamp = message.pinned_at;
  world.emit({ type: 'message.updated', message });
  world.emit({ type: 'pins.changed', channelId: place.id, at: message.pinned_at });
  const author = world.members.get(by)?.user ?? message.author;
  postMessage(
    world,
    { author, place, draft: {} },
    {
      type: 6,
      message_reference: {
        type: MessageReferenceType.Default,
        channel_id: place.id,
        message_id: message.id,
        guild_id: world.guild.id,
      },
    },
  );
}

/** Unpins a message without a system message. */
export function unpinMessage(world: World, by: string, target: { channelId: string; id: string }): void {
  const { place, message } = pinTarget(world, by, target);
  if (!message.pinned) return;
  message.pinned = false;
  message.pinned_at = null;
  place.last_pin_timestamp = pinnedIn(world, place.id)[0]?.pinned_at ?? null;
  world.emit({ type: 'message.updated', message });
  world.emit({ type: 'pins.changed', channelId: place.id, at: place.last_pin_timestamp });
}
