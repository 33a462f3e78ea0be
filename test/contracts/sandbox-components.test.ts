import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ChannelType,
  ComponentType,
  MentionableSelectMenuBuilder,
  MessageFlags,
  RoleSelectMenuBuilder,
  type StringSelectMenuBuilder,
  UserSelectMenuBuilder,
} from 'discord.js';
import { expect, test } from 'vitest';
import { answerAll, ask, codeOf, textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const button = (id: string) => new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary);
const row = <Part extends ButtonBuilder | StringSelectMenuBuilder | UserSelectMenuBuilder>(...parts: Part[]) =>
  new ActionRowBuilder<Part>().addComponents(...parts);

test('user, role, mentionable and channel menus send what was selected', async () => {
  await using box = await startBox();
  await answerAll(await box.client(), async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const components = [
        new UserSelectMenuBuilder().setCustomId('users').setMaxValues(2),
        new RoleSelectMenuBuilder().setCustomId('roles'),
        new MentionableSelectMenuBuilder().setCustomId('both').setMaxValues(2),
        new ChannelSelectMenuBuilder().setCustomId('channels').setChannelTypes(ChannelType.GuildForum),
      ].map((menu) => row(menu as UserSelectMenuBuilder)); // rows take one kind of menu at compile time only
      return interaction.reply({ content: 'Choose', components });
    }
    if (!interaction.isAnySelectMenu()) return undefined;
    const users = 'users' in interaction ? interaction.users.map(({ username }) => username) : [];
    const roles = 'roles' in interaction ? interaction.roles.map(({ name }) => name) : [];
    const channels = interaction.isChannelSelectMenu() ? interaction.channels.map((each) => each.id) : [];
    return interaction.reply({ content: [...users, ...roles, ...channels].join() });
  });
  const reader = box.person('reader');
  const id = (await ask(box)).replies[0]?.id ?? '';
  const words = async (menu: string, ...values: string[]) =>
    (await reader.select(id, menu, ...values)).replies[0]?.content;
  expect(await words('users', 'owner', 'guest')).toBe('owner,guest');
  expect(await words('roles', 'Moderator')).toBe('Moderator');
  expect(await words('both', 'guest', 'Moderator')).toBe('guest,Moderator');
  expect(await words('channels', 'articles')).toBe(await box.channel('articles'));
  expect(await codeOf(reader.select(id, 'channels', 'news'))).toBe(50_035);
  expect(await codeOf(reader.select(id, 'users', 'owner', 'guest', 'reader'))).toBe(50_035);
  expect(await codeOf(reader.select(id, 'roles', 'Nobody'))).toBe(50_035);
  expect(await codeOf(reader.click(id, 'roles'))).toBe(50_035);
});

test.each([
  ['six buttons in a row', () => [row(...['a', 'b', 'c', 'd', 'e', 'f'].map(button))]],
  ['two components of one custom id', () => [row(button('a'), button('a'))]],
  ['six rows', () => ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(button(id)))],
  ['a link without an address', () => [{ type: 1, components: [{ type: 2, style: 5, label: 'x' }] }]],
  ['a button without a custom id', () => [{ type: 1, components: [{ type: 2, style: 1, label: 'x' }] }]],
  [
    'a menu with one value twice',
    () => [
      {
        type: 1,
        components: [{ type: 3, custom_id: 'a', options: [1, 2].map((n) => ({ label: `${n}`, value: 'x' })) }],
      },
    ],
  ],
  [
    'a link that is no address of the web',
    () => [{ type: 1, components: [{ type: 2, style: 5, label: 'x', url: 'javascript:1' }] }],
  ],
  [
    'a link with a custom id',
    () => [{ type: 1, components: [{ type: 2, style: 5, label: 'x', url: 'https://e.example', custom_id: 'a' }] }],
  ],
  ['a button with nothing on it', () => [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a' }] }]],
  [
    'a menu with fewer options than must be chosen from',
    () => [
      { type: 1, components: [{ type: 3, custom_id: 'a', max_values: 2, options: [{ label: 'x', value: 'x' }] }] },
    ],
  ],
  ['two components of one id', () => ['a', 'b'].map((id) => ({ ...row(button(id)).toJSON(), id: 7 }))],
  ['a menu beside a button', () => [{ type: 1, components: [button('a').toJSON(), { type: 5, custom_id: 'b' }] }]],
  ['a text display without the flag for it', () => [{ type: 10, content: 'x' }]],
])('%s is refused', async (_what, components) => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const body = { content: 'x', components: components().map((each) => ('toJSON' in each ? each.toJSON() : each)) };
  expect(await codeOf(channel.client.rest.post(`/channels/${channel.id}/messages`, { body }))).toBe(50_035);
});

test.each([
  ['that shows nothing', {}],
  ['with a field without a name', { fields: [{ name: '', value: 'x' }] }],
  ['with a field without a value', { fields: [{ name: 'x', value: ' ' }] }],
  ['whose address is none of the web', { title: 'x', url: 'javascript:1' }],
  ['whose author’s address is none of the web', { author: { name: 'x', url: 'ftp://e.example' } }],
])('an embed %s is refused', async (_what, embed) => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const body = { content: 'x', embeds: [embed] };
  expect(await codeOf(channel.client.rest.post(`/channels/${channel.id}/messages`, { body }))).toBe(50_035);
});

test('components V2 exclude content, hold 40 components and 4,000 characters, and stay V2', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const send = (components: object[], more: object = {}) =>
    channel.send({ components: components as never[], flags: MessageFlags.IsComponentsV2, ...more }); // raw components, as a bot of another library sends them
  const display = (content: string) => ({ type: ComponentType.TextDisplay, content });
  const texts = (count: number, length: number) => Array.from({ length: count }, () => display('x'.repeat(length)));
  expect(await codeOf(send(texts(1, 5), { content: 'and content' }))).toBe(50_035);
  expect(await codeOf(send(texts(41, 1)))).toBe(50_035);
  expect(await codeOf(send(texts(2, 2001)))).toBe(50_035);
  const message = await send([{ type: ComponentType.Container, components: texts(2, 5) }]);
  expect(await codeOf(message.edit({ content: 'legacy again' }))).toBe(50_035);
  expect((await message.fetch()).flags.has(MessageFlags.IsComponentsV2)).toBe(true);
  await expect(send([display('漢'.repeat(3_500))])).rejects.toThrow('Internal Server Error');
});
