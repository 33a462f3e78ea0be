import { expect, test } from 'vitest';
import { articleText } from '../../../src/web/page/article.ts';
import { articleWith } from '../../helpers/article.ts';

const section = (markdown: string) => ({ slug: 'a', heading: 'A', markdown });

test('headings inside a section are below its own, at any level in the file', async () => {
  const article = articleWith({ sections: [section('# one\n\n## two'), section('#### one')] });
  expect((await articleText(article)).sections).toEqual(['<h3>one</h3>\n<h4>two</h4>\n', '<h3>one</h3>\n']);
});

test('an article is rendered once, a changed one again', async () => {
  const article = articleWith({ lead: 'Before.' });
  expect(await articleText(article)).toBe(await articleText(article));
  expect((await articleText({ ...article, lead: 'After.' })).lead).toBe('<p>After.</p>\n');
});
