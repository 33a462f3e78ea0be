import type { Message } from './records.ts';
import type { World } from './world.ts';

const MESSAGE_CONTENT = 1 << 15;

/** Whether the bot may read a message's words: by intent, asked for and granted, or as its own, or when it is mentioned. */
export const contentIsOpen = (world: World, message: Message, intents: number): boolean =>
  (intents & world.grantedIntents & MESSAGE_CONTENT) !== 0 ||
  message.author.id === world.botId ||
  message.mentions.some(({ id }) => id === world.botId);

/** A message's object without what Message Content covers, in what it forwards too. */
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

/** A message's object as a session with these intents gets it; the message that it answers is judged for itself. */
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

/** A message's object as REST shows it to the bot: what the application was granted decides. */
export const shownToBot = (world: World, message: Message, object: object): object =>
  contentFor(world, { message, intents: world.grantedIntents }, object);
