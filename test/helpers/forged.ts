import { once } from 'node:events';
import { ButtonStyle, ComponentType, type APIMessage } from 'discord-api-types/v10';
import { Client, Events } from 'discord.js';
import { reportModal } from '../../src/discord/moderation/reports.ts';
import { translator } from '../../src/language/translate.ts';
import type { Newsroom } from './newsroom.ts';

/** A message of the bot with a button that it would never show there, in #news or another channel; answers its id. */
export async function forgedButton({ sandbox, news }: Newsroom, customId: string, channel = news): Promise<string> {
  const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Press me', custom_id: customId };
  const response = await fetch(`${sandbox.apiUrl}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Here', components: [{ type: ComponentType.ActionRow, components: [button] }] }),
  });
  return ((await response.json()) as APIMessage).id;
}

/** Opens a modal of the bot's with a custom id that it would never give it, in a thread, to that member; the app is started anew for that. */
export async function forgedModal(
  newsroom: Newsroom,
  { as, thread, customId }: { as: string; thread: string; customId: string },
): Promise<void> {
  const button = await forgedButton(newsroom, 'open', thread);
  await newsroom.stopApp();
  const client = new Client({ intents: [], rest: { api: newsroom.sandbox.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isButton()) void interaction.showModal(reportModal('1', translator('en')).setCustomId(customId));
  });
  const isReady = once(client, Events.ClientReady);
  await client.login(newsroom.sandbox.token);
  await isReady;
  await newsroom.person(as).click(button, 'open');
  await client.destroy();
  await newsroom.startApp();
}
