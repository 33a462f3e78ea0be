import { expect, test } from 'vitest';
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
