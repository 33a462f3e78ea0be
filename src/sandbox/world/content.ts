import type { Message } from './records.ts';
import type { World } from './world.ts';

const MESSAGE_CONTENT = 1 << 15;

/** Whether the bot can read a message's content: with the intent requested and granted, as its own, or when mentioned. */
export const contentIsOpen = (world: World, message: Message, intents: number): boolean =>
  (intents & world.grantedIntents & MESSAGE_CONTENT) !== 0 ||
  message.author.id === world.botId ||
  message.mentions.some(({ id }) => id === world.botId);

/** A message object without what Message Content covers, also in what it forwards. */
function withoutContent(object: object): Record<string, unknown> {
  const { poll: _poll, ...rest }: Record<string, unknown> = { ...object };
  const snapshots = rest['message_snapshots'];
  const emptied = { content: '', embeds: [], attachments: [], components: [] };
  return {
    ...rest,
    ...emptied,
    ...(Array.isArray(snapshots) && {
      message_snapshots: snapshots.map(({ message }: { message: object }) => ({ message: { ...message, ...emptied } })),
    }),
  };
}

/** A message object for a session with these intents; the replied-to message is checked separately. */
export function contentFor(
  world: World,
  { message, intents }: { message: Message; intents: number },
  object: object,
): Record<string, unknown> {
  const shown: Record<string, unknown> = contentIsOpen(world, message, intents)
    ? { ...object }
    : withoutContent(object);
  const quoted = shown['referenced_message'];
  if (typeof quoted !== 'object' || quoted === null) return shown;
  const { channel_id = '', message_id = '' } = message.message_reference ?? {};
  const target = world.messages.get(channel_id)?.get(message_id);
  const isOpen = target !== undefined && contentIsOpen(world, target, intents);
  return isOpen ? shown : { ...shown, referenced_message: withoutContent(quoted) };
}

/** A message object for the bot over REST, by the application's granted intents. */
export const shownToBot = (world: World, message: Message, object: object): object =>
  contentFor(world, { message, intents: world.grantedIntents }, object);
