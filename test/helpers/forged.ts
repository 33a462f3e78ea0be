import { ButtonStyle, ComponentType, type APIMessage } from 'discord-api-types/v10';
import type { Newsroom } from './newsroom.ts';

/** A message of the bot with a button that it would never show there; answers its id. */
export async function forgedButton({ sandbox, news }: Newsroom, customId: string): Promise<string> {
  const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Press me', custom_id: customId };
  const response = await fetch(`${sandbox.apiUrl}/v10/channels/${news}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Here', components: [{ type: ComponentType.ActionRow, components: [button] }] }),
  });
  return ((await response.json()) as APIMessage).id;
}
