import {
  ChannelType,
  type Client,
  DiscordAPIError,
  Events,
  type ForumChannel,
  type Interaction,
  type TextChannel,
} from 'discord.js';
import { RefusedError } from '../../src/cli/drive-sandbox.ts';
import type { Answer } from './people.ts';
import type { Box } from './sandbox.ts';

/** The first text channel that a client knows. */
export function textChannel(client: Client): TextChannel {
  const channel = client.channels.cache.find((each) => each.type === ChannelType.GuildText);
  if (!channel) throw new Error('No text channel');
  return channel;
}

/** The first forum that a client knows. */
export function forumChannel(client: Client): ForumChannel {
  const channel = client.channels.cache.find((each) => each.type === ChannelType.GuildForum);
  if (!channel) throw new Error('No forum');
  return channel;
}

/** Discord's code of what a call was refused with; "no error" when it was not. */
export const codeOf = async (call: Promise<unknown>): Promise<number | string> =>
  call.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof DiscordAPIError || error instanceof RefusedError ? error.code : String(error),
  );

/** Registers the command `ask`, and lets `handle` answer every interaction. */
export async function answerAll(client: Client<true>, handle: (interaction: Interaction) => unknown): Promise<void> {
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
}

/** Types the command `ask` in #news. */
export const ask = async (box: Box, as = 'reader'): Promise<Answer> =>
  box.person(as).command(await box.channel('news'), 'ask');
