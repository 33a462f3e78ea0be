import { expect, test } from 'vitest';
import type { Article } from '../../../src/articles/article.ts';
import { catalogueFromFiles } from '../../../src/articles/folder-library.ts';
import type { LoadedFile } from '../../../src/articles/load.ts';
import { articleWith } from '../../helpers/article.ts';

const file = (path: string, given: Partial<Article>): LoadedFile => ({
  path,
  article: articleWith(given),
  pictureFiles: [],
  problems: [],
});

test.each<[string, Partial<Article>, Partial<Article>]>([
  ['slug', { slug: 'same' }, { slug: 'same' }],
  ['url', { slug: 'one', url: 'https://paper.example/same' }, { slug: 'two', url: 'https://paper.example/same' }],
  ['alias', { slug: 'same' }, { slug: 'two', aliases: ['/same/'] }],
  ['slug', { slug: 'one', aliases: ['same'] }, { slug: 'same' }],
])('of two articles with one %s the first by path stays, and the problem names both', (what, first, second) => {
  const { articles, problems } = catalogueFromFiles([file('b.md', second), file('a.md', first)]);
  expect(articles).toEqual([articleWith(first)]);
  expect(problems).toEqual([{ file: 'b.md', line: null, message: expect.stringContaining(`Its ${what} "`) }]);
  expect(problems[0]?.message).toContain('same" belongs to a.md');
});

test('an article that is visible keeps its name when another with that name waits for its time', () => {
  const waiting = file('a.md', { slug: 'same', published: Date.parse('2030-01-01') });
  const visible = file('b.md', { slug: 'same', published: Date.parse('2024-01-01') });
  const undated = file('c.md', { slug: 'other', aliases: ['same'] });
  expect(catalogueFromFiles([waiting, visible]).articles).toEqual([visible.article]);
  expect(catalogueFromFiles([waiting, undated]).articles).toEqual([undated.article]);
  expect(catalogueFromFiles([waiting, visible]).problems).toEqual([
    { file: 'a.md', line: null, message: expect.stringContaining('belongs to b.md') },
  ]);
});

test('an article may repeat its own names', () => {
  const { problems } = catalogueFromFiles([file('a.md', { slug: 'same', aliases: ['same', '/same'] })]);
  expect(problems).toEqual([]);
});

test.each<[string, Partial<Article>, Partial<Article>]>([
  [
    'url',
    { slug: 'one', url: 'https://paper.example/same' },
    { slug: 'two', url: 'http://www.paper.example/same/?utm_source=x' },
  ],
  [
    'alias',
    { slug: 'one', url: 'https://paper.example/same' },
    { slug: 'two', aliases: ['https://paper.example/same/index.html'] },
  ],
  [
    'alias',
    { slug: 'one', url: 'https://paper.example/same' },
    { slug: 'two', url: 'https://paper.example/b', aliases: ['/same/'] },
  ],
  ['url', { slug: 'same' }, { slug: 'two', url: 'https://comments.example/articles/same' }],
])(
  'two articles whose %s is the page of the other are not both listed, and the problem names both files',
  (what, first, second) => {
    const { articles, problems } = catalogueFromFiles(
      [file('b.md', second), file('a.md', first)],
      'https://comments.example',
    );
    expect(articles).toEqual([articleWith(first)]);
    expect(problems).toEqual([
      {
        file: 'b.md',
        line: null,
        message: expect.stringMatching(new RegExp(`^Its ${what} ".*same.*" belongs to a.md already`)),
      },
    ]);
  },
);

test('an article may be at home on our own page of it', () => {
  const home = { slug: 'same', url: 'https://comments.example/articles/same/' };
  expect(catalogueFromFiles([file('a.md', home)], 'https://comments.example').problems).toEqual([]);
});
