import { readFile } from 'node:fs/promises';
import MarkdownIt from 'markdown-it';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleFromPlainText, escapeMarkdown, markdownFromPlainArticle } from '../../../src/cli/import-file.ts';
import { parseArticle } from '../../../src/articles/parse.ts';

const FERRY = new URL('../../fixtures/articles/harbour-keeps-its-ferry.txt', import.meta.url);

describe('a plain text as it was on its site', () => {
  test('has a title, a lead and sections, the closing paragraph in the last one', async () => {
    const article = articleFromPlainText(await readFile(FERRY, 'utf8'));
    expect(article.title).toBe('Harbour Keeps Its Ferry, Council Asks Who Pays');
    expect(article.lead).toEqual([expect.stringMatching(/^The last ferry/)]);
    expect(article.sections.map(({ heading, paragraphs }) => [heading, paragraphs.length])).toEqual([
      ['A Crossing That Few Use and Nobody Would Miss Gladly', 1],
      ['What It Costs', 1],
      ['A Question for the Spring', 2],
    ]);
  });

  test('loses what its site printed below it', async () => {
    const article = articleFromPlainText(await readFile(FERRY, 'utf8'));
    expect(JSON.stringify(article)).not.toMatch(/Recommended Comments|no comments to display/);
  });

  test('becomes a file that reads as the same article', async () => {
    const markdown = markdownFromPlainArticle(articleFromPlainText(await readFile(FERRY, 'utf8')));
    const file = parseArticle({ path: 'a.md', text: markdown });
    expect(file).toMatchObject({
      type: 'article',
      article: {
        slug: 'harbour-keeps-its-ferry-council-asks-who-pays',
        title: 'Harbour Keeps Its Ferry, Council Asks Who Pays',
        sections: [
          { slug: expect.stringMatching(/^a-crossing/) },
          { slug: 'what-it-costs' },
          { heading: 'A Question for the Spring' },
        ],
      },
    });
    expect(markdown).toContain('\\*for one year only\\*');
    expect(markdown).toContain('fuel & repairs');
  });
});

describe('what is a heading', () => {
  const LONG = 'A paragraph that goes on for rather longer than any of the lines above it, and then stops.';
  const headings = (...lines: string[]): string[] =>
    articleFromPlainText(['Title', ...lines].join('\n')).sections.map(({ heading }) => heading);

  test('a short line before a longer one', () => {
    expect(headings(LONG, 'What Now?', LONG)).toEqual(['What Now?']);
  });

  test.each(['So it ended.', '“So it ended.”', 'He said:', 'Այսպես ավարտվեց։'])(
    'not "%s", which ends as a sentence does',
    (line) => {
      expect(headings(line, LONG)).toEqual([]);
    },
  );

  test('not a last line, nor a long one', () => {
    expect(headings(LONG, 'The end')).toEqual([]);
    expect(headings('word '.repeat(30), 'word '.repeat(60))).toEqual([]);
  });

  test('blank lines and Windows’ line ends make no difference', () => {
    expect(articleFromPlainText(`Title\r\n\r\n${LONG}\r\n\r\nPart\r\n${LONG}\r\n`)).toEqual({
      title: 'Title',
      lead: [LONG],
      sections: [{ heading: 'Part', paragraphs: [LONG] }],
    });
  });
});

test.each([
  ['# no heading', '\\# no heading'],
  ['- no item', '\\- no item'],
  ['1. no item', '1\\. no item'],
  ['---', '\\---'],
  ['[no](link)', '\\[no\\](link)'],
  ['<b>', '\\<b\\>'],
  ['&amp;', '\\&amp;'],
  ['AT&T, 5 > 4 - 1', 'AT&T, 5 \\> 4 - 1'],
])('escapes "%s"', (line, escaped) => {
  expect(escapeMarkdown(line)).toBe(escaped);
});

test('any line of text is shown unchanged', () => {
  const markdownIt = new MarkdownIt({ html: true });
  const piece = fc.oneof(
    fc.constantFrom(
      ...Array.from('#*_`[]()<>!&;~|\\-+=.1: a"'),
      '&amp;',
      '&#35;',
      '```',
      '<b>',
      '1.',
      '# ',
      'http://a.example',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const line = fc.array(piece, { minLength: 1, maxLength: 20 }).map((parts) =>
    parts
      .join('')
      .replace(/[\s\0]+/g, ' ')
      .trim(),
  );
  fc.assert(
    fc.property(line, (text) => {
      fc.pre(text !== '');
      const [open, inline, ...rest] = markdownIt.parse(escapeMarkdown(text), {});
      expect([open?.type, rest.length]).toEqual(['paragraph_open', 1]);
      expect(inline?.children?.map(({ type, content }) => (type === 'text' ? content : `<${type}>`)).join('')).toBe(
        text,
      );
    }),
    { numRuns: 1000 },
  );
});
