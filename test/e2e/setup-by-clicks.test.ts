import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { RefusedError } from '../../src/cli/drive-sandbox.ts';
import { SETUP_STEPS } from '../../src/discord/setup/setup.ts';
import { oneComment } from '../helpers/comments.ts';
import { fillIn } from '../helpers/modals.ts';
import { customIds, postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

/** The setup's message as the owner sees it now. */
async function panel(newsroom: Newsroom, id: string) {
  const messages = (await newsroom.state('owner')).messages[newsroom.news] ?? [];
  const found = messages.find((message) => message.id === id);
  if (!found) throw new Error('The setup is not there');
  return found;
}

interface Roles {
  readonly members: readonly { user: { username: string }; roles: string[] }[];
}

/** The first role of a member. */
async function roleOf(newsroom: Newsroom, name: string): Promise<string> {
  const { members } = await newsroom.drive<Roles>('state?as=owner');
  return members.find(({ user }) => user.username === name)?.roles[0] ?? '';
}

test('from nothing to a first discussion by clicks alone', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  expect(replies[0]?.flags).toBe(MessageFlags.Ephemeral);
  expect(replies[0]?.content).toContain('Where should articles be discussed?');
  await owner.select(id, 'setup:set:home', newsroom.forum);
  await owner.click(id, 'setup:set:openers:discord');
  await owner.click(id, 'setup:set:policy:opt-out');
  await owner.click(id, 'setup:go:reports');
  await owner.select(id, 'setup:set:reports', newsroom.news);
  await owner.click(id, 'setup:set:notify:none');
  await owner.click(id, 'setup:set:language:en');
  await fillIn(owner, await owner.click(id, 'setup:ask:invite'), { invite: 'discord.gg/gazette' });
  await owner.click(id, 'setup:set:posting:off');
  await owner.click(id, 'setup:set:closing:30');
  await owner.click(id, 'setup:set:telling:off');
  for (const step of ['staff', 'authors', 'emoji']) await owner.click(id, `setup:set:${step}:none`);
  const last = await panel(newsroom, id);
  expect(last.content).toContain('All done');
  expect(last.content).toContain('https://discord.gg/gazette');
  expect(last.content).toContain(newsroom.forum);
  expect(last.content).toContain('After 30 days');
  const opened = await owner.select(id, 'setup:first', 'bridge');
  expect(opened.replies[0]?.content).toContain('“The Old Bridge Reopens” is now open for discussion');
  const { discussion } = await newsroom.json();
  expect((await newsroom.state()).channels.find((channel) => channel.id === discussion?.thread)).toMatchObject({
    parent_id: newsroom.forum,
  });
  const log = await owner.command(newsroom.news, 'belowline audit');
  expect(log.replies[0]?.content).toContain('changed a setting · “Post new articles automatically”');
  expect(log.replies[0]?.content).toMatch(/<@\d+> · \[opened a discussion\]/);
});

test('after the first step the rest can be left as it is', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  expect(replies[0] && customIds(replies[0])).not.toContain('setup:go:finish');
  await owner.select(id, 'setup:set:home', newsroom.news);
  await owner.click(id, 'setup:go:finish');
  expect((await panel(newsroom, id)).content).toContain('All done');
  await owner.select(id, 'setup:first', 'bridge');
  expect((await newsroom.json()).discussion?.open).toBe(true);
});

test('the last step appears at once, however slowly Discord lists the discussions', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.open();
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  await newsroom.fault({ kind: 'delay', route: 'GET /channels/{channel_id}', milliseconds: 4_000 });
  for (const step of SETUP_STEPS.slice(1)) await owner.click(replies[0]?.id ?? '', `setup:go:${step}`);
  expect((await panel(newsroom, replies[0]?.id ?? '')).content).toContain('All done');
});

test('a channel that would not work is refused with the reason, and the question stays', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { guild } = await newsroom.state();
  const hidden = [{ id: guild.id, type: 0, allow: '0', deny: String(PermissionFlagsBits.ReadMessageHistory) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.forum, overwrites: hidden });
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const refused = await owner.select(replies[0]?.id ?? '', 'setup:set:home', newsroom.forum);
  expect(refused.replies.at(-1)?.content).toContain('Not everyone can read');
  expect((await panel(newsroom, replies[0]?.id ?? '')).content).toContain('Where should articles be discussed?');
});

test('members without Manage Server cannot use it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const asked = newsroom.person('moderator').command(newsroom.news, 'belowline setup');
  await expect(asked).rejects.toBeInstanceOf(RefusedError);
});

test('check names a removed permission, what denies it, and what to do', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.open();
  const owner = newsroom.person('owner');
  const good = await owner.command(newsroom.news, 'belowline check');
  expect(good.replies[0]?.content).toContain('Pin Messages');
  expect(good.replies[0]?.content).not.toContain('❌');
  await newsroom.drive('bot-permission', {
    as: 'owner',
    channel: newsroom.news,
    permission: 'PinMessages',
    allowed: false,
  });
  await expect
    .poll(async () => (await owner.command(newsroom.news, 'belowline check')).replies[0]?.content)
    .toMatch(/❌ Pin Messages: denied for <@\d+>/);
  const { replies } = await owner.command(newsroom.news, 'belowline check');
  expect(replies[0]?.content).toContain('Fix what is marked');
});

test('where only moderators may open discussions, others get the article privately', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await withSettings(newsroom, { openers: 'moderators' });
  const reader = await newsroom.person('reader').command(newsroom.news, 'article', { article: 'bridge' });
  expect(reader.replies[0]?.content).toContain('No discussion yet');
  const moderator = await newsroom.person('moderator').command(newsroom.news, 'article', { article: 'bridge' });
  expect(moderator.replies[0]?.content).toContain('is now open');
});

test('notify pings the one role that was picked, and only for moderators', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const options = { article: 'bridge', notify: true };
  const none = await newsroom.person('moderator').command(newsroom.news, 'article', options);
  expect(none.replies[0]?.content).toContain('No role has been picked');
  const guest = await roleOf(newsroom, 'guest');
  await withSettings(newsroom, { notifyRole: guest });
  const refused = await newsroom.person('reader').command(newsroom.news, 'article', options);
  expect(refused.replies[0]?.content).toContain('Only moderators');
  await newsroom.person('moderator').command(newsroom.news, 'article', options);
  const { discussion } = await newsroom.json();
  const told = (await postsIn(newsroom, discussion?.thread ?? '')).find(({ mention_roles: mentioned }) =>
    mentioned.includes(guest),
  );
  expect(told?.content).toContain('New discussion');
});

test('an invalid invite is refused with an example, and the question stays', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  for (const step of ['openers', 'policy', 'moderators', 'reports', 'notify', 'language', 'invite']) {
    await owner.click(id, `setup:go:${step}`);
  }
  const refused = await fillIn(owner, await owner.click(id, 'setup:ask:invite'), { invite: 'https://evil.example/' });
  expect(refused.replies.at(-1)?.content).toContain('This is not a Discord invite');
  expect((await panel(newsroom, id)).content).toContain('Now: None');
});

test('check names a permission denied to everyone, a closed report channel and a deleted channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const { guild } = await newsroom.state();
  const make = (name: string) => newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name, type: 'text' });
  const [home, desk] = [await make('home'), await make('desk')];
  await withSettings(newsroom, { homeChannel: home.id, moderatorChannel: desk.id });
  const deny = [{ id: guild.id, type: 0, allow: '0', deny: String(PermissionFlagsBits.SendMessages) }];
  await newsroom.drive('channel', { as: 'owner', channel: desk.id, overwrites: deny });
  const check = async () => (await owner.command(newsroom.news, 'belowline check')).replies[0]?.content ?? '';
  await expect.poll(check).toContain('❌ Send Messages: denied for @everyone');
  expect(await check()).toContain(`<#${desk.id}>`);
  await newsroom.drive('channel', { as: 'owner', channel: desk.id, overwrites: [] });
  await newsroom.drive('delete-channel', { as: 'owner', channel: home.id });
  await expect.poll(check).toContain('❌ Home channel: your pick no longer exists');
  expect(await check()).toContain('Replace what no longer exists');
});

test('the log has pages and shows notes literally', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const moderator = newsroom.person('moderator');
  for (let index = 0; index < 11; index += 1) {
    const { id } = await newsroom.person('reader').say(thread, `Words of number ${index}`);
    const { modal } = await moderator.menu(id, 'Hide from site');
    await moderator.submit(modal?.custom_id ?? '', { reason: `\u202E@everyone **${index}** ${'x'.repeat(250)}` });
  }
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline audit');
  const id = replies[0]?.id ?? '';
  expect(replies[0]?.content).toContain('page 1 of 2');
  expect(replies[0]?.content.match(/hid a comment/g)).toHaveLength(10);
  expect(replies[0]?.content).not.toMatch(/Words of number|\u202E|@everyone| \*\*10/);
  await owner.click(id, 'audit:2');
  const second = (await panel(newsroom, id)).content;
  expect(second).toContain('page 2 of 2');
  expect(second).toContain('opened a discussion');
});

test('roles are picked by clicks too; @everyone, and a role that the bot cannot ping, are refused with the reason', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const { guild } = await newsroom.state();
  const role = await roleOf(newsroom, 'moderator');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  for (const step of ['openers', 'policy', 'moderators']) await owner.click(id, `setup:go:${step}`);
  expect((await panel(newsroom, id)).content).toContain('Server Settings → Integrations');
  const refused = await owner.select(id, 'setup:set:moderators', guild.id);
  expect(refused.replies.at(-1)?.content).toContain('@everyone cannot be used here');
  await owner.select(id, 'setup:set:moderators', role);
  expect((await panel(newsroom, id)).content).toContain(`(5 of ${SETUP_STEPS.length})`);
  await owner.click(id, 'setup:go:notify');
  const unpingable = await owner.select(id, 'setup:set:notify', role);
  expect(unpingable.replies.at(-1)?.content).toContain(`<@&${role}>`);
  for (const step of SETUP_STEPS.slice(SETUP_STEPS.indexOf('language'))) await owner.click(id, `setup:go:${step}`);
  const { content } = await panel(newsroom, id);
  expect(content).toContain(`Moderator role: <@&${role}>`);
  expect(content).toContain('Role that can be pinged: None');
});

test('the picked moderator role moderates until another is picked', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await withSettings(newsroom, { moderatorRole: await roleOf(newsroom, 'guest') });
  const { id } = await oneComment(newsroom, { content: 'Buy my shoes' });
  const asked = await newsroom.person('guest').menu(id, 'Hide from site');
  await withSettings(newsroom, { moderatorRole: null });
  const refused = await fillIn(newsroom.person('guest'), asked, { reason: 'Advertising' });
  expect(refused.replies[0]?.content).toContain('Only moderators can do this');
  expect((await newsroom.json()).count).toBe(1);
});
