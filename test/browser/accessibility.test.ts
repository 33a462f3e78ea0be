import { test } from 'vitest';
import { expectAccessible, expectAccessibleAtAnyWidth } from '../helpers/axe.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('axe-core finds nothing serious on any screen, light and dark, wide and narrow', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const expectNothing = (screen: string) => expectAccessibleAtAnyWidth(page, screen);
  await expectNothing('first visit');
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, '**Hello** `code` ||secret||\n> quoted', {
    attachments: [{ filename: 'a.txt', content: 'a' }],
  });
  await newsroom.person('guest').say(thread, 'Answer', { replyTo: id });
  await newsroom.person('guest').react(id, '❤️');
  await page.getByRole('combobox', { name: /^Message #news/ }).fill('/');
  await expectNothing('command picker');
  await page.getByRole('option', { name: '/section Read' }).click();
  await expectNothing('command form');
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}`);
  const message = page.getByRole('article', { name: /^Rosa Reader/ });
  await message.hover();
  await message.getByRole('button', { name: 'More' }).click();
  await expectNothing('thread with a menu');
  await page.getByRole('menuitem', { name: 'Recommend on site' }).click();
  await page.getByRole('dialog').waitFor();
  await expectNothing('modal');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^news/ }).click();
  await page.getByRole('button', { name: /^Read a section/ }).click();
  await expectNothing('section menu');
  await page.keyboard.press('Escape');
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}`);
  await page.getByRole('button', { name: 'The wire and three levers' }).click();
  await page.getByText('MESSAGE_CREATE').first().waitFor();
  await expectNothing('wire and levers');
  await page.getByRole('button', { name: 'The wire and three levers' }).click();
  await newsroom.drive('thread', { as: 'owner', channel: thread, lock: true, archive: true });
  await page.getByRole('radio', { name: 'Rosa Reader' }).check();
  await page.getByText('This thread is locked').waitFor();
  await expectNothing('locked and closed thread');
  await page.getByRole('radio', { name: 'Olive Owner' }).check();
  await page.getByRole('link', { name: /^articles/ }).click();
  await page.getByRole('button', { name: 'New post' }).click();
  await expectNothing('forum');
  await page.getByRole('button', { name: 'Play it for me' }).click();
  await page.getByRole('button', { name: 'Start over and play' }).waitFor();
  await expectNothing('the question before the story');
  await page.getByRole('button', { name: 'Keep what I tried' }).click();
  for (const part of ['Channels', 'Article']) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: part }).click();
    await expectAccessible(page, `${part} alone`);
  }
});

test('axe-core finds nothing serious in the story, paused', async () => {
  await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
  const { page } = stage;
  await page.getByRole('button', { name: 'Play it for me' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Next step' }).waitFor();
  await expectAccessible(page, 'the story, paused');
});
