import type { Message } from './records.ts';
import type { World } from './world.ts';

const MESSAGE_CONTENT = 1 << 15;

/** Whether the bot may read a message's words: by the intent, or as its own, or when it is mentioned. */
export const contentIsOpen = (world: World, message: Message, intents: number): boolean =>
  (intents & MESSAGE_CONTENT) !== 0 ||
  message.author.id === world.botId ||
  message.mentions.some(({ id }) => id === world.botId);

/** A message's object without what Message Content covers. */
export function withoutContent(object: object): object {
  const { poll: _poll, ...rest }: Record<string, unknown> = { ...object };
  return { ...rest, content: '', embeds: [], attachments: [], components: [] };
}

/** A message's object as REST shows it to the bot: what the application was granted decides. */
export const shownToBot = (world: World, message: Message, object: object): object =>
  contentIsOpen(world, message, world.grantedIntents) ? object : withoutContent(object);
