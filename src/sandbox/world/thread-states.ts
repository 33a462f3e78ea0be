import { discordError } from '../errors.ts';
import { may } from './access.ts';
import { placeName } from './channels.ts';
import type { Thread } from './records.ts';
import { checkTags } from './tags.ts';
import type { World } from './world.ts';

const PINNED = 1 << 1;
const MINUTE = 60_000;

/** Throws 160005 if the member cannot write in a locked thread. */
export function requireUnlocked(world: World, by: string, thread: Thread): void {
  if (!thread.thread_metadata.locked || may(world, { userId: by, place: thread }, 'ManageThreads')) return;
  throw discordError('threadLocked');
}

/** Reopens an archived thread on a new message. */
export function wakeThread(world: World, thread: Thread): void {
  if (!thread.thread_metadata.archived) return;
  setArchived(world, thread, false);
  world.emit({ type: 'thread.updated', thread });
}

function setArchived(world: World, thread: Thread, archived: boolean): void {
  thread.thread_metadata.archived = archived;
  thread.thread_metadata.archive_timestamp = world.timestamp();
  if (archived) thread.flags &= ~PINNED;
}

/** The changeable keys of a thread. */
export interface ThreadChange {
  name?: string;
  archived?: boolean;
  locked?: boolean;
  autoArchive?: Thread['thread_metadata']['auto_archive_duration'];
  slowmode?: number;
  flags?: number;
  tags?: string[];
}

/** Changes a thread: its owner can rename and archive it, Manage Threads allows everything. Throws 50083 while it stays archived. */
export function changeThread(
  world: World,
  by: string,
  { thread, change }: { thread: Thread; change: ThreadChange },
): Thread {
  const manages = may(world, { userId: by, place: thread }, 'ManageThreads');
  const opens = thread.thread_metadata.archived && change.archived === false;
  const others = Object.keys(change).filter((key) => key !== 'archived' && key !== 'locked');
  if (thread.thread_metadata.archived && change.archived !== false && others.length > 0) throw discordError('archived');
  const needsManager = change.locked !== undefined || change.slowmode !== undefined || change.flags !== undefined;
  const mayOpen =
    opens && !thread.thread_metadata.locked && may(world, { userId: by, place: thread }, 'SendMessagesInThreads');
  if (!manages && (needsManager || (thread.owner_id !== by && !(mayOpen && others.length === 0))))
    throw discordError('missingPermissions');
  if (!manages && thread.thread_metadata.locked) throw discordError('missingPermissions');
  const name = change.name === undefined ? thread.name : placeName(change.name);
  if (pins(thread, change)) requirePinnable(world, thread);
  if (change.tags) requireTags(world, by, { thread, tags: change.tags });
  if (change.archived !== undefined && change.archived !== thread.thread_metadata.archived)
    setArchived(world, thread, change.archived);
  if (change.locked !== undefined) thread.thread_metadata.locked = change.locked;
  thread.name = name;
  if (change.autoArchive !== undefined) thread.thread_metadata.auto_archive_duration = change.autoArchive;
  if (change.slowmode !== undefined) thread.rate_limit_per_user = change.slowmode;
  if (change.flags !== undefined) thread.flags = change.flags;
  if (change.tags !== undefined) thread.applied_tags = change.tags;
  world.emit({ type: 'thread.updated', thread });
  return thread;
}

const pins = (thread: Thread, { flags }: ThreadChange) =>
  flags !== undefined && (flags & PINNED) !== 0 && (thread.flags & PINNED) === 0;

/** Only posts of a forum can be pinned (50024), and only one of them at a time (30047). */
function requirePinnable(world: World, { parent_id }: Thread): void {
  if (world.channels.get(parent_id)?.type !== 15) throw discordError('wrongChannelType');
  const isPinned = (other: Thread) => other.parent_id === parent_id && (other.flags & PINNED) !== 0;
  if ([...world.threads.values()].some(isPinned)) throw discordError('tooManyPinnedPosts');
}

/** Only forum posts carry tags (50024), and only their forum's. */
function requireTags(world: World, by: string, { thread, tags }: { thread: Thread; tags: readonly string[] }): void {
  const forum = world.channels.get(thread.parent_id);
  if (forum?.type !== 15) throw discordError('wrongChannelType');
  checkTags(world, by, { forum, tags, before: thread.applied_tags });
}

/** Archives every thread inactive for longer than its own duration, except pinned forum posts. */
export function archiveQuietThreads(world: World): void {
  for (const thread of world.threads.values()) {
    const { archived, auto_archive_duration, archive_timestamp } = thread.thread_metadata;
    if (archived || thread.flags & PINNED) continue;
    const last = thread.last_message_id && world.messages.get(thread.id)?.get(thread.last_message_id);
    const active = Math.max(Date.parse(archive_timestamp), last ? Date.parse(last.timestamp) : 0);
    if (world.clock.now() - active < auto_archive_duration * MINUTE) continue;
    setArchived(world, thread, true);
    world.emit({ type: 'thread.updated', thread });
  }
}
