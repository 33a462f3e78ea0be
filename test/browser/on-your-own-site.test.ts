import { expect, test } from 'vitest';
import { expectAccessible, expectAccessibleAtAnyWidth } from '../helpers/axe.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test.each(['a script', 'its server'])(
  'the empty box on your own site fills as you post, reply and agree, filled by %s',
  async (filling) => {
    await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
    const { page, newsroom } = stage;
    const refused: string[] = [];
    page.on('console', (line) => {
      if (line.type() === 'error') refused.push(line.text());
    });
    await page.getByRole('button', { name: 'Your own site' }).click();
    await page.getByLabel('filled by').selectOption(filling);
    const site = page.frameLocator('iframe');
    await site.getByText('The Example Courier').waitFor();
    const empty = site.locator('#comments').getByText('There are no comments to display.').filter({ visible: true });
    await empty.waitFor();

    const slug = 'armenia-steps-back-from-csto';
    const thread = await newsroom.open(slug);
    await site.getByRole('link', { name: 'Open the thread' }).waitFor();
    await newsroom.person('reader').say(thread, 'The box is not empty any more.');
    await site.getByText('1 reply is only on Discord.').waitFor();
    expect(await site.getByText('The box is not empty any more.').count()).toBe(0);

    await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}?as=reader`);
    await page.getByRole('button', { name: 'Show mine' }).last().click();
    await site.locator('#comments').getByText('The box is not empty any more.').waitFor();
    expect(await empty.count()).toBe(0);
    expect(refused).toEqual([]);

    await expectAccessible(page, 'the sandbox with your own site');
    await page.goto(`${newsroom.sandbox.url}/example-site/articles/${slug}`);
    await page.getByText('The box is not empty any more.').waitFor();
    await expectAccessibleAtAnyWidth(page, 'the example site');
  },
);
