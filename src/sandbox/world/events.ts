import type { Interaction } from './interaction-records.ts';
import type { Channel, Emoji, Member, Message, Role, Thread } from './records.ts';

/** An event in the guild. */
export type WorldEvent =
  | { type: 'message.created'; message: Message }
  | { type: 'message.updated'; message: Message }
  | { type: 'messages.deleted'; channelId: string; messages: Message[]; bulk: boolean }
  | { type: 'reaction.added'; message: Message; emoji: Emoji; userId: string }
  | { type: 'reaction.removed'; message: Message; emoji: Emoji; userId: string }
  | { type: 'reactions.cleared'; message: Message; emoji: Emoji | null }
  | { type: 'pins.changed'; channelId: string; at: string | null }
  | { type: 'thread.created'; thread: Thread }
  | { type: 'thread.updated'; thread: Thread }
  | { type: 'thread.deleted'; thread: Thread }
  /** `gained`: the new member could not see the thread before. */
  | { type: 'thread.joined'; thread: Thread; userId: string; gained: boolean }
  | { type: 'thread.left'; thread: Thread; userId: string }
  | { type: 'channel.created'; channel: Channel }
  | { type: 'channel.updated'; channel: Channel }
  | { type: 'channel.deleted'; channel: Channel }
  /** The bot can see a channel again, with its active threads. */
  | { type: 'threads.gained'; channel: Channel }
  | { type: 'member.updated'; member: Member }
  | { type: 'member.left'; member: Member }
  | { type: 'role.created'; role: Role }
  | { type: 'role.deleted'; role: Role }
  | { type: 'interaction.created'; interaction: Interaction }
  | { type: 'interaction.answered'; interaction: Interaction };

/** Receives every change, in order. */
export type WorldListener = (event: WorldEvent) => void;
