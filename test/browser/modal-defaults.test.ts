import { CheckboxBuilder, LabelBuilder, ModalBuilder } from 'discord.js';
import { test } from 'vitest';
import { openPage } from '../helpers/browser-newsroom.ts';
import { answerAll } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const box = (id: string, isOn: boolean) =>
  new LabelBuilder().setLabel(id).setCheckboxComponent(new CheckboxBuilder().setCustomId(id).setDefault(isOn));

test('a checkbox that is on by default is shown on and sent as shown', async () => {
  await using discord = await startBox();
  await answerAll(await discord.client(), (interaction) => {
    if (interaction.isChatInputCommand())
      return interaction.showModal(
        new ModalBuilder()
          .setCustomId('boxes')
          .setTitle('Boxes')
          .addLabelComponents(box('left', true), box('turned', true), box('off', false)),
      );
    if (!interaction.isModalSubmit()) return undefined;
    const { fields } = interaction;
    return interaction.reply(['left', 'turned', 'off'].map((id) => `${id}: ${fields.getCheckbox(id)}`).join(', '));
  });
  await using browser = await openPage(discord.sandbox.url);
  const { page } = browser;
  const write = page.getByRole('combobox', { name: /^Message #news/ });
  await write.fill('/ask ');
  await page.getByRole('form', { name: 'Command ask' }).getByRole('button', { name: 'Send' }).click();
  await page.getByRole('checkbox', { name: 'left', checked: true }).waitFor();
  await page.getByRole('checkbox', { name: 'off', checked: false }).waitFor();
  await page.getByRole('checkbox', { name: 'turned' }).uncheck();
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('article').getByText('left: true, turned: false, off: false').waitFor();
});
