import { discordError } from '../errors.ts';
import { isThread, viewedPlace } from '../world/access.ts';
import type { Place, Thread } from '../world/records.ts';
import { addThreadMember, joinThread, leaveThread, openThreadOf, removeThreadMember } from '../world/thread-members.ts';
import { changeThread, type ThreadChange } from '../world/thread-states.ts';
import { forumPost, threadAlone, threadFromMessage } from '../world/threads.ts';
import type { World } from '../world/world.ts';
import type { Input } from './input.ts';
import { memberNamed, placeNamed } from './lookup.ts';
import { slowly } from './slow-mode.ts';
import { draftFrom, type Action } from './writing.ts';

/** `join` is for the member; `add` and `remove` name another member or "bot". */
function changeMembers(world: World, { userId, thread }: { userId: string; thread: Thread }, input: Input): void {
  const channelId = thread.id;
  const named = (name: string) => memberNamed(world, name === 'bot' ? world.botId : name).user.id;
  const [join, add, remove] = [input.flag('join'), input.optionalText('add'), input.optionalText('remove')];
  if (join === true) joinThread(world, userId, openThreadOf(world, userId, channelId));
  if (join === false) leaveThread(world, userId, openThreadOf(world, userId, channelId));
  if (add !== undefined) addThreadMember(world, userId, { channelId, userId: named(add) });
  if (remove !== undefined) removeThreadMember(world, userId, { channelId, userId: named(remove) });
}

const changeThreadOf: Action = (world, member, input) => {
  const place = viewedPlace(world, member.user.id, placeNamed(world, input.text('channel')).id);
  if (!isThread(place)) throw discordError('wrongChannelType');
  const [locked, archived, name] = [input.flag('lock'), input.flag('archive'), input.optionalText('name')];
  const change: ThreadChange = {
    ...(locked !== undefined && { locked }),
    ...(archived !== undefined && { archived }),
    ...(name !== undefined && { name }),
  };
  if (Object.keys(change).length > 0) changeThread(world, member.user.id, { thread: place, change });
  changeMembers(world, { userId: member.user.id, thread: place }, input);
  return {};
};

const openThread: Action = (world, member, input) => {
  const userId = member.user.id;
  const place = placeNamed(world, input.text('channel'));
  const open = threadOpener(world, { userId, place }, input);
  return { thread: slowly(world, { userId, place, kind: 'thread' }, open).id };
};

/** Opens a thread from the fields: on a message, without one, or as a forum post. */
function threadOpener(world: World, { userId, place }: { userId: string; place: Place }, input: Input): () => Thread {
  const plan = { name: input.text('name'), ...(input.flag('private') && { type: 12 as const }) };
  const channelId = place.id;
  const messageId = input.optionalText('message');
  if (messageId !== undefined) return () => threadFromMessage(world, userId, { channelId, messageId, plan });
  if (place.type !== 15) return () => threadAlone(world, userId, { channelId, plan });
  const tags = input
    .texts('tags')
    .map((wanted) => place.available_tags?.find(({ name }) => name === wanted)?.id ?? wanted);
  const post = { channelId, plan, draft: draftFrom(world, input), tags };
  return () => forumPost(world, userId, post).thread;
}

/** Actions of members on threads, by route. */
export const THREADS: Readonly<Record<string, Action>> = { thread: changeThreadOf, 'open-thread': openThread };
