import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds to be serious or critical on the page as it stands, our own document only. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { iframes: false, resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

test('axe-core finds nothing serious on any screen, light and dark, wide and narrow', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const expectNothing = async (screen: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await seriousFindings(page), `${screen}, ${colorScheme}`).toEqual([]);
    }
  };
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
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Read a section/ }).click();
  await expectNothing('section menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'The wire and three levers' }).click();
  await page.getByText('MESSAGE_CREATE').first().waitFor();
  await expectNothing('wire and levers');
  await page.getByRole('link', { name: /^articles/ }).click();
  await page.getByRole('button', { name: 'New post' }).click();
  await expectNothing('forum');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Channels' }).click();
  await expectNothing('narrow');
});
