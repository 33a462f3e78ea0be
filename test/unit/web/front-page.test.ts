import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const articles = Array.from({ length: 25 }, (_, index) =>
  articleWith({
    slug: `a${index}`,
    title: `Article ${index}`,
    lead: `Lead **${index}**.`,
    published: Date.UTC(2026, 0, 1 + index),
  }),
);

test('lists the articles, newest first, with leads, dates and counts of comments', async () => {
  const { text, open, reply } = await createWebWorld(articles);
  await open(articles[24]!);
  await reply({}, {});
  const page = await text('/');
  expect(page.indexOf('Article 24')).toBeLessThan(page.indexOf('Article 23'));
  expect(page).toContain('Lead 24.');
  expect(page).toContain('25 January 2026');
  expect(page).toContain('<a href="/articles/a24#comments">2 comments</a>');
  expect(page).not.toContain('0 comments');
});

test('goes on on further pages', async () => {
  const { text, get } = await createWebWorld(articles);
  expect(await text('/')).not.toContain('Article 4<');
  expect(await text('/?page=2')).toContain('Article 4<');
  expect(await text('/?page=2')).toContain('<nav class="pager" aria-label="Pages of articles">');
  const past = await get('/?page=3');
  expect(past.status).toBe(404);
  expect(await past.text()).toContain('There are not that many articles.');
  expect((await get('/?page=0')).status).toBe(400);
});

test('says so when there are no articles', async () => {
  expect(await (await createWebWorld([])).text('/')).toContain('There are no articles yet.');
});
