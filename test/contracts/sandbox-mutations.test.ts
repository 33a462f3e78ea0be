import { ApplicationCommandOptionType as Type, ApplicationCommandType, Routes, type Interaction } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { createContract } from '../../src/sandbox/contract/contract.ts';
import { DISPATCHES } from '../../src/sandbox/contract/dispatches.ts';
import { createJournal } from '../../src/sandbox/journal.ts';
import { OPERATIONS } from '../../src/sandbox/rest/router.ts';
import { forumChannel, textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

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

/** Lets everything happen once that the box can tell of. */
async function everything(box: Box): Promise<void> {
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
    flags: 1 << 15,
    components: [{ type: 17, components: [{ type: 10, content: 'V2' }, { type: 14 }] }],
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
  await vi.waitFor(async () => expect((await box.journal()).entries.some(({ what }) => what === 'RESUMED')).toBe(true));
}

type Key = string | number;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every way to spoil a value a little: a key that there is not in each of its objects, another kind of thing in each of its leaves. */
function* spoilt(
  value: unknown,
  change: (path: readonly Key[], put: unknown) => unknown,
): Generator<[string, unknown]> {
  function* walk(node: unknown, path: readonly Key[]): Generator<[string, unknown]> {
    const named = path.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)).join('.');
    if (!isObject(node)) {
      if (path.length > 0) yield [`${named} is another thing`, change(path, { odd: true })];
      return;
    }
    if (!Array.isArray(node)) yield [`${named}.surprise`, change([...path, 'surprise'], 1)];
    for (const [key, inner] of Object.entries(node)) yield* walk(inner, [...path, key]);
  }
  yield* walk(value, []);
}

/** A copy of what stands as this text, with another value at a path. */
const changed = (text: string) => (path: readonly Key[], put: unknown) => {
  const copy: unknown = JSON.parse(text);
  const parent = path.slice(0, -1).reduce((node, key) => (isObject(node) ? node[key] : undefined), copy);
  if (isObject(parent)) parent[path.at(-1) ?? ''] = put;
  return copy;
};

/** How many violations an answer or a dispatch makes. */
function violations(what: string, isAnswer: boolean, body: unknown): number {
  const journal = createJournal(() => 0);
  const contract = createContract(journal);
  if (isAnswer) contract.answer(what, OPERATIONS[what] ?? {}, body);
  else contract.dispatch(what, body);
  return journal.violations().length;
}

test('whatever is spoilt in an answer or a dispatch breaks the contract', async () => {
  await using box = await startBox();
  await everything(box);
  const samples = new Map<string, { what: string; isAnswer: boolean; text: string }>();
  for (const { kind, what, detail } of (await box.journal()).entries) {
    const isAnswer = kind === 'request';
    const body = isAnswer ? detail['answer'] : detail['payload'];
    if (body === undefined || (!isAnswer && kind !== 'dispatch') || Number(detail['status'] ?? 200) > 299) continue;
    const text = JSON.stringify(body);
    samples.set(`${what} ${text.replaceAll(/\d+/g, '')}`, { what, isAnswer, text });
  }
  const told = new Set([...samples.values()].filter(({ isAnswer }) => !isAnswer).map(({ what }) => what));
  expect([...told].toSorted()).toEqual(Object.keys(DISPATCHES).toSorted());

  const missed = new Set<string>();
  let tried = 0;
  for (const { what, isAnswer, text } of samples.values()) {
    expect({ what, found: violations(what, isAnswer, JSON.parse(text)) }).toEqual({ what, found: 0 });
    for (const [how, body] of spoilt(JSON.parse(text), changed(text))) {
      tried += 1;
      if (violations(what, isAnswer, body) === 0) missed.add(`${what}: ${how}`);
    }
  }
  expect(tried).toBeGreaterThan(2_500);
  expect([...missed]).toEqual([]);
});
