import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ContextMenuCommandBuilder,
  ApplicationCommandType,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, test } from 'vitest';
import { answerAll, ask, codeOf } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const COMMANDS = [
  new SlashCommandBuilder()
    .setName('greet')
    .setDescription('Greets somebody')
    .addStringOption((option) => option.setName('who').setDescription('Whom').setRequired(true).setAutocomplete(true))
    .addChannelOption((option) => option.setName('where').setDescription('Where')),
  new SlashCommandBuilder()
    .setName('moderate')
    .setDescription('For moderators')
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages),
  new ContextMenuCommandBuilder().setName('Quote').setType(ApplicationCommandType.Message),
];

async function listen(client: Client<true>, handle: (interaction: Interaction) => unknown): Promise<void> {
  await client.application.commands.set(COMMANDS);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
}

test('a slash command is autocompleted, run and answered privately, visible to its user alone', async () => {
  await using box = await startBox();
  await listen(await box.client(), async (interaction) => {
    if (interaction.isAutocomplete())
      return interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'v' }]);
    if (!interaction.isChatInputCommand()) return undefined;
    const where = interaction.options.getChannel('where')?.name;
    return interaction.reply({
      content: `Hello ${interaction.options.getString('who')} in ${where}`,
      flags: MessageFlags.Ephemeral,
    });
  });
  const news = await box.channel('news');
  const reader = box.person('reader');
  expect(await reader.autocomplete(news, 'greet', { options: { who: 'An' }, focused: 'who' })).toEqual([
    { name: 'An!', value: 'v' },
  ]);
  const { replies } = await reader.command(news, 'greet', { who: 'Ann', where: 'articles' });
  expect(replies.map(({ content }) => content)).toEqual(['Hello Ann in articles']);
  expect((await box.state('reader')).messages[news]).toHaveLength(1);
  expect((await box.state('guest')).messages[news]).toEqual([]);
});

test('a deferral is not an answer: the call returns once it is filled in', async () => {
  await using box = await startBox();
  await listen(await box.client(), async (interaction) => {
    if (!interaction.isChatInputCommand()) return undefined;
    await interaction.deferReply();
    await interaction.editReply('Here it is');
    await interaction.followUp('And more');
  });
  const { replies } = await box.person('reader').command(await box.channel('news'), 'greet', { who: 'x' });
  expect(replies[0]?.content).toBe('Here it is');
});

test('required options, unknown options, forums and permissions are enforced for people', async () => {
  await using box = await startBox();
  await listen(await box.client(), async () => undefined);
  const reader = box.person('reader');
  const news = await box.channel('news');
  await expect(reader.command(news, 'greet')).rejects.toMatchObject({ code: 50_035 });
  await expect(reader.command(news, 'greet', { who: 'x', extra: 1 })).rejects.toMatchObject({ code: 50_035 });
  await expect(reader.command(await box.channel('articles'), 'greet', { who: 'x' })).rejects.toMatchObject({
    code: 50_024,
  });
  await expect(reader.command(news, 'moderate')).rejects.toMatchObject({ code: 50_013 });
  await expect(reader.command(news, 'nothing')).rejects.toMatchObject({ code: 10_063 });
});

test('no response within three seconds of the box’s time is 10062', async () => {
  await using box = await startBox();
  let asked = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (asked = resolve));
  await listen(await box.client(), async () => asked());
  const news = await box.channel('news');
  const call = box
    .person('reader')
    .command(news, 'greet', { who: 'x' })
    .catch((error: unknown) => error);
  await arrived;
  await box.advance('4s');
  expect(await call).toMatchObject({ code: 10_062 });
});

test('a second response to the same interaction is 40060', async () => {
  await using box = await startBox();
  const client = await box.client();
  let code: unknown;
  await listen(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return undefined;
    const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    const body = { type: 4, data: { content: 'Once' } };
    await client.rest.post(path, { body, auth: false });
    await client.rest.post(path, { body, auth: false }).catch((error: { code: unknown }) => (code = error.code));
    await interaction.client.rest.patch(`/webhooks/${client.application.id}/${interaction.token}/messages/@original`, {
      body: { content: 'Twice' },
      auth: false,
    });
  });
  const { replies } = await box.person('reader').command(await box.channel('news'), 'greet', { who: 'x' });
  expect(replies).toHaveLength(1);
  await expect.poll(() => code).toBe(40_060);
});

test.each([
  ['a reply', { type: 4, data: { content: 'Late' } }],
  ['a deferral', { type: 5 }],
])('%s in a thread locked and archived in the meantime is 50083', async (_what, body) => {
  await using box = await startBox();
  const client = await box.client();
  const owner = box.person('owner');
  const channel = await box.channel('news');
  const { thread } = await owner.do<{ thread: string }>('open-thread', { channel, name: 'Closing' });
  let code: unknown;
  await listen(client, async (interaction) => {
    await owner.do('thread', { channel: thread, lock: true, archive: true });
    const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    await client.rest.post(path, { body, auth: false }).catch((error: { code: unknown }) => (code = error.code));
  });
  const call = codeOf(box.person('reader').command(thread, 'greet', { who: 'x' }));
  await expect.poll(() => code).toBe(50_083);
  await box.advance('4s');
  expect(await call).toBe(10_062);
});

test('a button updates its message, a menu selects, a disabled button is refused', async () => {
  await using box = await startBox();
  const button = (id: string) => new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary);
  await listen(await box.client(), async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const menu = new StringSelectMenuBuilder()
        .setCustomId('menu')
        .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' });
      const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
        button('go'),
        button('off').setDisabled(true),
      );
      return interaction.reply({
        content: 'Choose',
        components: [buttons, new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
      });
    }
    if (interaction.isButton()) return interaction.update({ content: 'Gone', components: [] });
    if (!interaction.isStringSelectMenu()) return undefined;
    return interaction.reply({ content: interaction.values.join(), flags: MessageFlags.Ephemeral });
  });
  const reader = box.person('reader');
  const { replies } = await reader.command(await box.channel('news'), 'greet', { who: 'x' });
  const id = replies[0]?.id ?? '';
  await expect(reader.click(id, 'off')).rejects.toMatchObject({ code: 50_035 });
  await expect(reader.select(id, 'menu', 'c')).rejects.toMatchObject({ code: 50_035 });
  expect((await reader.select(id, 'menu', 'b')).replies[0]?.content).toBe('b');
  expect((await reader.click(id, 'go')).replies[0]).toMatchObject({ id, content: 'Gone', components: [] });
});

test('a message command opens a modal with the message’s text, and its submission gets a response', async () => {
  await using box = await startBox();
  await listen(await box.client(), async (interaction) => {
    if (interaction.isMessageContextMenuCommand()) {
      const input = new TextInputBuilder()
        .setCustomId('note')
        .setStyle(TextInputStyle.Short)
        .setValue(interaction.targetMessage.content);
      const label = new LabelBuilder().setLabel('Note').setTextInputComponent(input);
      return interaction.showModal(new ModalBuilder().setCustomId('quote').setTitle('Quote').addLabelComponents(label));
    }
    if (!interaction.isModalSubmit()) return undefined;
    return interaction.reply(`Noted: ${interaction.fields.getTextInputValue('note')}`);
  });
  const said = await box.person('reader').say(await box.channel('news'), 'Words');
  const moderator = box.person('moderator');
  const { modal } = await moderator.menu(said.id, 'Quote');
  expect(modal).toMatchObject({ custom_id: 'quote', title: 'Quote' });
  await expect(moderator.submit('quote', { note: '' })).rejects.toMatchObject({ code: 50_035 });
  expect((await moderator.submit('quote', { note: 'Well said' })).replies[0]?.content).toBe('Noted: Well said');
});

test('registered commands keep their ids, and translations are listed only on request', async () => {
  await using box = await startBox();
  const client = await box.client();
  const command = new SlashCommandBuilder()
    .setName('greet')
    .setNameLocalizations({ de: 'gruss' })
    .setDescription('Greets');
  const first = await client.application.commands.set([command]);
  const second = await client.application.commands.set([command.setDescription('Greets better')]);
  expect([...second.keys()]).toEqual([...first.keys()]);
  const listed = async (query: string) =>
    client.rest.get(`/applications/${client.application.id}/commands`, { query: new URLSearchParams(query) });
  expect(await listed('')).not.toMatchObject([{ name_localizations: expect.anything() as unknown }]);
  expect(await listed('with_localizations=true')).toMatchObject([{ name_localizations: { de: 'gruss' } }]);
});

/** What a request in answer to one interaction was refused with, tried when `ask` is used. */
async function tried(
  attempt: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
): Promise<number | string> {
  await using box = await startBox();
  const outcome = Promise.withResolvers<number | string>();
  await answerAll(await box.client(), (interaction) => {
    if (interaction.isChatInputCommand()) outcome.resolve(codeOf(attempt(interaction)));
  });
  const asked = ask(box).catch((error: unknown) => error);
  const code = await outcome.promise;
  await box.advance('1m');
  await asked;
  return code;
}

const callback = (interaction: ChatInputCommandInteraction, body: object) =>
  interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body, auth: false });

test.each([
  ['choices', { type: 8, data: { choices: [] } }],
  ['an update of a message that there is not', { type: 7, data: { content: 'x' } }],
  ['a reply without data', { type: 4 }],
  ['a type that there is not', { type: 99 }],
  ['a reply of 2,001 characters', { type: 4, data: { content: 'x'.repeat(2001) } }],
])('a command is not answered by %s', async (_what, body) => {
  expect(await tried((interaction) => callback(interaction, body))).toBe(50_035);
});

test('a modal must be the first response: after a deferral it is 40060', async () => {
  const modal = { type: 9, data: { custom_id: 'm', title: 'M', components: [{ type: 10, content: 'x' }] } };
  const code = tried(async (interaction) => {
    await interaction.deferReply();
    return callback(interaction, modal);
  });
  expect(await code).toBe(40_060);
});

test('wrong tokens and tokens never issued are unknown', async () => {
  const wrong = tried((interaction) =>
    interaction.client.rest.post(`/interactions/${interaction.id}/wrong/callback`, { body: { type: 5 }, auth: false }),
  );
  expect(await wrong).toBe(10_062);
  const unknown = tried((interaction) =>
    interaction.client.rest.post(`/webhooks/${interaction.applicationId}/wrong`, {
      body: { content: 'x' },
      auth: false,
    }),
  );
  expect(await unknown).toBe(50_027);
  const early = tried((interaction) =>
    interaction.client.rest.get(`/webhooks/${interaction.applicationId}/${interaction.token}/messages/@original`, {
      auth: false,
    }),
  );
  expect(await early).toBe(10_015);
});

const wordsModal = () => ({
  title: 'Hello',
  custom_id: 'hello',
  components: [{ type: 18, label: 'Words', component: { type: 4, custom_id: 'words', style: 1 } }],
});

test('a modal not opened from a message cannot update one', async () => {
  await using box = await startBox();
  const codes: (number | string)[] = [];
  await answerAll(await box.client(), async (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(wordsModal());
    if (!interaction.isModalSubmit()) return undefined;
    const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    for (const body of [{ type: 6 }, { type: 7, data: { content: 'x' } }])
      codes.push(await codeOf(interaction.client.rest.post(path, { body, auth: false })));
    return interaction.reply('Done');
  });
  await ask(box);
  await box.person('reader').submit('hello', { words: 'Because' });
  expect(codes).toEqual([50_035, 50_035]);
});

test('expired interactions are forgotten, but not open modals', async () => {
  await using box = await startBox();
  const client = await box.client();
  await answerAll(client, (interaction) => {
    if (interaction.isChatInputCommand()) return interaction.showModal(wordsModal());
    return interaction.isModalSubmit() ? interaction.reply('Done') : undefined;
  });
  await ask(box);
  await box.advance('20m');
  await ask(box, 'owner');
  expect((await box.person('reader').submit('hello', { words: 'Because' })).replies[0]?.content).toBe('Done');
});

test('an interaction token allows edits and follow-ups for 15 minutes, then expires', async () => {
  await using box = await startBox();
  const kept = Promise.withResolvers<ChatInputCommandInteraction>();
  await answerAll(await box.client(), async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply('First');
    kept.resolve(interaction);
  });
  await ask(box);
  const interaction = await kept.promise;
  await box.advance('14m');
  await interaction.editReply('Edited');
  const extra = await interaction.followUp({ content: 'More', flags: MessageFlags.Ephemeral });
  await interaction.deleteReply(extra);
  await box.advance('2m');
  expect(await codeOf(interaction.editReply('Too late'))).toBe(50_027);
  expect(await codeOf(interaction.followUp('Too late'))).toBe(50_027);
  expect((await interaction.client.rest.get('/users/@me')) as object).toHaveProperty('id'); // the bot's own token still holds
});

test('autocomplete takes 25 suggestions of 100 characters and no other response', async () => {
  await using box = await startBox();
  const client = await box.client();
  const suggest = (count: number, length: number) =>
    Array.from({ length: count }, (_, n) => ({ name: `${n}`.padStart(length, 'x'), value: `${n}` }));
  const codes: Promise<number | string>[] = [];
  await listen(client, async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const send = (body: object) =>
      codeOf(client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body, auth: false }));
    codes.push(
      send({ type: 8, data: { choices: suggest(26, 3) } }),
      send({ type: 8, data: { choices: suggest(1, 101) } }),
    );
    codes.push(send({ type: 4, data: { content: 'Hello' } }));
    await Promise.all(codes);
    await interaction.respond(suggest(25, 100));
  });
  const news = await box.channel('news');
  const choices = await box.person('reader').autocomplete(news, 'greet', { options: { who: 'x' }, focused: 'who' });
  expect(choices).toHaveLength(25);
  expect(await Promise.all(codes)).toEqual([50_035, 50_035, 50_035]);
});

test('a message command carries the message’s content even without Message Content', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: [] });
  await listen(await box.client({ intents: ['Guilds'] }), async (interaction) => {
    if (interaction.isMessageContextMenuCommand()) await interaction.reply(interaction.targetMessage.content);
  });
  const said = await box.person('reader').say(await box.channel('news'), 'Words');
  expect((await box.person('moderator').menu(said.id, 'Quote')).replies[0]?.content).toBe('Words');
});

test('members cannot use slash commands where they cannot write', async () => {
  await using box = await startBox();
  await listen(await box.client(), async () => undefined);
  const news = await box.channel('news');
  await box.person('owner').do('channel', { channel: news, overwrites: [{ id: 'guest', deny: ['SendMessages'] }] });
  expect(await codeOf(box.person('guest').command(news, 'greet', { who: 'x' }))).toBe(50_013);
});

test('a message command needs permission to send and does not work in an archived thread', async () => {
  await using box = await startBox();
  await listen(await box.client(), async () => undefined);
  const owner = box.person('owner');
  const { thread } = await owner.do<{ thread: string }>('open-thread', { channel: 'news', name: 'Talk' });
  const said = await owner.say(thread, 'Words');
  await owner.do('channel', { channel: 'news', overwrites: [{ id: 'guest', deny: ['SendMessagesInThreads'] }] });
  expect(await codeOf(box.person('guest').menu(said.id, 'Quote'))).toBe(50_013);
  await owner.archive(thread);
  expect(await codeOf(box.person('reader').menu(said.id, 'Quote'))).toBe(50_083);
});
