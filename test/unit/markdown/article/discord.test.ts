import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discordFromArticle } from '../../../../src/markdown/article/discord.ts';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { nastyText } from '../../../helpers/nasty-text.ts';
import { options } from '../discord/options.ts';

describe('what Discord has', () => {
  test.each([
    ['# a\n\nb\n\n### c\n\nd', '# a\nb\n\n### c\nd'],
    ['*a* **b** ***c*** ~~d~~ `e`', '*a* **b** ***c*** ~~d~~ `e`'],
    ['a\nb  \nc', 'a b\nc'],
    ['[a](https://b.example/c_(d))', '[a](<https://b.example/c_%28d%29>)'],
    ['https://b.example/c_d <https://e.example>', '<https://b.example/c_d> <https://e.example/>'],
    ['* a\n* b\n  1. c\n  2. d', '- a\n- b\n  1. c\n  2. d'],
    ['> a\n>\n> b', '> a\n> \n> b'],
    ['```ts\na\n```', '```ts\na\n```'],
    ['    a', '```\na\n```'],
  ])('%j is %j', (article, discord) => expect(discordFromArticle(article)).toBe(discord));
});

describe('what Discord does not have', () => {
  test.each([
    ['#### a **b**', '**a b**'],
    ['| a | b |\n|---|---|\n| cc | `d` |', '```\na  | b\n---|--\ncc | d\n```'],
    ['![a](https://b.example/c.png)', '[a](<https://b.example/c.png>)'],
    ['[![a](b.png)](https://c.example)', '[a](<https://c.example/>)'],
    ['> > a', '> a'],
    ['a\n\n---\n\nb', 'a\n\n\\* \\* \\*\n\nb'],
    ['[a](b.md) [c](mailto:d@e.example)', 'a c'],
    ['[https://a.example](https://b.example)', '<https://b.example/>'],
  ])('%j is %j', (article, discord) => expect(discordFromArticle(article)).toBe(discord));

  test('links of the site are resolved when its address is known', () => {
    expect(discordFromArticle('[a](../b)', { base: 'https://c.example/d/e' })).toBe('[a](<https://c.example/b>)');
  });

  test('a picture is linked to where it can be seen', () => {
    const pictureUrl = (source: string) => (source === 'b.png' ? 'https://c.example/images/1' : undefined);
    const text = discordFromArticle('![a](b.png) ![d](https://e.example/f.png)', { pictureUrl });
    expect(text).toBe('[a](<https://c.example/images/1>) [d](<https://e.example/f.png>)');
  });
});

describe('what Discord would misread', () => {
  test.each([
    ['a \\*b\\* ||c|| \\`d\\`', 'a \\*b\\* \\|\\|c\\|\\| \\`d\\`'],
    ['\\# a', '\\# a'],
    ['-# a', '-\\# a'],
    ['````\n```\n````', '```\n`\u200B``\n```'],
    ['`` a`b ``', '`` a`b ``'],
  ])('%j is %j', (article, discord) => expect(discordFromArticle(article)).toBe(discord));

  test.each(['@everyone', '@here', '\\<@123>', '\\<@&123>', '<#1>'])('%s mentions nobody', (text) => {
    expect(discordFromArticle(text)).not.toMatch(/@(?:everyone|here|[!&]?\d)|(?<!\\)<#/);
  });
});

test('code in a list stays code, also where its lines look like items', () => {
  const text = discordFromArticle('- a\n\n  ```\n  - <a:name:6>\n  ```\n');
  expect(htmlFromDiscord(text, options)).toMatch(/<code>\u200B- &lt;a:name:6&gt;/);
});

test('code in a list stays code, also behind a line end that only Unicode calls one', () => {
  const html = htmlFromDiscord(discordFromArticle('2.     *\u2028<#3>'), options);
  expect(html).toContain('&lt;#3&gt;');
  expect(html).not.toContain('<span');
});

test('an empty code block is left out, so that its marks open no other', () => {
  const html = htmlFromDiscord(discordFromArticle('1. ```js\n\n```js\n<id:guide>\n```\n\nAfter.'), options);
  expect(html).toContain('&lt;id:guide&gt;');
  expect(html).not.toContain('<span');
});

test('no article makes a mention, a timestamp, an emoji or a spoiler in Discord', () => {
  fc.assert(
    fc.property(nastyText(), (article) => {
      expect(htmlFromDiscord(discordFromArticle(article), options)).not.toMatch(/<(?:time|span)/);
    }),
    { numRuns: 2000 },
  );
}, 20_000);
