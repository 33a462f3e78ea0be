import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { isThread, messageOf, requirePermission, viewedPlace } from './access.ts';
import { placeName } from './channels.ts';
import { checkDraft, type Draft } from './drafts.ts';
import { postMessage } from './posting.ts';
import type { Channel, Message, Thread } from './records.ts';
import { checkTags } from './tags.ts';
import type { World } from './world.ts';

/** A thread to create. */
export interface ThreadPlan {
  name: string;
  autoArchive?: Thread['thread_metadata']['auto_archive_duration'];
  slowmode?: number;
  type?: Thread['type'];
}

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
    name: placeName(plan.name),
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

/** The channel for a new thread, and its author. Throws 10003, 50001, 50024. */
function parentFor(world: World, by: string, channelId: string) {
  const parent = viewedPlace(world, by, channelId);
  if (isThread(parent)) throw discordError('wrongChannelType');
  const author = world.members.get(by)?.user;
  if (!author) throw discordError('unknownMember');
  return { parent, author };
}

/** Opens the thread of a message, with the message's id. Throws 160004 if it exists. */
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
  message.flags |= MessageFlags.HasThread;
  world.emit({ type: 'message.updated', message });
  postMessage(
    world,
    { author, place: thread, draft: {} },
    {
      type: 21,
      message_reference: {
        type: MessageReferenceType.Default,
        channel_id: channelId,
        message_id: messageId,
        guild_id: world.guild.id,
      },
    },
  );
  return thread;
}

/** Opens a thread without a message; the channel gets a system message. */
export function threadAlone(
  world: World,
  by: string,
  { channelId, plan }: { channelId: string; plan: ThreadPlan },
): Thread {
  const { parent, author } = parentFor(world, by, channelId);
  if (plan.type === 10 && parent.type !== 5) throw discordError('wrongChannelType');
  requirePermission(
    world,
    { userId: by, place: parent },
    plan.type === 12 ? 'CreatePrivateThreads' : 'CreatePublicThreads',
  );
  const thread = newThread(world, by, { id: world.nextId(), parent, plan });
  world.threads.set(thread.id, thread);
  world.emit({ type: 'thread.created', thread });
  if (thread.type !== 12) {
    const reference = { type: MessageReferenceType.Default, channel_id: thread.id, guild_id: world.guild.id };
    postMessage(
      world,
      { author, place: parent, draft: { content: thread.name } },
      { type: 18, message_reference: reference },
    );
  }
  return thread;
}

/** Opens a forum post; thread and starter message share an id. Throws 40066, 40067, 10087. */
export function forumPost(
  world: World,
  by: string,
  wish: { channelId: string; plan: ThreadPlan; draft: Draft; tags: string[] },
): { thread: Thread; message: Message } {
  const { parent, author } = parentFor(world, by, wish.channelId);
  if (parent.type !== 15) throw discordError('wrongChannelType');
  requirePermission(world, { userId: by, place: parent }, 'SendMessages');
  checkTags(world, by, { forum: parent, tags: wish.tags });
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
