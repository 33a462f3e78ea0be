import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { SETUP_STEPS } from '../../src/discord/setup/setup.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';
import type { Newsroom } from '../helpers/newsroom.ts';

/** Posts a message as the bot, by Discord's own API. */
async function postAsBot({ sandbox, news }: Newsroom, message: object): Promise<void> {
  const response = await fetch(`${sandbox.apiUrl}/v10/channels/${news}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  expect(response.status).toBe(200);
}

const postMenus = (newsroom: Newsroom, menus: readonly object[]): Promise<void> =>
  postAsBot(newsroom, {
    content: 'Choose',
    components: menus.map((menu) => ({ type: ComponentType.ActionRow, components: [menu] })),
  });

test('a spoiler by the bot is shown on request', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const words = { type: ComponentType.TextDisplay, content: 'The ferry sinks.' };
  await postAsBot(newsroom, {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, spoiler: true, components: [words] }],
  });
  const spoiler = page.getByRole('article').getByText('The ferry sinks.');
  await spoiler.waitFor({ state: 'attached' });
  expect(await spoiler.isVisible()).toBe(false);
  await page.getByText('Spoiler', { exact: true }).click();
  await spoiler.waitFor();
});

test('user, role, mentionable and channel menus offer what exists and send the chosen ids', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const { members, channels } = await newsroom.state();
  const idOf = (name: string) => members.find(({ user }) => user.username === name)?.user.id;
  const forum = channels.find(({ name }) => name === 'articles')?.id;
  await postMenus(newsroom, [
    {
      type: ComponentType.UserSelect,
      custom_id: 'people',
      placeholder: 'People',
      min_values: 2,
      max_values: 3,
      default_values: [{ id: idOf('guest'), type: 'user' }],
    },
    { type: ComponentType.RoleSelect, custom_id: 'roles', placeholder: 'Roles' },
    { type: ComponentType.MentionableSelect, custom_id: 'both', placeholder: 'Both' },
    { type: ComponentType.ChannelSelect, custom_id: 'channels', placeholder: 'Channels', channel_types: [15] },
    { type: ComponentType.RoleSelect, custom_id: 'off', placeholder: 'Switched off', disabled: true },
  ]);
  const offered = page.getByRole('listbox').getByRole('option');
  const open = async (name: string | RegExp) => {
    await page.getByRole('button', { name, exact: true }).click();
    return offered.allTextContents();
  };
  const sent = () =>
    page.waitForRequest(/\/sandbox\/select$/).then((request) => request.postDataJSON() as { values: string[] });

  expect(await open('People: @Gus Guest')).toContain('@Rosa Reader');
  expect(await page.getByRole('listbox').getByRole('option', { selected: true }).allTextContents()).toEqual([
    '@Gus Guest',
  ]);
  await page.getByText('Choose 2 to 3.').waitFor();
  expect(await page.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true);
  await page.getByRole('option', { name: '@Rosa Reader' }).click();
  const people = sent();
  await page.getByRole('button', { name: 'Done' }).click();
  expect((await people).values).toEqual([idOf('guest'), idOf('reader')]);

  expect(await open('Roles')).toEqual(['@Belowline', '@Moderator', '@Reader', '@Guest']);
  await page.keyboard.press('Escape');
  expect(await open('Both')).toEqual(expect.arrayContaining(['@Moderator', '@Milo Moderator']));
  await page.keyboard.press('Escape');

  expect(await open('Channels')).toEqual(['#articles']);
  const place = sent();
  await page.keyboard.press('Enter');
  expect((await place).values).toEqual([forum]);
  expect(await page.getByRole('button', { name: 'Switched off' }).isDisabled()).toBe(true);
});

test('the setup’s menus and buttons lead from nothing to a first discussion', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  await page.getByRole('combobox', { name: /^Message #news/ }).fill('/belowline setup ');
  await page.getByRole('form', { name: 'Command belowline setup' }).getByRole('button', { name: 'Send' }).click();
  const setup = page.getByRole('article').filter({ hasText: 'Only you can see this' });
  await setup.getByRole('button', { name: 'Make a selection' }).click();
  await page.getByRole('option', { name: '#news' }).click();
  const next = setup.getByRole('button', { name: 'Next' });
  await setup.getByText(`Setup (2 of ${SETUP_STEPS.length})`).waitFor();
  for (let step = 3; step <= SETUP_STEPS.length; step++) {
    await next.click();
    await setup.getByText(`Setup (${step} of ${SETUP_STEPS.length})`).waitFor();
  }
  await setup.getByRole('button', { name: /first/ }).click();
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await newsroom.until(({ discussion }) => expect(discussion).not.toBeNull());
});
