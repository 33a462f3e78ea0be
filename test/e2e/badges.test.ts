import { expect, test } from 'vitest';
import { SETUP_STEPS } from '../../src/discord/setup/setup.ts';
import { fillIn } from '../helpers/modals.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

/** A newsroom whose role "Staff" is for staff, and the reader has it. */
async function newsroomWithStaff(options: Partial<Parameters<typeof startNewsroom>[0]> = {}) {
  const newsroom = await startNewsroom({ policy: 'opt-out', ...options });
  const owner = newsroom.person('owner');
  const { id: role } = await owner.do<{ id: string }>('create-role', { name: 'Staff' });
  await withSettings(newsroom, { staffRoles: [role] });
  await owner.do('role', { role, to: 'reader' });
  return { newsroom, owner, role };
}

/** Waits until the badges of the comments, oldest first, are these. */
const expectBadges = (newsroom: Newsroom, badges: readonly (string | null)[], slug?: string) =>
  newsroom.until(({ comments }) => expect(comments.map(({ author }) => author?.badge)).toEqual(badges), slug);

test('a staff member’s reply has a badge on the page; it goes everywhere with the first reply without the role', async () => {
  const { newsroom: started, owner, role } = await newsroomWithStaff();
  await using newsroom = started;
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'From the desk.');
  await newsroom.person('guest').say(thread, 'From a guest.');
  await newsroom.person('moderator').say(thread, 'From a moderator.');
  await expectBadges(newsroom, ['staff', null, 'moderator']);
  const page = await (await newsroom.get('/articles/bridge')).text();
  expect(page).toMatch(/Rosa Reader<\/bdi><\/span\s*>\s*<span class="badge">Staff<\/span>/);
  await owner.do('role', { role, to: 'reader', take: true });
  await reader.say(thread, 'From home.');
  await expectBadges(newsroom, [null, null, 'moderator', null]);
});

test('with the Server Members Intent, a role that is taken takes the badge at once', async () => {
  const { newsroom: started, owner, role } = await newsroomWithStaff();
  await using newsroom = started;
  await newsroom.drive('fault', { kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  await newsroom.stopApp();
  await newsroom.startApp();
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'From the desk.');
  await expectBadges(newsroom, ['staff']);
  await owner.do('role', { role, to: 'reader', take: true });
  await expectBadges(newsroom, [null]);
  await owner.do('role', { role, to: 'reader' });
  await expectBadges(newsroom, ['staff']);
});

test('nothing of a role is stored for a member whose replies are held', async () => {
  const { newsroom: started } = await newsroomWithStaff({ policy: 'ask' });
  await using newsroom = started;
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Held.');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  expect(await newsroom.stored()).not.toMatch(/"role":"staff"|:duties:/);
  await reader.click(thread, 'consent:publish');
  await expectBadges(newsroom, ['staff']);
});

test('whom the front matter names as the author is the author of that article alone', async () => {
  const { newsroom: started } = await newsroomWithStaff();
  await using newsroom = started;
  const guest = (await newsroom.state()).members.find(({ user }) => user.username === 'guest')?.user.id ?? '';
  const article = (slug: string, authors: string) => `---\ntitle: The ${slug}\nauthors: ${authors}\n---\n\nWords.\n`;
  await newsroom.writeArticle('ferry.md', article('Ferry', `[{ name: Gus Guest, discord: ${guest} }]`));
  await newsroom.writeArticle('harbour.md', article('Harbour', '[Gus Guest]'));
  for (const slug of ['ferry', 'harbour']) {
    await expect.poll(async () => (await newsroom.get(`/articles/${slug}`)).status, { timeout: 8_000 }).toBe(200);
    const thread = await newsroom.open(slug);
    await newsroom.person('guest').say(thread, 'I wrote it.');
    await newsroom.person('reader').say(thread, 'I edited it.');
  }
  await expectBadges(newsroom, ['author', 'staff'], 'ferry');
  await expectBadges(newsroom, [null, 'staff'], 'harbour');
});

/** The setup, gone through to one of its last steps; answers its message. */
async function setupAt(newsroom: Newsroom, step: string): Promise<string> {
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const id = replies[0]?.id ?? '';
  for (const each of SETUP_STEPS.slice(1, SETUP_STEPS.findIndex((known) => known === step) + 1))
    await owner.click(id, `setup:go:${each}`);
  return id;
}

test('roles for staff and authors are picked in the setup; the check names a role that is gone', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const roles: string[] = [];
  for (const name of ['Staff', 'Desk', 'Writers'])
    roles.push((await owner.do<{ id: string }>('create-role', { name })).id);
  const id = await setupAt(newsroom, 'staff');
  const { guild } = await newsroom.state();
  const refused = await owner.select(id, 'setup:set:staff', guild.id);
  expect(refused.replies.at(-1)?.content).toContain('@everyone cannot be used here');
  await owner.select(id, 'setup:set:staff', ...roles.slice(0, 2));
  await owner.select(id, 'setup:set:authors', roles[2] ?? '');
  await owner.do('role', { role: 'Writers', to: 'guest' });
  await owner.do('role', { role: 'Desk', to: 'reader' });
  const thread = await newsroom.open();
  await newsroom.person('guest').say(thread, 'I wrote it.');
  await newsroom.person('reader').say(thread, 'I edited it.');
  await expectBadges(newsroom, ['author', 'staff']);
  const check = async () => (await owner.command(newsroom.news, 'belowline check')).replies[0]?.content ?? '';
  expect(await check()).not.toContain('no longer exists');
  await owner.do('delete-role', { role: 'Desk' });
  await expect.poll(check, { timeout: 8_000 }).toContain('❌ Roles of the staff: your pick no longer exists');
});

test('custom emoji count once they are entered in the setup, also for comments from before', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const [owner, reader, guest] = ['owner', 'reader', 'guest'].map(newsroom.person);
  const thread = await newsroom.open();
  const liked = await reader!.say(thread, 'Liked once.');
  const shipped = await guest!.say(thread, 'Shipped twice.');
  await owner!.react(liked.id, '👍');
  for (const person of [owner, reader]) await person!.react(shipped.id, '<:ferry:1300000000000000001>');
  const top = async () => (await newsroom.json('bridge', '?sort=top')).comments.map(({ id }) => id);
  await newsroom.until(({ comments }) => expect(comments[1]?.reactions).toEqual([{ emoji: ':ferry:', count: 2 }]));
  await expect.poll(top, { timeout: 8_000 }).toEqual([liked.id, shipped.id]);
  const id = await setupAt(newsroom, 'emoji');
  const refused = await fillIn(owner!, await owner!.click(id, 'setup:ask:emoji'), { emoji: ':train:' });
  expect(refused.replies.at(-1)?.content).toContain('is not a custom emoji of this server');
  await fillIn(owner!, await owner!.click(id, 'setup:ask:emoji'), { emoji: '<:ferry:1300000000000000001>' });
  await expect.poll(top, { timeout: 8_000 }).toEqual([shipped.id, liked.id]);
});
