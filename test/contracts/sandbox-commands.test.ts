import { ApplicationCommandOptionType, ApplicationCommandType, Events, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { codeOf } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const command = (name: string, more: object = {}) => ({ name, description: 'Does something', ...more });

/** The codes in the nested errors of a refused form. */
async function problems(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => ({ rawError: 'no error' }),
    (reason: { rawError: unknown }) => reason,
  );
  return JSON.stringify(error.rawError);
}

const text = (name: string, more: object = {}) => ({
  type: ApplicationCommandOptionType.String,
  name,
  description: 'Text',
  ...more,
});

test('a command can be created, replaced by name, read, changed and deleted', async () => {
  await using box = await startBox();
  const { application } = await box.client();
  const made = await application.commands.create(command('greet'));
  const again = await application.commands.create(command('greet', { description: 'Better' }));
  expect([again.id, again.description]).toEqual([made.id, 'Better']);
  const menu = await application.commands.create({ name: 'greet', type: ApplicationCommandType.Message });
  expect(menu.id).not.toBe(made.id);
  expect((await application.commands.edit(made.id, { name: 'welcome' })).name).toBe('welcome');
  expect((await application.commands.fetch(made.id, { force: true })).description).toBe('Better');
  await application.commands.delete(made.id);
  expect(await codeOf(application.commands.delete(made.id))).toBe(10_063);
  expect(await codeOf(application.commands.create(command('Loud')))).toBe(50_035);
});

test('a guild’s commands are separate from the global ones', async () => {
  await using box = await startBox();
  const { application, guilds } = await box.client();
  const guild = guilds.cache.first();
  const made = await guild?.commands.create(command('local'));
  expect(await application.commands.fetch()).toHaveLength(0);
  expect((await guild?.commands.fetch())?.map(({ name }) => name)).toEqual(['local']);
  expect(await codeOf(application.commands.delete(made?.id ?? ''))).toBe(10_063);
});

test('a command’s permissions are empty, and a bot cannot set them', async () => {
  await using box = await startBox();
  const { application, rest } = await box.client();
  const made = await application.commands.create(command('greet'));
  const path = `/applications/${application.id}/guilds/${box.sandbox.guild}/commands` as const;
  expect(await rest.get(`${path}/permissions`)).toEqual([]);
  expect(await codeOf(rest.get(`${path}/${made.id}/permissions`))).toBe(10_066);
  expect(await codeOf(rest.put(`${path}/${made.id}/permissions`, { body: { permissions: [] } }))).toBe(20_001);
});

test.each([
  ['a name in capitals', command('Greet'), 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name with a space', command('say hello'), 'APPLICATION_COMMAND_INVALID_NAME'],
  ['no description', { name: 'greet' }, 'BASE_TYPE_BAD_LENGTH'],
  ['a description of 101 characters', command('greet', { description: 'x'.repeat(101) }), 'BASE_TYPE_BAD_LENGTH'],
  [
    'a required option after one that is not',
    command('greet', { options: [text('a'), text('b', { required: true })] }),
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'choices besides autocomplete',
    command('greet', { options: [text('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }),
    'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
  ],
  [
    'two options of one name',
    command('greet', { options: [text('a'), text('a')] }),
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    'a translated name in capitals',
    command('greet', { name_localizations: { de: 'Grüßen' } }),
    'APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'a translated name of an option with a space',
    command('greet', { options: [text('who', { name_localizations: { de: 'wen denn' } })] }),
    'APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'a translated description of no length',
    command('greet', { description_localizations: { de: '' } }),
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'two options of one translated name',
    command('greet', {
      options: [text('a', { name_localizations: { de: 'x' } }), text('b', { name_localizations: { de: 'x' } })],
    }),
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    'a subcommand beside an option of another kind',
    command('greet', { options: [{ ...text('a'), type: ApplicationCommandOptionType.Subcommand }, text('b')] }),
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  ['26 options', command('greet', { options: Array.from({ length: 26 }, (_, n) => text(`o${n}`)) }), 'BAD_LENGTH'],
  [
    'more than 8,000 characters, the longest translation counted',
    command('greet', {
      options: Array.from({ length: 25 }, (_, n) =>
        text(`o${n}`, {
          description_localizations: { de: 'x'.repeat(100) },
          choices: Array.from({ length: 3 }, (_each, c) => ({ name: `${c}`.repeat(50), value: `${c}`.repeat(30) })),
        }),
      ),
    }),
    'APPLICATION_COMMAND_TOO_LARGE',
  ],
  [
    'a menu command with a description',
    { ...command('Greet'), type: ApplicationCommandType.Message },
    'APPLICATION_COMMAND_INVALID_DESCRIPTION',
  ],
])('%s is refused', async (_what, body, code) => {
  await using box = await startBox();
  const { application, rest } = await box.client();
  const path = `/applications/${application.id}/commands` as const;
  expect(await problems(rest.put(path, { body: [body] }))).toContain(code);
  expect(await problems(rest.post(path, { body }))).toContain(code);
});

test('a scope holds at most 100 slash commands and 15 of each menu kind, with unique names', async () => {
  await using box = await startBox();
  const { application, rest } = await box.client();
  const path = `/applications/${application.id}/commands` as const;
  const put = (count: number, more: object) =>
    rest.put(path, { body: Array.from({ length: count }, (_, n) => ({ name: `c${n}`, ...more })) });
  const description = 'x';
  expect(await problems(put(101, { description }))).toContain('TOO_MANY');
  expect(await problems(put(16, { type: ApplicationCommandType.Message }))).toContain('TOO_MANY');
  expect(await problems(rest.put(path, { body: [command('a'), command('a')] }))).toContain('DUPLICATE_NAME');
  expect(await problems(put(100, { description }))).toBe('"no error"');
  expect(await codeOf(rest.post(path, { body: command('one-more') }))).toBe(50_035);
});

test('a scope allows 200 new commands a day; commands that keep their name are not new', async () => {
  await using box = await startBox();
  const { application } = await box.client();
  const list = (prefix: string) => Array.from({ length: 100 }, (_, n) => command(`${prefix}${n}`));
  await application.commands.set(list('a'));
  await application.commands.set(list('b'));
  await application.commands.set(list('b'));
  expect(await codeOf(application.commands.set(list('c')))).toBe(30_034);
  await box.advance('25h');
  await application.commands.set(list('c'));
});

const OPTIONS = {
  who: ApplicationCommandOptionType.User,
  role: ApplicationCommandOptionType.Role,
  any: ApplicationCommandOptionType.Mentionable,
  where: ApplicationCommandOptionType.Channel,
  count: ApplicationCommandOptionType.Integer,
  share: ApplicationCommandOptionType.Number,
  sure: ApplicationCommandOptionType.Boolean,
  file: ApplicationCommandOptionType.Attachment,
} as const;

test('every option type arrives as discord.js reads it; values of another type are refused', async () => {
  await using box = await startBox();
  const client = await box.client();
  const options = Object.entries(OPTIONS).map(([name, type]) => ({
    name,
    type,
    description: 'x',
    ...(name === 'where' && { channel_types: [0] }),
    ...(name === 'count' && { min_value: 1, max_value: 9 }),
  }));
  await client.application.commands.set([command('all', { options })]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const { options: given } = interaction;
    const read = [
      given.getUser('who')?.username,
      given.getRole('role')?.name,
      String(given.getMentionable('any') !== null),
      given.getChannel('where')?.name,
      given.getInteger('count'),
      given.getNumber('share'),
      given.getBoolean('sure'),
      given.getAttachment('file')?.name,
    ];
    void interaction.reply(read.join(' '));
  });
  const news = await box.channel('news');
  const reader = box.person('reader');
  const all = {
    who: 'guest',
    role: 'Moderator',
    any: 'reader',
    where: '#news',
    count: 3,
    share: 0.5,
    sure: true,
    file: { filename: 'a.txt', content: 'x' },
  };
  const { replies } = await reader.command(news, 'all', all);
  expect(replies[0]?.content).toBe('guest Moderator true news 3 0.5 true a.txt');
  for (const [name, wrong] of [
    ['who', 'nobody'],
    ['role', 'Nothing'],
    ['where', 'articles'],
    ['count', 10],
    ['count', 1.5],
    ['share', 'much'],
    ['sure', 'perhaps'],
    ['file', {}],
  ] as const) {
    const code = await codeOf(reader.command(news, 'all', { [name]: wrong }));
    expect({ name, code }).toEqual({ name, code: 50_035 });
  }
});

test('choices and text lengths are enforced, and a command with subcommands cannot run alone', async () => {
  await using box = await startBox();
  const client = await box.client();
  const choices = [{ name: 'Red', value: 'r' }];
  const sub = {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'export',
    description: 'x',
    options: [text('colour', { choices }), text('short', { max_length: 3 })],
  };
  await client.application.commands.set([command('privacy', { options: [sub] })]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    void interaction.reply(`${interaction.options.getSubcommand()} ${interaction.options.getString('colour')}`);
  });
  const news = await box.channel('news');
  const reader = box.person('reader');
  expect((await reader.command(news, 'privacy export', { colour: 'Red' })).replies[0]?.content).toBe('export r');
  await expect(reader.command(news, 'privacy')).rejects.toMatchObject({ code: 50_035 });
  await expect(reader.command(news, 'privacy export', { colour: 'Blue' })).rejects.toMatchObject({ code: 50_035 });
  await expect(reader.command(news, 'privacy export', { short: 'long' })).rejects.toMatchObject({ code: 50_035 });
});

test('members without a command’s default permission neither see nor use it; "0" means administrators only', async () => {
  await using box = await startBox();
  const client = await box.client();
  await client.application.commands.set([
    command('open'),
    command('moderate', { defaultMemberPermissions: PermissionFlagsBits.ManageMessages }),
    command('reign', { defaultMemberPermissions: 0n }),
  ]);
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply('done');
  });
  const listed = async (as: string) =>
    (await box.drive<{ name: string }[]>(`commands?as=${as}`)).map(({ name }) => name);
  expect(await listed('reader')).toEqual(['open']);
  expect(await listed('moderator')).toEqual(['open', 'moderate']);
  expect(await listed('owner')).toEqual(['open', 'moderate', 'reign']);
  const news = await box.channel('news');
  expect(await codeOf(box.person('moderator').command(news, 'reign'))).toBe(50_013);
  await box.person('owner').command(news, 'reign');
});
