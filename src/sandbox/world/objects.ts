import { olderFirst } from '../snowflakes.ts';
import { messagesIn } from './access.ts';
import type { Command } from './interaction-records.ts';
import type { Channel, Member, Message, Place, Thread } from './records.ts';
import { signedUrl } from './files.ts';
import type { World } from './world.ts';

/** A member as REST sends one. */
export const memberObject = ({ locale: _locale, ...member }: Member) => ({
  ...member,
  avatar: null,
  banner: null,
  premium_since: null,
  pending: false,
  flags: 0,
  mute: false,
  deaf: false,
});

/** A member without its user, as messages carry it. */
export function partialMember(member: Member) {
  const { user: _user, ...rest } = memberObject(member);
  return rest;
}

/** A thread for a viewer, with the viewer's membership. */
export function threadObject(thread: Thread, viewer?: string) {
  const { joined, ...wire } = thread;
  const since = viewer === undefined ? undefined : joined[viewer];
  return {
    ...wire,
    member_count: Math.min(50, Object.keys(joined).length),
    ...(viewer !== undefined &&
      since !== undefined && { member: { id: thread.id, user_id: viewer, join_timestamp: since, flags: 0 } }),
  };
}

/** A channel or thread for a viewer. */
export const placeObject = (place: Place, viewer?: string) =>
  'thread_metadata' in place ? threadObject(place, viewer) : channelObject(place);

/** A channel as Discord sends one. */
export const channelObject = (channel: Channel) => ({ ...channel });

/** A message for a viewer: with own reactions, the replied-to message, its thread and signed URLs. */
export function messageObject(world: World, message: Message, viewer: string): Record<string, unknown> {
  const thread = world.threads.get(message.id);
  const answered = message.type === 19 || message.type === 21 ? message.message_reference : undefined;
  const target = answered?.message_id && world.messages.get(answered.channel_id)?.get(answered.message_id);
  const reactions = reactionObjects(message, viewer);
  return {
    ...basicMessage(world, message),
    ...(reactions.length > 0 && { reactions }),
    ...(thread && thread.parent_id === message.channel_id && { thread: threadObject(thread, viewer) }),
    ...(answered && { referenced_message: target ? basicMessage(world, target) : null }),
  };
}

/** A message as referenced by another; per the specification, without reactions and thread. */
function basicMessage(world: World, message: Message) {
  const { reactors: _reactors, pinned_at: _pinnedAt, visible_to: _visibleTo, ...wire } = message;
  const attachments = message.attachments.map((file) => ({ ...file, ...signedUrl(world, message.channel_id, file) }));
  return { ...wire, attachments };
}

const reactionObjects = ({ reactors }: Message, viewer: string) =>
  reactors.map(({ emoji, users }) => ({
    emoji,
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    burst_colors: [],
    me_burst: false,
    me: users.includes(viewer),
  }));

/** A registered command; translations only on request. */
export function commandObject(command: Command, withTranslations: boolean): object {
  const { options, ...rest } = command;
  const whole = { ...rest, ...(options.length > 0 && { options }) };
  return withTranslations ? whole : withoutTranslations(whole);
}

function withoutTranslations(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.endsWith('_localizations'))
      .map(([key, item]: [string, unknown]) => [
        key,
        (key === 'options' || key === 'choices') && Array.isArray(item)
          ? item.map((each: object) => withoutTranslations(each))
          : item,
      ]),
  );
}

/** The messages of a place that a viewer can see, oldest first. */
export const visibleMessages = (world: World, viewer: string, channelId: string): Message[] =>
  [...messagesIn(world, channelId).values()]
    .filter((message) => !message.visible_to || message.visible_to === viewer)
    .toSorted((a, b) => olderFirst(a.id, b.id));
