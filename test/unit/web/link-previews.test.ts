import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, SITE } from '../../helpers/web-world.ts';

/** The content of a page's metas, by property or name. */
const metasOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(
      page.matchAll(/<meta (?:property|name)="([^"]*)"\s+content="([^"]*)"/g),
      ([, name, text]): [string, string] => [name!, text!],
    ),
  );

test('other sites can show a card of an article: its title, words, date, section, author and picture', async () => {
  const { text } = await createWebWorld([
    articleWith({
      slug: 'bridge',
      title: 'The "old" bridge',
      description: 'It is open.',
      section: 'City',
      authors: ['Mary Shelley'],
      published: Date.UTC(2026, 0, 5),
      image: { type: 'remote', url: 'https://pictures.example/bridge.webp', alt: 'The bridge.' },
    }),
  ]);
  expect(metasOf(await text('/articles/bridge'))).toMatchObject({
    author: 'Mary Shelley',
    'article:published_time': '2026-01-05T00:00:00.000Z',
    'article:section': 'City',
    'og:type': 'article',
    'og:title': 'The &quot;old&quot; bridge',
    'og:description': 'It is open.',
    'og:url': `${SITE.url}/articles/bridge`,
    'og:image': 'https://pictures.example/bridge.webp',
    'og:image:alt': 'The bridge.',
    'twitter:card': 'summary_large_image',
  });
});

test('a page without a picture has a small card', async () => {
  const { text } = await createWebWorld([articleWith({ slug: 'bridge' })]);
  for (const path of ['/articles/bridge', '/']) {
    const metas = metasOf(await text(path));
    expect(metas['twitter:card']).toBe('summary');
    expect(metas).not.toHaveProperty('og:image');
  }
});
