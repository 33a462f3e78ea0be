import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlFromArticle } from '../../../../src/markdown/article/html.ts';
import { tagsFromHtml } from '../../../helpers/html-tags.ts';
import { nastyText } from '../../../helpers/nasty-text.ts';

test.each([
  ['# a\n\n##### b', '<h3>a</h3>\n<h6>b</h6>\n'],
  ['##### a\n\n#### b', '<h4>a</h4>\n<h3>b</h3>\n'],
])('the highest heading of %j gets the level that it is to have, the others follow, to 6 at most', (text, html) => {
  expect(htmlFromArticle(text, { topHeading: 3 })).toBe(html);
});

test('our own picture is shown', () => {
  expect(htmlFromArticle('![a "b"](c.jpg)', { pictureOf: () => ({ path: '/c', size: undefined }) })).toBe(
    '<p><img src="/c" alt="a &quot;b&quot;" loading="lazy"></p>\n',
  );
  const size = { width: 3, height: 2 };
  expect(htmlFromArticle('![](c.jpg)', { pictureOf: (source) => ({ path: `/${source}`, size }) })).toBe(
    '<p><img src="/c.jpg" alt="" width="3" height="2" loading="lazy"></p>\n',
  );
});

test('a picture elsewhere is a link, a picture in a link its words', () => {
  expect(htmlFromArticle('![a](https://b.example/c) [![d](https://e.example/f)](https://g.example) ![h](i.png)')).toBe(
    '<p><a href="https://b.example/c" rel="noopener">a</a> <a href="https://g.example">d</a> h</p>\n',
  );
});

test('columns are aligned by classes, which need no inline style', () => {
  expect(htmlFromArticle('| a |\n|--:|\n| b |')).toContain('<td class="align-right">b</td>');
});

test.each(['[a](javascript:alert(1))', '[a](data:text/html,b)', '[a](vbscript:b)', '[a](file:///b)'])(
  '%s is no link',
  (text) => {
    expect(htmlFromArticle(text)).not.toContain('<a');
  },
);

test('any text becomes closed elements that load nothing and lead to the web, to mail or stay on the site', () => {
  fc.assert(
    fc.property(nastyText(), (text) => {
      const faults = tagsFromHtml(htmlFromArticle(text, { topHeading: 2 })).filter(({ name, attributes }) => {
        const href = attributes.get('href') ?? '';
        const foreign = [...attributes.keys()].some(
          (key) => !['href', 'title', 'rel', 'class', 'start', 'tabindex'].includes(key),
        );
        return (
          foreign ||
          ['img', 'script', 'h1'].includes(name) ||
          (/^[a-z][a-z0-9+.-]*:/i.test(href) && !/^(?:https?|mailto):/i.test(href))
        );
      });
      expect(faults).toEqual([]);
    }),
    { numRuns: 2000 },
  );
}, 20_000);
