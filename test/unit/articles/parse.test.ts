import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/articles/article.ts';
import { parseArticle, type ParsedFile } from '../../../src/articles/parse.ts';

const parsed = (frontMatter: string, body = 'Text.\n', path = 'a.md'): ParsedFile =>
  parseArticle({ path, text: `---\n${frontMatter}\n---\n${body}` });

function articleOf(file: ParsedFile): Article {
  if (file.type !== 'article') throw new Error(`Not an article: ${JSON.stringify(file)}`);
  return file.article;
}

function faultsOf(file: ParsedFile): string[] {
  return file.type === 'broken' ? file.faults.map(({ line, message }) => `${line}: ${message}`) : [];
}

test('every field of the front matter arrives', () => {
  const file = parsed(
    [
      'title: The harbour',
      'slug: harbour',
      'url: https://paper.example/harbour',
      'aliases: [/old/harbour/]',
      'published: 2024-02-23T18:30:00+01:00',
      'authors: [Ada, { name: Ben, discord: 80351110224678912 }]',
      'section: City',
      'image: { src: harbour.png, alt: The harbour }',
      'language: pt-br',
      'tags: [ships, 2024]',
      'description: What happened there',
      'posting: excerpt',
      'layout: ignored',
    ].join('\n'),
    'The lead.\n\n## At noon\n\nSun.\n\n## At noon\n\nMore sun.\n',
  );
  expect(file).toMatchObject({ image: { src: 'harbour.png', alt: 'The harbour', line: 9 } });
  expect(articleOf(file)).toEqual({
    slug: 'harbour',
    key: 'https://paper.example/harbour',
    title: 'The harbour',
    lead: 'The lead.',
    sections: [
      { slug: 'at-noon', heading: 'At noon', markdown: 'Sun.' },
      { slug: 'at-noon-2', heading: 'At noon', markdown: 'More sun.' },
    ],
    url: 'https://paper.example/harbour',
    aliases: ['/old/harbour/'],
    published: Date.parse('2024-02-23T17:30:00Z'),
    authors: ['Ada', 'Ben'],
    authorIds: ['80351110224678912'],
    section: 'City',
    image: null,
    pictures: [],
    language: 'pt-BR',
    tags: ['ships', '2024'],
    description: 'What happened there',
    posting: 'excerpt',
    hash: expect.stringMatching(/^[\w-]{22}$/),
  });
});

test('only a title is required', () => {
  expect(articleOf(parsed('title: A'))).toMatchObject({
    slug: 'a',
    key: 'a',
    url: null,
    published: null,
    authors: [],
    language: 'en',
    posting: 'whole',
  });
});

test('without a title in the front matter, the text’s first heading is one', () => {
  const file = parseArticle({ path: 'notes/x.md', text: '# The harbour\n\nText.\n' });
  expect(articleOf(file)).toMatchObject({ slug: 'x', title: 'The harbour', lead: 'Text.' });
});

test('lines may end as Windows ends them', () => {
  const file = parseArticle({ path: 'x.md', text: '---\r\ntitle: A\r\n---\r\nLead.\r\n\r\n## One\r\n\r\nText.\r\n' });
  expect(articleOf(file)).toMatchObject({ lead: 'Lead.', sections: [{ heading: 'One', markdown: 'Text.' }] });
});

describe('what other generators write is understood', () => {
  test('Hugo’s and Jekyll’s names', () => {
    const file = parsed(
      'title: A\ndate: 2024-02-23 10:00:00 +0100\nauthor: { name: Ada }\nlang: de\ncategories: [City, Port]\nsummary: S',
    );
    expect(articleOf(file)).toMatchObject({
      published: Date.parse('2024-02-23T09:00:00Z'),
      authors: ['Ada'],
      language: 'de',
      section: 'City',
      description: 'S',
    });
  });

  test.each([
    ['_posts/2024-02-23-my-title.md', 'my-title', Date.parse('2024-02-23')],
    ['posts/my-title/index.md', 'my-title', null],
    ['2024-99-99-my-title.md', '2024-99-99-my-title', null],
    ['My Title.md', 'my-title', null],
    ['index.md', 'the-harbour', null],
  ])('the file name %s gives the slug %s', (path, slug, published) => {
    expect(articleOf(parsed('title: The harbour', 'Text.', path))).toMatchObject({ slug, published });
  });

  test('a file that is renamed to another date is another version', () => {
    const [one, other] = ['2024-02-23-a.md', '2024-02-24-a.md'].map((path) =>
      articleOf(parsed('title: A', 'Text.', path)),
    );
    expect(one?.published).not.toBe(other?.published);
    expect(one?.hash).not.toBe(other?.hash);
  });

  test('a date in the front matter beats the one in the file name', () => {
    const article = articleOf(parsed('title: A\ndate: 2024-03-01', 'Text.', '2024-02-23-a.md'));
    expect(article.published).toBe(Date.parse('2024-03-01'));
  });
});

test.each(['draft: true', 'published: false'])('`%s` makes a draft', (line) => {
  expect(parsed(`title: A\n${line}`)).toEqual({ type: 'draft' });
});

test.each([
  ['slug: ../secret', '3: `slug` must be lower-case letters', 'secret'],
  ['slug: Harbour', '3: `slug` must be', 'try "harbour"'],
  ['url: /harbour/', '3: `url` must be a whole address', '/harbour/'],
  ['url: javascript:alert(1)', '3: `url` must be', 'javascript'],
  ['url: https://me:secret@paper.example/', '3: `url` must be', 'paper.example'],
  ['published: soon', '3: `published` must be a date', '2024-02-23'],
  ['draft: yes please', '3: `draft` must be true or false', ''],
  ['posting: half', '3: `posting` must be one of whole, excerpt', ''],
  ['language: english please', '3: `language` must be a language tag', 'english please'],
  ['authors: [[Ada]]', '3: `authors` must be a text or a list of texts', ''],
  ['authors: [{ name: Ada, discord: ada }]', '3: `discord` in `authors` must be a user’s id', '"ada"'],
  ['author: { name: Ada, discord: 12 }', '3: `discord` in `author` must be', '17 to 20 digits'],
  ['description: { a: b }', '3: `description` must be a text', ''],
  ['image: [a.png]', '3: `image` must be a path', ''],
])('`%s` is refused in its line', (line, beginning, part) => {
  const [fault = ''] = faultsOf(parsed(`title: A\n${line}`));
  expect(fault).toContain(beginning);
  expect(fault).toContain(part);
});

test('all mistakes of a file are reported together, from top to bottom', () => {
  const faults = faultsOf(parsed('title: A\nposting: half\nslug: B\nurl: x\ndraft: no no'));
  expect(faults.map((fault) => fault.slice(0, 2))).toEqual(['3:', '4:', '5:', '6:']);
});

test('an article without a title, or with one that is too long, is refused', () => {
  expect(faultsOf(parsed('tags: [a]'))).toEqual([expect.stringContaining('no title')]);
  expect(faultsOf(parsed(`title: ${'a'.repeat(257)}`))).toEqual([expect.stringContaining('2: The title is longer')]);
});

test('a title has no characters that are invisible or reverse the text beside it', () => {
  expect(articleOf(parsed('title: "A \\u202Egnp\\u2066 and\\0 \\uD800"')).title).toBe('A gnp and \uFFFD');
});

test('the hash changes with any character of the file', () => {
  expect(articleOf(parsed('title: A')).hash).not.toBe(articleOf(parsed('title: A', 'Text!\n')).hash);
});
