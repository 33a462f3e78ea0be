import {
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ComponentType,
  MessageFlags,
  Routes,
  type Interaction,
} from 'discord.js';
import { expect, vi } from 'vitest';
import { forumChannel, textChannel } from './discord.ts';
import type { Box } from './sandbox.ts';

const option = (type: Type, name: string) => ({ type, name, description: 'Something' });
const COMMANDS = [
  {
    name: 'ask',
    description: 'Asks',
    options: [
      { ...option(Type.String, 'words'), autocomplete: true },
      option(Type.User, 'who'),
      option(Type.Channel, 'where'),
      option(Type.Role, 'role'),
      option(Type.Attachment, 'file'),
    ],
  },
  { name: 'Whose', type: ApplicationCommandType.User },
  { name: 'Which', type: ApplicationCommandType.Message },
];
const BUTTON = { type: 2, style: 2, label: 'Press', custom_id: 'press' };
const MENU = { type: 5, custom_id: 'people' };
const MODAL = {
  title: 'Why',
  custom_id: 'why',
  components: [{ type: 18, label: 'Words', component: { type: 4, custom_id: 'words', style: 1 } }],
};

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: 'One', value: 'one' }]);
  if (interaction.isChatInputCommand())
    return interaction.reply({
      content: 'Yes',
      components: [BUTTON, MENU].map((each) => ({ type: 1, components: [each] })),
    });
  if (interaction.isButton()) return interaction.showModal(MODAL);
  return interaction.isRepliable() ? interaction.reply({ content: 'Done', withResponse: true }) : undefined;
}

/** Lets everything happen once in a box that it can tell of. */
export async function everything(box: Box): Promise<void> {
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  const client = await box.client({ intents: 34_305 | 2 });
  client.on('interactionCreate', (interaction) => void answer(interaction));
  const [owner, reader, guest] = [box.person('owner'), box.person('reader'), box.person('guest')];
  const news = textChannel(client);
  await client.rest.put(Routes.applicationCommands(client.user.id), { body: COMMANDS });
  await client.application.commands.fetch({ withLocalizations: true });

  const { thread } = await owner.do<{ thread: string }>('open-thread', { channel: news.id, name: 'Talk' });
  await owner.do('thread', { channel: thread, add: 'guest' });
  await owner.do('thread', { channel: thread, remove: 'guest' });
  await client.rest.put(Routes.threadMembers(thread, '@me'));
  await client.rest.get(Routes.threadMembers(thread), { query: new URLSearchParams('with_member=true') });
  const first = await reader.say(thread, 'Look', { attachments: [{ filename: 'a.txt', content: 'bytes' }] });
  await guest.say(thread, 'Seen', { replyTo: first.id });
  await owner.do('say', { channel: news.id, forward: first.id });
  await owner.do('say', { channel: news.id, poll: { question: 'Which?', answers: ['this', 'that'] } });
  await reader.react(first.id, '👍');
  await client.rest.get(Routes.channelMessageReaction(thread, first.id, encodeURIComponent('👍')));
  await reader.unreact(first.id, '👍');
  for (const path of [`/${encodeURIComponent('🎉')}`, '']) {
    await reader.react(first.id, '🎉');
    await owner.do('bot-permission', { channel: 'news', permission: 'ManageMessages', allowed: true });
    await client.rest.delete(`/channels/${thread}/messages/${first.id}/reactions${path}`);
  }
  await owner.pin(first.id);
  await client.rest.get(Routes.channelMessagesPins(thread));
  await reader.edit(first.id, 'Changed');
  await reader.delete(first.id);
  await owner.archive(thread);
  await client.rest.get(`/channels/${news.id}/threads/archived/public`);
  const bulk = [await reader.say(news.id, 'one'), await reader.say(news.id, 'two')].map(({ id }) => id);
  await news.bulkDelete(bulk);
  await news.send({ embeds: [{ title: 'Here', fields: [{ name: 'a', value: 'b' }] }] });
  await news.send({
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: ComponentType.Container,
        components: [{ type: ComponentType.TextDisplay, content: 'V2' }, { type: ComponentType.Separator }],
      },
    ],
  });
  await forumChannel(client).threads.create({ name: 'Post', message: { content: 'Starter' } });

  await owner.autocomplete(news.id, 'ask', { options: { words: 'o' }, focused: 'words' });
  const file = { filename: 'b.txt', content: 'bytes' };
  const asked = { words: 'one', who: 'guest', where: 'news', role: 'Reader', file };
  const said = (await owner.command(news.id, 'ask', asked)).replies[0]?.id ?? '';
  await owner.click(said, 'press');
  await owner.submit('why', { words: 'Because' });
  await owner.select(said, 'people', 'reader');
  for (const menu of ['Whose', 'Which']) await owner.menu(said, menu);

  await owner.do('member', { nick: 'Boss' });
  await owner.do('create-role', { name: 'Staff' });
  await owner.do('role', { role: 'Staff', to: 'reader' });
  await owner.do('role', { role: 'Staff', to: 'reader', take: true });
  await owner.do('delete-role', { role: 'Staff' });
  const { id } = await owner.do<{ id: string }>('create-channel', { name: 'short-lived' });
  await owner.do('open-thread', { channel: id, name: 'Inside' });
  for (const allowed of [false, true])
    await owner.do('bot-permission', { channel: id, permission: 'ViewChannel', allowed });
  await owner.do('delete-channel', { channel: id });
  await guest.do('leave-guild', {});
  await client.rest.delete(Routes.channel(thread));
  await client.rest.get(Routes.guild(box.sandbox.guild), { query: new URLSearchParams('with_counts=true') });
  await client.rest.get(Routes.guildMember(box.sandbox.guild, client.user.id));
  await box.fault({ kind: 'close', code: 4000 });
  await vi.waitFor(
    async () => expect((await box.journal()).entries.some(({ what }) => what === 'RESUMED')).toBe(true),
    8_000,
  );
}
