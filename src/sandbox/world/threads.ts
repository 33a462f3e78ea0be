import { discordError, invalidField } from '../errors.ts';
import { isThread, may, messageOf, requirePermission, viewedPlace } from './access.ts';
import { MESSAGE_FLAGS, checkDraft, type Draft } from './drafts.ts';
import { postMessage } from './posting.ts';
import type { Channel, Message, Thread } from './records.ts';
import type { World } from './world.ts';

/** What a new thread is to be. */
export interface ThreadPlan {
  name: string;
  autoArchive?: Thread['thread_metadata']['auto_archive_duration'];
  slowmode?: number;
  type?: Thread['type'];
}

const REQUIRE_TAG = 1 << 4;
const PINNED = 1 << 1;
const MINUTE = 60_000;

function newThread(
  world: World,
  by: string,
  { id, parent, plan }: { id: string; parent: Channel; plan: ThreadPlan },
): Thread {
  const now = world.timestamp();
  return {
    id,
    type: parent.type === 5 ? 10 : (plan.type ?? 11),
    guild_id: world.guild.id,
    parent_id: parent.id,
    owner_id: by,
    name: plan.name,
    flags: 0,
    rate_limit_per_user: plan.slowmode ?? 0,
    last_message_id: null,
    last_pin_timestamp: null,
    message_count: 0,
    total_message_sent: 0,
    applied_tags: [],
    thread_metadata: {
      archived: false,
      archive_timestamp: now,
      auto_archive_duration: plan.autoArchive ?? 4320,
      locked: false,
      create_timestamp: now,
    },
    joined: { [by]: now },
  };
}

/** The channel that may get a thread, and its author. Throws 10003, 50001, 50024. */
function parentFor(world: World, by: string, channelId: string) {
  const parent = viewedPlace(world, by, channelId);
  if (isThread(parent)) throw discordError('wrongChannelType');
  const author = world.members.get(by)?.user;
  if (!author) throw discordError('unknownMember');
  return { parent, author };
}

/** Opens the thread of a message; it has the message's id. Throws 160004 when there is one already. */
export function threadFromMessage(
  world: World,
  by: string,
  { channelId, messageId, plan }: { channelId: string; messageId: string; plan: ThreadPlan },
): Thread {
  const { parent, author } = parentFor(world, by, channelId);
  if (parent.type === 15) throw discordError('wrongChannelType');
  const message = messageOf(world, { userId: by, channelId }, messageId);
  if (world.threads.has(messageId)) throw discordError('threadExists');
  requirePermission(world, { userId: by, place: parent }, 'CreatePublicThreads');
  const thread = newThread(world, by, { id: messageId, parent, plan });
  world.threads.set(thread.id, thread);
  world.emit({ type: 'thread.created', thread });
  message.flags |= MESSAGE_FLAGS.hasThread;
  world.emit({ type: 'message.updated', message });
  postMessage(
    world,
    { author, place: thread, draft: {} },
    {
      type: 21,
      message_reference: { type: 0, channel_id: channelId, message_id: messageId, guild_id: world.guild.id },
    },
  );
  return thread;
}

/** Opens a thread that hangs on no message; the channel gets a line about it. */
export function threadAlone(
  world: World,
  by: string,
  { channelId, plan }: { channelId: string; plan: ThreadPlan },
): Thread {
  const { parent, author } = parentFor(world, by, channelId);
  requirePermission(
    world,
    { userId: by, place: parent },
    plan.type === 12 ? 'CreatePrivateThreads' : 'CreatePublicThreads',
  );
  const thread = newThread(world, by, { id: world.nextId(), parent, plan });
  world.threads.set(thread.id, thread);
  world.emit({ type: 'thread.created', thread });
  if (thread.type !== 12) {
    const reference = { type: 0, channel_id: thread.id, guild_id: world.guild.id } as const;
    postMessage(
      world,
      { author, place: parent, draft: { content: plan.name } },
      { type: 18, message_reference: reference },
    );
  }
  return thread;
}

/** Opens a forum post; thread and starter message share an id. Throws 40067, 10087. */
export function forumPost(
  world: World,
  by: string,
  wish: { channelId: string; plan: ThreadPlan; draft: Draft; tags: string[] },
): { thread: Thread; message: Message } {
  const { parent, author } = parentFor(world, by, wish.channelId);
  if (parent.type !== 15) throw discordError('wrongChannelType');
  requirePermission(world, { userId: by, place: parent }, 'SendMessages');
  if (parent.flags & REQUIRE_TAG && wish.tags.length === 0) throw discordError('tagRequired');
  for (const id of wish.tags) {
    const tag = parent.available_tags?.find((each) => each.id === id);
    if (!tag) throw discordError('unknownTag');
    if (tag.moderated) requirePermission(world, { userId: by, place: parent }, 'ManageThreads');
  }
  if (wish.tags.length > 5)
    throw invalidField('applied_tags', 'BASE_TYPE_BAD_LENGTH', 'Must be between 0 and 5 in length.');
  checkDraft(wish.draft);
  if (wish.draft.files?.length) requirePermission(world, { userId: by, place: parent }, 'AttachFiles');
  if (wish.draft.embeds?.length) requirePermission(world, { userId: by, place: parent }, 'EmbedLinks');
  const thread = newThread(world, by, { id: world.nextId(), parent, plan: wish.plan });
  thread.applied_tags = wish.tags;
  world.threads.set(thread.id, thread);
  parent.last_message_id = thread.id;
  world.emit({ type: 'thread.created', thread });
  const message = postMessage(world, { author, place: thread, draft: wish.draft }, { id: thread.id });
  return { thread, message };
}

/** Adds a member to a thread, as sending in it does. */
export function joinThread(world: World, userId: string, thread: Thread): void {
  if (userId in thread.joined) return;
  thread.joined[userId] = world.timestamp();
  world.emit({ type: 'thread.joined', thread, userId });
}

/** Opens an archived thread again because somebody writes in it. Throws 160005 when it is locked to them. */
export function unarchiveToWrite(world: World, by: string, thread: Thread, { dryRun = false } = {}): void {
  const { locked, archived } = thread.thread_metadata;
  if (locked && !may(world, { userId: by, place: thread }, 'ManageThreads')) throw discordError('threadLocked');
  if (!archived || dryRun) return;
  setArchived(world, thread, false);
  world.emit({ type: 'thread.updated', thread });
}

function setArchived(world: World, thread: Thread, archived: boolean): void {
  thread.thread_metadata.archived = archived;
  thread.thread_metadata.archive_timestamp = world.timestamp();
  if (archived) thread.flags &= ~PINNED;
}

/** What can be changed about a thread. */
export interface ThreadChange {
  name?: string;
  archived?: boolean;
  locked?: boolean;
  autoArchive?: Thread['thread_metadata']['auto_archive_duration'];
  slowmode?: number;
  flags?: number;
  tags?: string[];
}

/** Changes a thread: its owner may rename and archive it, Manage Threads allows all. Throws 50083 while it stays archived. */
export function changeThread(world: World, by: string, thread: Thread, change: ThreadChange): Thread {
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
  if (change.archived !== undefined && change.archived !== thread.thread_metadata.archived)
    setArchived(world, thread, change.archived);
  if (change.locked !== undefined) thread.thread_metadata.locked = change.locked;
  if (change.name !== undefined) thread.name = change.name;
  if (change.autoArchive !== undefined) thread.thread_metadata.auto_archive_duration = change.autoArchive;
  if (change.slowmode !== undefined) thread.rate_limit_per_user = change.slowmode;
  if (change.flags !== undefined) thread.flags = change.flags;
  if (change.tags !== undefined) thread.applied_tags = change.tags;
  world.emit({ type: 'thread.updated', thread });
  return thread;
}

/** Archives every thread that has been quiet for longer than its own limit; pinned forum posts stay. */
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
