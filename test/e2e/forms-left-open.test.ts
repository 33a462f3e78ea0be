import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { oneComment } from '../helpers/comments.ts';
import { fillIn } from '../helpers/modals.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

const FORMS = [
  ['Hide from site', { reason: 'Advertising' }, 'off the page'],
  ['Recommend on site', { note: 'Read this' }, 'Recommended'],
  ['Report to moderators', { reason: 'spam' }, 'The moderators have your report'],
] as const;

/** A comment of the guest's where reports have a channel; the moderator opens a form about it. */
async function opened(newsroom: Newsroom, command: string) {
  await withSettings(newsroom, { moderatorChannel: newsroom.news });
  const { id } = await oneComment(newsroom, { as: 'guest', content: 'Buy my shoes' });
  const moderator = newsroom.person('moderator');
  return { moderator, form: await moderator.menu(id, command) };
}

test.each(FORMS)('the form of %s still works 16 minutes later and after a restart', async (command, fields, answer) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { moderator, form } = await opened(newsroom, command);
  await newsroom.advance('16m');
  await newsroom.stopApp();
  await newsroom.startApp();
  expect((await fillIn(moderator, form, fields)).replies[0]?.content).toContain(answer);
});

test.each(FORMS.slice(0, 2))(
  '%s does nothing for a moderator who lost the role while the form was open',
  async (command, fields) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { moderator, form } = await opened(newsroom, command);
    const deny = [{ id: 'Moderator', type: 0, allow: '0', deny: String(PermissionFlagsBits.ManageMessages) }];
    await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites: deny });
    expect((await fillIn(moderator, form, fields)).replies[0]?.content).toContain('Only moderators can do this');
    expect(await newsroom.json()).toMatchObject({ count: 1, recommended: [] });
  },
);

test.each(FORMS)('the form of %s says so if its comment was deleted in the meantime', async (command, fields) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { moderator, form } = await opened(newsroom, command);
  const [{ id } = { id: '' }] = (await newsroom.json()).comments;
  await newsroom.person('guest').delete(id);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const { replies } = await fillIn(moderator, form, fields);
  expect(replies[0]?.content).toMatch(/deleted/);
});
