import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';

const article = articleWith({
  slug: 'bridge',
  title: 'The </script><b>bridge',
  authors: ['Mary Shelley'],
  tags: ['a'],
});

function dataOf(page: string): unknown {
  const scripts = Array.from(
    page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs),
    ([, text]) => text,
  );
  expect(scripts).toHaveLength(1);
  return JSON.parse(scripts[0]!);
}

test('the page tells search engines the article, its comments, how many there are and where they are written', async () => {
  const { text, open, reply } = await createWebWorld([article]);
  await open(article);
  await reply(
    { content: 'A **bold** </script> word', reactions: [{ emoji: '👍', count: 4 }] },
    { content: 'An answer', answers: idAt(1), author: '201', authorName: 'Alan Turing' },
  );
  const data = dataOf(await text('/articles/bridge'));
  const url = `${SITE.url}/articles/bridge`;
  expect(data).toMatchObject({
    '@type': 'NewsArticle',
    headline: 'The </script><b>bridge',
    url,
    author: [{ '@type': 'Person', name: 'Mary Shelley' }],
    commentCount: 2,
    discussionUrl: 'https://discord.example/channels/1/100',
    comment: [
      {
        text: 'A bold </script> word',
        upvoteCount: 4,
        url: `${url}/comments/${idAt(1)}`,
        author: { name: 'Ada Lovelace' },
      },
      {
        text: 'An answer',
        dateCreated: '2026-11-24T09:02:00.000Z',
        parentItem: { '@id': `${url}/comments/${idAt(1)}` },
      },
    ],
  });
});

test('an article without a discussion has no comments there either', async () => {
  const { text } = await createWebWorld([article]);
  expect(dataOf(await text('/articles/bridge'))).toMatchObject({ commentCount: 0, comment: [] });
});

test('each page of comments has one address to keep; other orders and parts of them have none of their own', async () => {
  const { text, open, reply } = await createWebWorld([article]);
  await open(article);
  await open(article, { guild: '2', thread: '300' });
  for (let index = 0; index < 51; index++) await reply({});
  const canonical = async (query: string) =>
    /<link\s+rel="canonical"\s+href="([^"]*)"/.exec(await text(`/articles/bridge${query}`))?.[1];
  expect(await canonical('')).toBe(`${SITE.url}/articles/bridge`);
  expect(await canonical('?page=2')).toBe(`${SITE.url}/articles/bridge?page=2`);
  expect(await canonical('?sort=newest')).toBe(`${SITE.url}/articles/bridge`);
  expect(await canonical('?discussion=100')).toBe(`${SITE.url}/articles/bridge`);
  expect(await canonical('?discussion=300')).toBe(`${SITE.url}/articles/bridge?discussion=300`);
  expect(await text('/articles/bridge')).toContain('<link rel="next" href="/articles/bridge?page=2"');
  expect(await text('/articles/bridge?page=2')).toContain('<link rel="prev" href="/articles/bridge"');
});
