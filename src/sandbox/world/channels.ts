import { discordError, invalidField } from '../errors.ts';
import { olderFirst } from '../snowflakes.ts';
import { canView, isThread, requirePermission, viewedPlace } from './access.ts';
import type { Channel, Place, Thread } from './records.ts';
import { emptyChannel } from './seed.ts';
import type { World } from './world.ts';

const MAX_NAME = 100;

/** A channel or thread name as Discord stores it: trimmed. Throws 50035 if empty or too long. */
export function placeName(given: string): string {
  const name = given.trim();
  if (name !== '' && name.length <= MAX_NAME) return name;
  throw invalidField('name', 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${MAX_NAME} in length.`);
}

/** The changeable keys of a channel. */
export type ChannelChange = Partial<
  Pick<
    Channel,
    'name' | 'topic' | 'nsfw' | 'type' | 'rate_limit_per_user' | 'permission_overwrites' | 'available_tags' | 'flags'
  >
>;

/** Changes a channel without checking permissions. */
export function rewriteChannel(world: World, channel: Channel, change: ChannelChange): Channel {
  const wasHidden = !canView(world, world.botId, channel);
  const name = change.name === undefined ? channel.name : placeName(change.name);
  Object.assign(channel, change, { name });
  world.emit({ type: 'channel.updated', channel });
  if (wasHidden && canView(world, world.botId, channel)) world.emit({ type: 'threads.gained', channel });
  return channel;
}

/** Creates a channel at the end of the list. */
export function addChannel(world: World, { name, type }: { name: string; type: Channel['type'] }): Channel {
  const channel = emptyChannel({
    id: world.nextId(),
    type,
    guild_id: world.guild.id,
    name: placeName(name),
    position: world.channels.size,
    ...(type === 15 && { available_tags: [] }),
  });
  world.channels.set(channel.id, channel);
  world.emit({ type: 'channel.created', channel });
  return channel;
}

/** Deletes a thread (Manage Threads) or a channel with everything in it (Manage Channels); its threads go without an event. */
export function deletePlace(world: World, by: string, id: string): Place {
  const place = viewedPlace(world, by, id);
  requirePermission(world, { userId: by, place }, isThread(place) ? 'ManageThreads' : 'ManageChannels');
  if (isThread(place)) {
    forget(world, place);
    world.emit({ type: 'thread.deleted', thread: place });
    return place;
  }
  for (const thread of [...world.threads.values()].filter(({ parent_id }) => parent_id === id)) forget(world, thread);
  world.channels.delete(id);
  world.messages.delete(id);
  world.emit({ type: 'channel.deleted', channel: place });
  return place;
}

function forget(world: World, thread: Thread): void {
  world.threads.delete(thread.id);
  world.messages.delete(thread.id);
}

/** The active threads that a member can see, newest first. */
export const activeThreads = (world: World, userId: string): Thread[] =>
  [...world.threads.values()]
    .filter((thread) => !thread.thread_metadata.archived && canView(world, userId, thread))
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)));

/** Which of a channel's archived threads to list, and before which time. */
export interface ArchiveQuery {
  channelId: string;
  isPrivate: boolean;
  before?: string;
}

/** A channel's archived threads, last archived first; private ones need Manage Threads. Throws 50024. */
export function archivedThreads(world: World, by: string, { channelId, isPrivate, before }: ArchiveQuery): Thread[] {
  const place = viewedPlace(world, by, channelId);
  if (isThread(place)) throw discordError('wrongChannelType');
  requirePermission(world, { userId: by, place }, 'ReadMessageHistory');
  if (isPrivate) requirePermission(world, { userId: by, place }, 'ManageThreads');
  const limit = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  const archivedAt = (thread: Thread) => Date.parse(thread.thread_metadata.archive_timestamp);
  return [...world.threads.values()]
    .filter(
      (thread) =>
        thread.parent_id === channelId &&
        (thread.type === 12) === isPrivate &&
        thread.thread_metadata.archived &&
        archivedAt(thread) < limit,
    )
    .toSorted((a, b) => archivedAt(b) - archivedAt(a));
}

/** The archived private threads of a channel that a member has joined, newest first, before an id if given. */
export function joinedArchivedThreads(
  world: World,
  by: string,
  { channelId, before }: { channelId: string; before?: string },
): Thread[] {
  const place = viewedPlace(world, by, channelId);
  requirePermission(world, { userId: by, place }, 'ReadMessageHistory');
  return [...world.threads.values()]
    .filter(({ parent_id, type, joined, thread_metadata: { archived } }) => {
      return parent_id === channelId && type === 12 && archived && by in joined;
    })
    .filter(({ id }) => before === undefined || olderFirst(id, before) < 0)
    .toSorted((a, b) => olderFirst(b.id, a.id));
}
