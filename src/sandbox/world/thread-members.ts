import { discordError } from '../errors.ts';
import { olderFirst } from '../snowflakes.ts';
import { canView, isThread, may, memberOf, requireOpen, requirePermission, viewedPlace } from './access.ts';
import { memberObject } from './objects.ts';
import { postMessage } from './posting.ts';
import type { Member, Thread } from './records.ts';
import type { World } from './world.ts';

/** Adds a member to a thread, as sending a message there does. */
export function joinThread(world: World, userId: string, thread: Thread): void {
  if (userId in thread.joined) return;
  const gained = !canView(world, userId, thread);
  thread.joined[userId] = world.timestamp();
  world.emit({ type: 'thread.joined', thread, userId, gained });
}

/** Removes a member from a thread. */
export function leaveThread(world: World, userId: string, thread: Thread): void {
  if (!(userId in thread.joined)) return;
  delete thread.joined[userId];
  world.emit({ type: 'thread.left', thread, userId });
}

/** An active thread that the member can see. Throws 10003, 50001, 50024, 50083. */
export function openThreadOf(world: World, by: string, channelId: string): Thread {
  const thread = viewedThread(world, by, channelId);
  requireOpen(thread);
  return thread;
}

function viewedThread(world: World, by: string, channelId: string): Thread {
  const place = viewedPlace(world, by, channelId);
  if (!isThread(place)) throw discordError('wrongChannelType');
  return place;
}

/** A membership to read or change. */
export interface Membership {
  channelId: string;
  userId: string;
}

/** The system message when one member adds (1) or removes (2) another. */
function leaveLine(
  world: World,
  by: string,
  { thread, type, member }: { thread: Thread; type: 1 | 2; member: Member },
) {
  const author = memberOf(world, by).user;
  postMessage(world, { author, place: thread, draft: {} }, { type, mentions: [member.user] });
}

/** Adds another member; needs permission to write in the thread. Throws 10007, 50001, 50013, 50083. */
export function addThreadMember(world: World, by: string, { channelId, userId }: Membership): void {
  const thread = openThreadOf(world, by, channelId);
  requirePermission(world, { userId: by, place: thread }, 'SendMessagesInThreads');
  const member = memberOf(world, userId);
  if (!may(world, { userId, place: thread }, 'ViewChannel')) throw discordError('missingAccess');
  if (userId in thread.joined) return;
  joinThread(world, userId, thread);
  leaveLine(world, by, { thread, type: 1, member });
}

/** Removes another member, with Manage Threads or as the owner of a private thread. Throws 10007, 50013, 50083. */
export function removeThreadMember(world: World, by: string, { channelId, userId }: Membership): void {
  const thread = openThreadOf(world, by, channelId);
  const isOwner = thread.type === 12 && thread.owner_id === by;
  if (!isOwner) requirePermission(world, { userId: by, place: thread }, 'ManageThreads');
  const member = memberOf(world, userId);
  if (!(userId in thread.joined)) throw discordError('unknownMember');
  leaveThread(world, userId, thread);
  leaveLine(world, by, { thread, type: 2, member });
}

/** A membership as Discord sends it, on request with the guild member. */
export function threadMemberObject(
  world: World,
  thread: Thread,
  { userId, whole }: { userId: string; whole: boolean },
) {
  const since = thread.joined[userId];
  if (since === undefined) throw discordError('unknownMember');
  const base = { id: thread.id, user_id: userId, join_timestamp: since, flags: 0 };
  return whole ? { ...base, member: memberObject(memberOf(world, userId)) } : base;
}

/** All members of a thread that the bot can see, by id. */
export function threadMembers(world: World, by: string, channelId: string): { thread: Thread; userIds: string[] } {
  const thread = viewedThread(world, by, channelId);
  const userIds = Object.keys(thread.joined).toSorted(olderFirst);
  return { thread, userIds };
}
