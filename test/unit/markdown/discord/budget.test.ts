import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import type { DiscordOptions } from '../../../../src/markdown/discord/tree.ts';
import { plainFromDiscord } from '../../../../src/markdown/discord/plain.ts';
import { tagsFromHtml } from '../../../helpers/html-tags.ts';
import { NASTY_PIECES } from '../../../helpers/nasty-text.ts';
import { options } from './options.ts';

const KIB = 1024;
const longName = '漢'.repeat(100);
const named: DiscordOptions = {
  ...options,
  names: { user: () => longName, role: () => longName, channel: () => longName },
};
const sizeOf = (text: string) => Buffer.byteLength(text);
const messageOf = (piece: string) => piece.repeat(Math.ceil(4000 / piece.length)).slice(0, 4000);

const DEAR = [
  '<@1>',
  '<@&1>',
  '<#1>',
  '<t:1>',
  '<:ab:1>',
  '||a||',
  '# a\n',
  '-# a\n',
  '> a\n\n',
  '- a\n',
  '- > a\n',
  '*a*',
  '"',
  '`"`',
  '```a```',
  'http://a ',
  'http://a/漢漢漢漢 ',
  '[a](http://b "c") ',
  '*_~~**__||a||__**~~_* ',
  `http://a/${'漢'.repeat(3000)}`,
  `\`\`\`${'"'.repeat(3000)}\`\`\``,
];

test.each(DEAR.map((piece) => [piece.slice(0, 24), piece]))(
  '%j over and over makes no more than 17 KiB',
  (_name, piece) => {
    for (const text of [htmlFromDiscord(messageOf(piece), named), plainFromDiscord(messageOf(piece), named)])
      expect(sizeOf(text)).toBeLessThanOrEqual(17 * KIB);
  },
);

test('"…" marks what is left out', () => {
  expect(htmlFromDiscord(messageOf('<@1>'), options)).toMatch(/<\/span><\/p><p>…<\/p>$/);
  expect(plainFromDiscord(messageOf('<@&1>'), named)).toMatch(/漢…$/);
});

test('what was not left out is closed elements', () => {
  const piece = fc.constantFrom(...DEAR, ...NASTY_PIECES);
  const message = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 600 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(message, (parts) => {
      const text = parts
        .map(([words, times]) => words.repeat(times))
        .join('')
        .slice(0, 4000);
      const open: string[] = [];
      const astray = tagsFromHtml(htmlFromDiscord(text, named)).filter(({ name, isClosing }) => {
        if (isClosing) return open.pop() !== name;
        if (name !== 'br') open.push(name);
        return false;
      });
      expect([...open, ...astray]).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['the longest message of Chinese words', '漢字の長い話。'],
  ['the longest message of ordinary markup', 'Some *words* that **matter**, and a [link](https://a.example/b).\n\n'],
  ['the longest message of code', '```html\n<a class="b">c</a>\n```\n'],
])('%s is shown whole', (_what, piece) => {
  expect(htmlFromDiscord(messageOf(piece), options)).not.toContain('…');
  expect(plainFromDiscord(messageOf(piece), options)).not.toContain('…');
});

test('a text that does not fit is cut between characters', () => {
  for (const before of ['', 'x']) {
    const html = htmlFromDiscord(`${'<t:1>'.repeat(180)}${before}${'😀'.repeat(1500)}`, options);
    expect(html).toMatch(/😀<\/p><p>…<\/p>$/);
    expect(html.isWellFormed()).toBe(true);
  }
});
