import {
  CheckboxBuilder,
  CheckboxGroupBuilder,
  FileUploadBuilder,
  type Interaction,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { expect, test } from 'vitest';
import { answerAll, ask, codeOf } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const option = (value: string) => ({ label: value.toUpperCase(), value });
const label = (words: string) => new LabelBuilder().setLabel(words);
const reason = () =>
  new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Paragraph).setMinLength(3).setMaxLength(20);
const kind = () =>
  new StringSelectMenuBuilder().setCustomId('kind').setMaxValues(2).addOptions(['spam', 'rude', 'other'].map(option));
const long = () =>
  new RadioGroupBuilder().setCustomId('long').setRequired(false).addOptions(['day', 'week'].map(option));

const hideModal = () =>
  new ModalBuilder()
    .setCustomId('hide')
    .setTitle('Hide')
    .addTextDisplayComponents((display) => display.setContent('Say why.'))
    .addLabelComponents(
      label('Reason').setTextInputComponent(reason()),
      label('Kind').setStringSelectMenuComponent(kind()),
      label('Tell them').setCheckboxComponent(new CheckboxBuilder().setCustomId('tell')),
      label('How long').setRadioGroupComponent(long()),
    );

test('text, menus, checkboxes and radio buttons in a modal keep to their limits', async () => {
  await using box = await startBox();
  await answerAll(await box.client(), (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(hideModal());
    if (!interaction.isModalSubmit()) return undefined;
    const { fields } = interaction;
    const chosen = [fields.getStringSelectValues('kind'), fields.getCheckbox('tell'), fields.getRadioGroup('long')];
    return interaction.reply(JSON.stringify([fields.getTextInputValue('reason'), ...chosen]));
  });
  const reader = box.person('reader');
  expect((await ask(box)).modal?.components).toHaveLength(5);
  const good = { reason: 'Because', kind: ['spam', 'rude'], tell: true, long: 'week' };
  for (const [field, wrong] of [
    ['reason', 'No'],
    ['reason', 'x'.repeat(21)],
    ['reason', ''],
    ['kind', []],
    ['kind', ['spam', 'rude', 'other']],
    ['kind', ['spam', 'spam']],
    ['kind', 'unknown'],
    ['tell', 'yes'],
    ['long', 'ever'],
    ['unknown', 'field'],
  ] as const) {
    const refused = codeOf(reader.submit('hide', { ...good, [field]: wrong }));
    expect(await refused, `${field}: ${JSON.stringify(wrong)}`).toBe(50_035);
  }
  const { replies } = await reader.submit('hide', good);
  expect(JSON.parse(replies[0]?.content ?? '')).toEqual(['Because', ['spam', 'rude'], true, 'week']);
  expect(await codeOf(reader.submit('hide', good))).toBe(50_035); // it was sent, and is closed
});

test('users, checkbox groups and files are submitted; optional fields can be left out', async () => {
  await using box = await startBox();
  const modal = new ModalBuilder()
    .setCustomId('more')
    .setTitle('More')
    .addLabelComponents(
      label('Who').setUserSelectMenuComponent(new UserSelectMenuBuilder().setCustomId('who')),
      label('Which').setCheckboxGroupComponent(
        new CheckboxGroupBuilder().setCustomId('which').addOptions(['a', 'b'].map(option)),
      ),
      label('Proof').setFileUploadComponent(new FileUploadBuilder().setCustomId('proof').setMaxValues(1)),
      label('Note').setTextInputComponent(
        new TextInputBuilder().setCustomId('note').setStyle(TextInputStyle.Short).setRequired(false),
      ),
    );
  await answerAll(await box.client(), (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(modal);
    if (!interaction.isModalSubmit()) return undefined;
    const { fields } = interaction;
    const who = fields.getSelectedUsers('who')?.map(({ username }) => username);
    const proof = fields.getUploadedFiles('proof')?.map(({ name }) => name);
    return interaction.reply(
      JSON.stringify([who, fields.getCheckboxGroup('which'), proof, fields.getTextInputValue('note')]),
    );
  });
  await ask(box);
  const reader = box.person('reader');
  const file = { filename: 'proof.txt', content: 'x' };
  const good = { who: 'guest', which: ['b'], proof: [file] };
  expect(await codeOf(reader.submit('more', { ...good, which: ['c'] }))).toBe(50_035);
  expect(await codeOf(reader.submit('more', { ...good, proof: [file, file] }))).toBe(50_035);
  expect(await codeOf(reader.submit('more', { ...good, proof: [] }))).toBe(50_035);
  const { replies } = await reader.submit('more', good);
  expect(JSON.parse(replies[0]?.content ?? '')).toEqual([['guest'], ['b'], ['proof.txt'], '']);
});

test('values prefilled by the bot are submitted unless changed', async () => {
  await using box = await startBox();
  await answerAll(await box.client(), (interaction) => {
    if (interaction.isModalSubmit()) return interaction.reply(interaction.fields.getTextInputValue('reason'));
    if (!interaction.isChatInputCommand()) return undefined;
    const parts = label('Reason').setTextInputComponent(reason().setValue('As before'));
    return interaction.showModal(new ModalBuilder().setCustomId('again').setTitle('Again').addLabelComponents(parts));
  });
  await ask(box);
  expect((await box.person('reader').submit('again', {})).replies[0]?.content).toBe('As before');
});

test('only the member a modal was opened for can submit it', async () => {
  await using box = await startBox();
  await answerAll(await box.client(), (interaction) =>
    interaction.isChatInputCommand() ? interaction.showModal(hideModal()) : undefined,
  );
  await ask(box);
  expect(await codeOf(box.person('guest').submit('hide', { reason: 'Not mine' }))).toBe(50_035);
});

const input = (id: string, more: object = {}) => ({
  type: 18,
  label: id,
  component: { type: 4, custom_id: id, style: 1, ...more },
});

test.each([
  ['without a part', []],
  ['of six parts', ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => input(id))],
  ['with one custom id twice', [input('a'), input('a')]],
  ['with a minimum above its maximum', [input('a', { min_length: 9, max_length: 3 })]],
  ['with a disabled part', [{ ...input('a'), component: { type: 5, custom_id: 'a', disabled: true } }]],
  ['with a radio button alone', [{ ...input('a'), component: { type: 21, custom_id: 'a', options: [option('x')] } }]],
  ['with a button', [{ type: 1, components: [{ type: 2, custom_id: 'a', style: 1, label: 'x' }] }]],
  ['with a label of 46 characters', [{ ...input('a'), label: 'x'.repeat(46) }]],
])('a modal %s is refused', async (_what, components) => {
  await using box = await startBox();
  const client = await box.client();
  const answered = Promise.withResolvers<number | string>();
  await answerAll(client, (interaction: Interaction) => {
    const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    const body = { type: 9, data: { custom_id: 'broken', title: 'Broken', components } };
    answered.resolve(codeOf(client.rest.post(path, { body, auth: false })));
    return undefined;
  });
  const unanswered = ask(box).catch((error: unknown) => error);
  expect(await answered.promise).toBe(50_035);
  await box.advance('4s');
  expect(await unanswered).toMatchObject({ code: 10_062 });
});
