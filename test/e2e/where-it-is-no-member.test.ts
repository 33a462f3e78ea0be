import { ApplicationCommandOptionType, MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import type { CommandContext } from '../../src/discord/runtime/command.ts';
import { answerInteractions } from '../../src/discord/runtime/interactions.ts';
import { ask } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

test('where the bot is no member, invited with its commands alone, it says so to whoever uses one', async () => {
  await using box = await startBox();
  const client = await box.client();
  const description = 'Asks';
  await client.application.commands.set([
    {
      name: 'ask',
      description,
      options: [{ name: 'what', description, type: ApplicationCommandOptionType.String, autocomplete: true }],
    },
  ]);
  const note = (): void => undefined;
  const log = { error: note, warn: note, info: note, debug: note };
  answerInteractions({ client, log } as unknown as CommandContext, { commands: [], components: {} });
  client.guilds.cache.clear();

  const { replies } = await ask(box);
  expect(replies[0]?.flags).toBe(MessageFlags.Ephemeral);
  expect(replies[0]?.content).toContain('I am not on this server just now');
  const typed = { options: { what: 'x' }, focused: 'what' };
  expect(await box.person('reader').autocomplete(await box.channel('news'), 'ask', typed)).toEqual([]);
});
