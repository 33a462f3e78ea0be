import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlFromArticle } from '../../../../src/markdown/article/html.ts';
import { typographic } from '../../../../src/markdown/article/typography.ts';

test.each([
  ['en', "The \"old\" bridge's 'new' rail", 'The “old” bridge’s ‘new’ rail'],
  ['de', 'Die "alte" Brücke - und die \'neue\'', 'Die „alte“ Brücke – und die ‚neue‘'],
  ['de-AT', '"So"', '„So“'],
  ['fr', '"Oui"', '«\u00A0Oui\u00A0»'],
  ['sv', '"Ja"', '”Ja”'],
  ['tlh', '"Qapla\'"', '“Qapla’”'],
  ['en', 'Wait... 1914--1918 --- and (c) well-known', 'Wait… 1914–1918 — and (c) well-known'],
  ['en', '*No* <b>markup</b> & `"code"`', '*No* <b>markup</b> & `“code”`'],
])('a title in %s: %s', (language, typed, set) => expect(typographic(typed, language)).toBe(set));

test('an article’s quotation marks are its language’s, across emphasis too, and code stays as it is', () => {
  const text = 'Sie sagte: "Wir *bleiben*." `"x" -- y`\n\n```\n"x" ...\n```';
  expect(htmlFromArticle(text, { language: 'de' })).toBe(
    '<p>Sie sagte: „Wir <em>bleiben</em>.“ <code>&quot;x&quot; -- y</code></p>\n<pre><code>&quot;x&quot; ...\n</code></pre>\n',
  );
});

test('an address keeps its dashes and dots', () => {
  const address = 'https://a.example/b--c...d';
  expect(htmlFromArticle(`${address} -- there`)).toBe(`<p><a href="${address}">${address}</a> – there</p>\n`);
});

test('a title loses no letter and gains no markup', () => {
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}<>&]/gu, '');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      expect(letters(typographic(title, 'en'))).toBe(letters(title));
    }),
  );
});
