import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleAtAnyWidth } from '../helpers/axe.ts';
import { openSandbox, type BrowserNewsroom } from '../helpers/browser-newsroom.ts';
import { fillIn } from '../helpers/modals.ts';

const FILLINGS = ['a script', 'its server', 'npm run fill'];
const SLUG = 'armenia-steps-back-from-csto';

/** The article on the example site, filled by this, in the frame of the sandbox's page. */
async function ownSite({ page }: BrowserNewsroom, filling: string) {
  await page.getByRole('button', { name: 'Your own site' }).click();
  await page.getByLabel('filled by').selectOption(filling);
  const site = page.frameLocator('iframe');
  await site.getByText('The Example Courier').waitFor();
  return site.locator('#comments');
}

test.each(FILLINGS)(
  'the empty box on your own site fills as you post, reply and agree, filled by %s',
  async (filling) => {
    await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
    const { page, newsroom } = stage;
    const refused: string[] = [];
    page.on('console', (line) => {
      // Our own page, shown before, runs no script in the frame: the sandbox loads it again when it changes.
      if (line.type() === 'error' && !line.text().includes('allow-scripts')) refused.push(line.text());
    });
    const box = await ownSite(stage, filling);
    const empty = box.getByText('There are no comments to display.').filter({ visible: true });
    await empty.waitFor();

    const thread = await newsroom.open(SLUG);
    await newsroom.person('reader').say(thread, 'The box is not empty any more.');
    await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1), SLUG);
    if (filling !== 'npm run fill') await box.getByText('1 reply is only on Discord.').waitFor();
    expect(await box.getByText('The box is not empty any more.').count()).toBe(0);

    await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}?as=reader`);
    await page.getByRole('button', { name: 'Show mine' }).last().click();
    await box.getByText('The box is not empty any more.').waitFor();
    await box.getByRole('link', { name: 'Open the thread' }).waitFor();
    expect(await empty.count()).toBe(0);
    expect(refused).toEqual([]);

    await expectAccessible(page, 'the sandbox with your own site');
    const address = (await page.locator('iframe').getAttribute('src')) ?? '';
    await page.goto(new URL(address, newsroom.sandbox.url).href);
    await page.getByText('The box is not empty any more.').waitFor();
    await expectAccessibleAtAnyWidth(page, 'the example site');
  },
);

test.each(FILLINGS)('your own site shows what moderators recommend, sum up and hide, filled by %s', async (filling) => {
  await using stage = await openSandbox({ policy: 'opt-out', environment: { CONTENT_DIR: 'content' } });
  const { newsroom } = stage;
  const [reader, moderator] = [newsroom.person('reader'), newsroom.person('moderator')];
  const thread = await newsroom.open(SLUG);
  const { id: good } = await reader.say(thread, 'The one to read.');
  const { id: summary } = await newsroom.person('guest').say(thread, 'Most of us agree.');
  const { id: spam } = await newsroom.person('guest').say(thread, 'Buy cheap watches!');
  await newsroom.until(({ count }) => expect(count).toBe(3), SLUG);
  const box = await ownSite(stage, filling);
  await box.getByText('Buy cheap watches!').waitFor();

  await fillIn(moderator, await moderator.menu(good, 'Recommend on site'), { note: 'It answers the article.' });
  await moderator.do('pin', { message: summary });
  await fillIn(moderator, await moderator.menu(spam, 'Hide from site'), {});
  await newsroom.until(({ count }) => expect(count).toBe(2), SLUG);

  await box.getByText('It answers the article.').waitFor();
  await expect.poll(() => box.getByText('The one to read.').count()).toBe(2); // recommended, and in its own place
  await box.getByRole('complementary').getByText('Most of us agree.').waitFor();
  await expect.poll(() => box.getByText('Buy cheap watches!').count()).toBe(0);
});
