import { expect, test } from 'vitest';
import { firstParagraph, plainFromArticle } from '../../../../src/markdown/article/plain.ts';

test('an article has a plain form', () => {
  expect(plainFromArticle('# a\n\nb *c*\nd [e](https://f.example) ![g](h)\n\n- i\n\n```\nj\n```')).toBe(
    'a\nb c d e g\ni\nj',
  );
});

test.each([
  ['a\nb\n\nc', 'a\nb'],
  ['![a](b.png)\n\nc', 'c'],
  ['### a\n\nb', 'b'],
  ['- a\n\n  b\n- c', '- a\n\n  b\n- c'],
  ['', ''],
  ['[a][b]\n\nc\n\n[b]: https://d.example', '[a][b]\n\n[B]: <https://d.example>'],
])('the first paragraph of %j is %j', (article, first) => expect(firstParagraph(article)).toBe(first));
