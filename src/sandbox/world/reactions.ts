import { discordError } from '../errors.ts';
import { messageOf, requirePermission, requireOpen, viewedPlace } from './access.ts';
import type { Emoji, Message } from './records.ts';
import type { World } from './world.ts';

const MAX_KINDS = 20;
const EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v;

/** Reads "👍", "name:id" or "<a:name:id>". Throws 10014. */
export function emojiFromText(text: string): Emoji {
  const custom = /^<?(a?):?(\w{2,32}):(\d{15,20})>?$/.exec(text);
  if (custom) return { id: custom[3] ?? '', name: custom[2] ?? '', ...(custom[1] && { animated: true }) };
  if (!EMOJI.test(text)) throw discordError('unknownEmoji');
  return { id: null, name: text };
}

const sameEmoji = (a: Emoji, b: Emoji) => (a.id ? a.id === b.id : a.name === b.name);

/** The target of a reaction. */
export interface ReactionTarget {
  channelId: string;
  id: string;
  emoji: Emoji;
}

function reactable(world: World, by: string, { channelId, id }: { channelId: string; id: string }) {
  const place = viewedPlace(world, by, channelId);
  const message = messageOf(world, { userId: by, channelId }, id);
  requireOpen(place);
  return { place, message };
}

/** Adds a member's reaction; the first of its kind needs Add Reactions. Throws 30010 beyond 20 kinds. */
export function addReaction(world: World, by: string, { channelId, id, emoji }: ReactionTarget): void {
  const { place, message } = reactable(world, by, { channelId, id });
  requirePermission(world, { userId: by, place }, 'ReadMessageHistory');
  const known = message.reactors.find((each) => sameEmoji(each.emoji, emoji));
  if (!known) {
    requirePermission(world, { userId: by, place }, 'AddReactions');
    if (message.reactors.length >= MAX_KINDS) throw discordError('tooManyReactions');
    message.reactors.push({ emoji, users: [by] });
  } else if (known.users.includes(by)) {
    return;
  } else {
    known.users.push(by);
  }
  world.emit({ type: 'reaction.added', message, emoji, userId: by });
}

/** Removes `owner`'s reaction, if any; another's needs Manage Messages. */
export function removeReaction(
  world: World,
  by: string,
  { channelId, id, emoji, owner }: ReactionTarget & { owner: string },
): void {
  const { place, message } = reactable(world, by, { channelId, id });
  if (owner !== by) requirePermission(world, { userId: by, place }, 'ManageMessages');
  const known = message.reactors.find((each) => sameEmoji(each.emoji, emoji));
  if (!known?.users.includes(owner)) return;
  known.users = known.users.filter((userId) => userId !== owner);
  message.reactors = message.reactors.filter(({ users }) => users.length > 0);
  world.emit({ type: 'reaction.removed', message, emoji: known.emoji, userId: owner });
}

/** Removes all reactions, or all of one emoji, with Manage Messages. */
export function clearReactions(
  world: World,
  by: string,
  { channelId, id, emoji }: Omit<ReactionTarget, 'emoji'> & { emoji: Emoji | null },
): void {
  const { place, message } = reactable(world, by, { channelId, id });
  requirePermission(world, { userId: by, place }, 'ManageMessages');
  message.reactors = emoji ? message.reactors.filter((each) => !sameEmoji(each.emoji, emoji)) : [];
  world.emit({ type: 'reactions.cleared', message, emoji });
}

/** Who reacted with an emoji, as user ids. */
export const reactorsOf = (message: Message, emoji: Emoji): string[] =>
  message.reactors.find((each) => sameEmoji(each.emoji, emoji))?.users ?? [];
