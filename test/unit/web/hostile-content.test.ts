import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const TURNED = '\u202Egnp.exe\u2066';
const ZALGO = `Z${'\u0341'.repeat(5000)}`;

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '[click](javascript:alert(1))',
  '[click](JaVaScRiPt:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '[a](https://x.example/"onmouseover="alert(1))',
  'https://x.example/"><script>alert(1)</script>',
  '`</code><script>alert(1)</script>`',
  '```"><script>\n</pre><script>alert(1)</script>\n```',
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '&lt;script&gt;',
  '\uD800 alone',
  TURNED,
  ZALGO,
  '[a]('.repeat(1000),
  '>'.repeat(4000),
  '*|'.repeat(2000),
];

/** What runs and what describes an article's page. */
const SCRIPTS = [
  expect.stringMatching(/^<script src="\/article-\w+\.js" defer>$/),
  '<script type="application/ld+json">',
];

/** Elements of a page with their attributes, as a browser would see them: text is escaped, so every `<` begins one. */
function tagsOf(page: string): string[] {
  return Array.from(page.matchAll(/<\/?([a-z][^\s>]*)[^>]*>/gi), ([tag]) => tag);
}

/** A tag's attributes; our pages always quote values, and a quote within one is escaped. */
function attributesOf(tag: string): [name: string, value: string][] {
  return Array.from(tag.matchAll(/\s([^\s=>"]+)(?:="([^"]*)")?/g), ([, name = '', value = '']) => [
    name.toLowerCase(),
    value,
  ]);
}

describe.each([
  ['the text of a comment', (text: string) => ({ reply: { content: text }, article: {} })],
  ['a member\u2019s name', (text: string) => ({ reply: { authorName: text }, article: {} })],
  [
    'a file\u2019s name',
    (text: string) => ({ reply: { attachments: [{ name: text, type: text, size: 1 }] }, article: {} }),
  ],
  ['an emoji', (text: string) => ({ reply: { reactions: [{ emoji: text, count: 1 }] }, article: {} })],
  ['the name of a role', (text: string) => ({ reply: { content: '<@&5>', mentioned: { 5: text } }, article: {} })],
  ['an article\u2019s title', (text: string) => ({ reply: {}, article: { title: text } })],
  [
    'an article\u2019s words',
    (text: string) => ({ reply: {}, article: { lead: text, description: text, authors: [text] } }),
  ],
])('in %s', (_name, partsFrom) => {
  test.each(HOSTILE.map((text) => [text.slice(0, 50), text]))('%j stays text', async (_shown, text) => {
    const { reply, article: more } = partsFrom(text);
    const article = articleWith({ slug: 'bridge', ...more });
    const world = await createWebWorld([article]);
    await world.open(article, { guildName: text });
    await world.open(article, { guild: '2', guildName: text, thread: '300' });
    await world.reply(reply);
    for (const path of ['/articles/bridge', '/']) {
      const page = await world.text(path);
      const tags = tagsOf(page);
      expect(tags.filter((tag) => /^<(script|img|svg|iframe|style|object)/i.test(tag))).toEqual(
        path === '/' ? [] : SCRIPTS,
      );
      const attributes = tags.flatMap(attributesOf);
      expect(attributes.filter(([name]) => name.startsWith('on') || name === 'style')).toEqual([]);
      const addresses = attributes.filter(([name]) => name === 'href' || name === 'src').map(([, value]) => value);
      expect(addresses.filter((address) => !/^(https?:|mailto:|\/|#)/.test(address))).toEqual([]);
    }
    const json = await (await world.get('/articles/bridge/comments.json')).text();
    expect(() => void JSON.parse(json)).not.toThrow();
  });
});

test('a name cannot turn the words around it, nor heap marks on them', async () => {
  const article = articleWith({ slug: 'bridge' });
  const world = await createWebWorld([article]);
  await world.open(article);
  await world.reply(
    ...[TURNED, ZALGO, '\u202E\u2066', ' '].map((authorName, index) => ({ authorName, author: String(300 + index) })),
  );
  const page = await world.text('/articles/bridge');
  expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  expect(page).toContain('<bdi>gnp.exe</bdi>');
  expect(page).toContain(`<bdi>Z${'\u0341'.repeat(4)}</bdi>`);
  expect(page.match(/<bdi>a member<\/bdi>/g)).toHaveLength(2);
});
