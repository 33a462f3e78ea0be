import { describe, expect, test, vi } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { parseXml, type XmlElement } from '../../helpers/parse-xml.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';

const ATOM = '{http://www.w3.org/2005/Atom}';
const THREAD = '{http://purl.org/syndication/thread/1.0}';
const article = articleWith({ slug: 'bridge', title: 'The “old” bridge & <b>', aliases: ['old-bridge'] });
const tunnel = articleWith({ slug: 'tunnel', title: 'The tunnel', url: 'https://paper.example/tunnel' });

const allOf = ({ children }: XmlElement, name: string): XmlElement[] => children.filter((each) => each.name === name);
function oneOf(element: XmlElement, name: string): XmlElement {
  const [one, ...others] = allOf(element, name);
  if (!one || others.length > 0) throw new Error(`${element.name} has ${others.length + Number(!!one)} ${name}`);
  return one;
}
const textOf = (element: XmlElement, name: string): string => oneOf(element, ATOM + name).text;
const links = (element: XmlElement, rel: string): XmlElement['attributes'][] =>
  allOf(element, `${ATOM}link`)
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes['rel'] === rel);
const entriesOf = (feed: XmlElement): XmlElement[] => allOf(feed, `${ATOM}entry`);

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What RFC 4287 wants of a feed. */
function expectAtom(feed: XmlElement): void {
  expect(feed.name).toBe(`${ATOM}feed`);
  expect(new URL(textOf(feed, 'id')).protocol).toBe('https:');
  expect(textOf(feed, 'title')).not.toBe('');
  expect(textOf(feed, 'updated')).toMatch(MOMENT);
  expect(links(feed, 'self')).toEqual([expect.objectContaining({ type: 'application/atom+xml' })]);
  expect(links(feed, 'alternate')).toHaveLength(1);
  const entries = entriesOf(feed);
  expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(entries.length);
  for (const entry of entries) {
    expect(textOf(entry, 'id')).toMatch(/^tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:comment\/\d+$/);
    expect(textOf(entry, 'title')).not.toBe('');
    expect(oneOf(oneOf(entry, `${ATOM}author`), `${ATOM}name`).text).not.toBe('');
    expect(textOf(entry, 'published')).toMatch(MOMENT);
    expect(textOf(entry, 'updated') >= textOf(entry, 'published')).toBe(true);
    expect(links(entry, 'alternate')).toHaveLength(1);
    expect(oneOf(entry, `${ATOM}content`).attributes).toEqual({ type: 'html' });
    expect(oneOf(entry, `${THREAD}in-reply-to`).attributes['ref']).toBeTruthy();
  }
}

interface JsonFeed {
  readonly version: string;
  readonly items: readonly { id: string; url: string; content_html: string; authors: { name: string }[] }[];
}

describe('the feed of an article’s comments', () => {
  test('is an Atom feed, newest first, that says what each comment answers and how many answers it has', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await reply(
      { content: 'Is the **toll** gone? <script>' },
      { content: 'Since Monday.', answers: idAt(1), author: '201', authorName: 'Grace <Hopper> & "co"' },
    );
    const answer = await get('/articles/bridge/comments.atom');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const feed = parseXml(await answer.text());
    expectAtom(feed);
    expect(textOf(feed, 'title')).toBe('Comments on The “old” bridge & <b>');
    expect(links(feed, 'alternate')[0]?.['href']).toBe(`${SITE.url}/articles/bridge`);
    expect(textOf(feed, 'updated')).toBe(textOf(entriesOf(feed)[0]!, 'updated'));
    const [second, first] = entriesOf(feed);
    expect(oneOf(first!, `${ATOM}content`).text).toBe(
      '<p dir="auto">Is the <strong>toll</strong> gone? &lt;script&gt;</p>',
    );
    expect(oneOf(oneOf(second!, `${ATOM}author`), `${ATOM}name`).text).toBe('Grace <Hopper> & "co"');
    const permalink = `${SITE.url}/articles/bridge/comments/${idAt(1)}`;
    expect(oneOf(second!, `${THREAD}in-reply-to`).attributes).toEqual({
      ref: textOf(first!, 'id'),
      href: permalink,
      type: 'text/html',
    });
    expect(oneOf(first!, `${THREAD}in-reply-to`).attributes['ref']).toBe(`${SITE.url}/articles/bridge`);
    expect(links(first!, 'replies')).toEqual([
      { rel: 'replies', type: 'text/html', href: permalink, [`${THREAD}count`]: '1' },
    ]);
    expect(links(second!, 'replies')).toEqual([]);
  });

  test('is the same as JSON Feed 1.1', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await reply({ content: 'First' }, { content: 'Second' });
    const answer = await get('/articles/bridge/comments.feed.json');
    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const url = `${SITE.url}/articles/bridge/comments/${idAt(2)}`;
    expect(await answer.json()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Comments on The “old” bridge & <b>',
      home_page_url: `${SITE.url}/articles/bridge`,
      feed_url: `${SITE.url}/articles/bridge/comments.feed.json`,
      items: [
        {
          id: `tag:news.example,2026-11-24:comment/${idAt(2)}`,
          url,
          content_html: '<p dir="auto">Second</p>',
          date_published: '2026-11-24T09:02:00.000Z',
          authors: [{ name: 'Ada Lovelace' }],
        },
        { content_html: '<p dir="auto">First</p>' },
      ],
    });
  });

  test('has the comments of every discussion of the article, the newest fifty', async () => {
    const { open, reply, text } = await createWebWorld([article]);
    await open(article);
    await open(article, { guild: '2', thread: '300' });
    await reply(
      ...Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0 ? { content: `Number ${index}` } : { guild: '2', thread: '300', content: `Number ${index}` },
      ),
    );
    const entries = entriesOf(parseXml(await text('/articles/bridge/comments.atom')));
    expect(entries.map((entry) => oneOf(entry, `${ATOM}content`).text)).toEqual(
      Array.from({ length: 50 }, (_, index) => `<p dir="auto">Number ${59 - index}</p>`),
    );
  });

  test('has neither deleted nor held nor hidden comments, nor what they were called by their answers', async () => {
    const { open, reply, store, text } = await createWebWorld([article]);
    const discussion = await open(article);
    await reply({ content: 'Taken back' }, { content: 'An answer', answers: idAt(1) }, { content: 'Hidden' });
    await store.apply(discussion, [
      { type: 'replies.deleted', ids: [idAt(1)] },
      { type: 'comment.hidden', id: idAt(3), author: '200', hide: { by: '7', reason: 'A reason', at: 1 } },
    ]);
    const document = await text('/articles/bridge/comments.atom');
    expect(document).not.toMatch(/Taken back|Hidden/);
    expect(entriesOf(parseXml(document))).toHaveLength(1);
  });

  test('names a spoiler without its words, and files, for no style sheet of ours is there', async () => {
    const { open, reply, text } = await createWebWorld([article]);
    await open(article);
    await reply({
      content: 'The murderer is ||the gardener||',
      attachments: [{ name: 'a&b.pdf', type: 'application/pdf', size: 10 }],
    });
    const content = textOf(entriesOf(parseXml(await text('/articles/bridge/comments.atom')))[0]!, 'content');
    expect(content).toContain('The murderer is [Spoiler]');
    expect(content).toContain('a&amp;b.pdf');
    expect(content).not.toContain('gardener');
  });

  test('answers 304 until something changes, and follows the article’s earlier name', async () => {
    const { open, reply, get } = await createWebWorld([article]);
    await open(article);
    await reply({});
    const path = '/articles/bridge/comments.atom';
    const etag = (await get(path)).headers.get('etag')!;
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    await reply({});
    expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
    expect((await get('/articles/old-bridge/comments.atom')).headers.get('location')).toBe(path);
    expect((await get('/articles/none/comments.atom')).status).toBe(404);
    expect((await get('/articles/none/comments.feed.json')).headers.get('content-type')).toBe(
      'application/problem+json',
    );
  });

  test('is whole without a comment and without a discussion', async () => {
    const { text } = await createWebWorld([article]);
    const feed = parseXml(await text('/articles/bridge/comments.atom'));
    expectAtom(feed);
    expect(entriesOf(feed)).toEqual([]);
  });
});

describe('the feed of the site’s comments', () => {
  test('has the newest across the articles, each with its article', async () => {
    const { open, reply, text } = await createWebWorld([article, tunnel]);
    await open(article);
    await open(tunnel, { thread: '900' });
    await reply({ content: 'One' }, { thread: '900', content: 'Two' }, { content: 'Three' });
    const feed = parseXml(await text('/comments.atom'));
    expectAtom(feed);
    expect(textOf(feed, 'title')).toBe('Comments on The Daily Test');
    expect(entriesOf(feed).map((entry) => [textOf(entry, 'content'), textOf(entry, 'title')])).toEqual([
      ['<p dir="auto">Three</p>', 'Ada Lovelace on The “old” bridge & <b>'],
      ['<p dir="auto">Two</p>', 'Ada Lovelace on The tunnel'],
      ['<p dir="auto">One</p>', 'Ada Lovelace on The “old” bridge & <b>'],
    ]);
    const json = JSON.parse(await text('/comments.feed.json')) as JsonFeed;
    expect(json.items.map(({ id }) => id)).toEqual(entriesOf(feed).map((entry) => textOf(entry, 'id')));
  });

  test('reads few discussions, however many there are', async () => {
    const articles = Array.from({ length: 40 }, (_, index) => articleWith({ slug: `article-${index}` }));
    const { open, reply, store, text, reader } = await createWebWorld(articles);
    let written = 0;
    for (const [index, each] of articles.entries()) {
      const discussion = await open(each, { thread: String(1000 + index) });
      await reply(...Array.from({ length: 10 }, () => ({ thread: discussion.thread })));
      written += 10;
      await store.apply(discussion, [{ type: 'cursor.moved', cursor: idAt(written) }]);
    }
    const pages = vi.spyOn(reader, 'page');
    expect(entriesOf(parseXml(await text('/comments.atom')))).toHaveLength(50);
    expect(pages.mock.calls.length).toBeLessThan(10);
  });
});

test('the article’s page and the front page name their feeds', async () => {
  const { text } = await createWebWorld([article]);
  const named = (page: string) =>
    Array.from(page.matchAll(/<link rel="alternate" type="([^"]*)"[^>]*href="([^"]*)"/g), ([, type, path]) => [
      type,
      path,
    ]);
  expect(named(await text('/articles/bridge'))).toEqual([
    ['application/atom+xml', '/articles/bridge/comments.atom'],
    ['application/feed+json', '/articles/bridge/comments.feed.json'],
  ]);
  expect(named(await text('/'))).toEqual([
    ['application/atom+xml', '/comments.atom'],
    ['application/feed+json', '/comments.feed.json'],
  ]);
});
