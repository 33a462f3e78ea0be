import { canView, isThread, may, type PermissionName } from '../world/access.ts';
import { placesSeen } from '../people/lookup.ts';
import { allComponents } from '../world/component-rules.ts';
import { visibleMessages } from '../world/objects.ts';
import { pinnedIn } from '../world/pins.ts';
import type { Channel, Member, Message, Place } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { shownMessage, type Looking } from './messages.ts';
import type { OpenPlace, ShownPlace } from './view.ts';
import { firstWordsOf, nameOf } from './words.ts';

const BEFORE = 10; // messages shown above a linked one
const KINDS = { 0: 'text', 5: 'announcement', 15: 'forum' } as const;

const tagsOf = (world: World, place: Place): string[] => {
  const known = isThread(place) ? world.channels.get(place.parent_id)?.available_tags : place.available_tags;
  if (!isThread(place)) return (known ?? []).map(({ name }) => name);
  return (known ?? []).filter(({ id }) => place.applied_tags.includes(id)).map(({ name }) => name);
};

function shownPlace(world: World, place: Place): ShownPlace {
  const thread = isThread(place) ? place : null;
  return {
    id: place.id,
    kind: isThread(place) ? 'thread' : KINDS[place.type],
    name: place.name,
    topic: isThread(place) ? null : place.topic,
    parentId: place.parent_id,
    archived: thread?.thread_metadata.archived ?? false,
    locked: thread?.thread_metadata.locked ?? false,
    lastMessageId: place.last_message_id,
    count: thread?.message_count ?? 0,
    tags: thread ? tagsOf(world, place) : [],
  };
}

/** A member's channel list: channels by position, each followed by its threads, newest first. */
export function shownPlaces(world: World, member: Member): ShownPlace[] {
  const seen = placesSeen(world, member.user.id);
  const channels = seen.filter((place): place is Channel => !isThread(place));
  return channels
    .toSorted((a, b) => a.position - b.position)
    .flatMap((channel) => [
      channel,
      ...seen.filter((place) => isThread(place) && place.parent_id === channel.id).toReversed(),
    ])
    .map((place) => shownPlace(world, place));
}

function closedReason({ world, member, place }: Looking): string | null {
  const can = (name: PermissionName) => may(world, { userId: member.user.id, place }, name);
  const name = nameOf(world, member.user);
  if (place.type === 15) return can('SendMessages') ? null : `${name} cannot open posts here without Send Messages.`;
  if (!isThread(place)) return can('SendMessages') ? null : `${name} cannot write here without Send Messages.`;
  if (place.thread_metadata.locked && !can('ManageThreads'))
    return 'This thread is locked: only people with Manage Threads can write.';
  return can('SendMessagesInThreads') ? null : `${name} cannot write here without Send Messages in Threads.`;
}

function slowModeOf({ world, member, place }: Looking): number {
  const isFree = may(world, { userId: member.user.id, place }, 'BypassSlowmode');
  return isFree || place.type === 15 ? 0 : place.rate_limit_per_user;
}

function commandReason({ world, member, place }: Looking): string | null {
  if (place.type === 15) return 'Commands do not work in a forum itself. Open a post.';
  if (isThread(place) && place.thread_metadata.archived) return 'Commands do not work in an archived thread.';
  return may(world, { userId: member.user.id, place }, 'UseApplicationCommands')
    ? closedReason({ world, member, place })
    : `${nameOf(world, member.user)} cannot use commands here without Use Application Commands.`;
}

function rightsIn({ world, member, place }: Looking): OpenPlace['may'] {
  const can = (name: PermissionName) => may(world, { userId: member.user.id, place }, name);
  return {
    send: isThread(place) ? can('SendMessagesInThreads') : can('SendMessages'),
    attach: can('AttachFiles'),
    react: can('AddReactions'),
    pin: can('PinMessages'),
    manage: isThread(place) && (can('ManageThreads') || place.owner_id === member.user.id),
    openThread: !isThread(place) && place.type !== 15 && can('CreatePublicThreads'),
  };
}

/** A message's text in one line, also from embeds and components. */
function lineOf(world: World, { content, embeds, components }: Message): string {
  const inEmbeds = embeds.map(({ title, description }) => `${title ?? ''} ${description ?? ''}`);
  const inComponents = allComponents(components).map((component) => component.content ?? '');
  return firstWordsOf(world, [content, ...inEmbeds, ...inComponents].join(' '));
}

const pinsOf = (world: World, place: Place): OpenPlace['pins'] =>
  pinnedIn(world, place.id).map((message) => ({
    id: message.id,
    name: nameOf(world, message.author),
    text: lineOf(world, message),
  }));

/** A place, how many of its last messages to show at least, and a message that must be included. */
interface Wanted {
  id: string;
  most: number;
  message: string;
}

/** The place as the member sees it, with its last messages; null if there is none. */
export function openPlace(world: World, member: Member, { id, most, message }: Wanted): OpenPlace | null {
  const place = world.channels.get(id) ?? world.threads.get(id);
  if (!place || !canView(world, member.user.id, place)) return null;
  const looking = { world, member, place };
  const mayRead = place.type !== 15 && may(world, { userId: member.user.id, place }, 'ReadMessageHistory');
  const messages = mayRead ? visibleMessages(world, member.user.id, place.id) : [];
  const at = messages.findIndex((each) => each.id === message);
  const first = Math.max(0, Math.min(messages.length - most, at < 0 ? Infinity : at - BEFORE));
  return {
    ...shownPlace(world, place),
    may: rightsIn(looking),
    closed: closedReason(looking),
    slowMode: slowModeOf(looking),
    noCommands: commandReason(looking),
    availableTags: place.type === 15 ? tagsOf(world, place) : [],
    messages: messages.slice(first).map((each) => shownMessage(looking, each)),
    pins: mayRead ? pinsOf(world, place) : [],
    hasEarlier: first > 0,
  };
}
