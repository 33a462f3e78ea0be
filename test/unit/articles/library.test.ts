import { describe, expect, test, vi } from 'vitest';
import type { Article } from '../../../src/articles/article.ts';
import { createMemoryLibrary } from '../../../src/articles/library.ts';
import { articleWith } from '../../helpers/article.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const NOW = Date.parse('2024-02-23T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

const armenia = articleWith({
  slug: 'armenia-steps-back',
  title: "Armenia Steps Back, Questions Alliance's Effectiveness",
  published: NOW - DAY,
  aliases: ['/world/armenia/', 'https://paper.example/armenia'],
  sections: [
    { slug: 'growing-rifts', heading: 'Growing Rifts', markdown: '' },
    { slug: 'new-allies', heading: 'New Allies', markdown: '' },
  ],
});
const cafe = articleWith({ slug: 'cafe', title: 'Das Café am Hafen', published: NOW - 2 * DAY });
const undated = articleWith({ slug: 'undated', title: 'An armenian dictionary' });

function libraryOf(...articles: Article[]) {
  const clock = createManualClock(NOW);
  return { clock, library: createMemoryLibrary({ clock, catalogue: { articles, problems: [] } }) };
}

const slugs = (articles: readonly Article[]): string[] => articles.map(({ slug }) => slug);

test('articles come newest first, those without a date last', () => {
  expect(slugs(libraryOf(undated, cafe, armenia).library.all())).toEqual(['armenia-steps-back', 'cafe', 'undated']);
});

describe('an article is found', () => {
  const { library } = libraryOf(armenia, cafe);
  test.each([
    ['armenia-steps-back'],
    ['world/armenia'],
    ['https://paper.example/armenia'],
    ['  armenia STEPS back, questions alliance’s effectiveness '],
  ])('by %s', (name) => {
    expect(library.find(name)).toBe(armenia);
  });

  test.each(['', '..', '../armenia-steps-back', 'armenia', '__proto__', 'a\0'])('not by "%s"', (name) => {
    expect(library.find(name)).toBeUndefined();
    expect(library.bySlug(name)).toBeUndefined();
    expect(library.byKey(name)).toBeUndefined();
  });
});

test('a section is found by its slug and by its heading as typed', () => {
  const { library } = libraryOf(armenia);
  expect(library.findSection(armenia, 'new-allies')?.heading).toBe('New Allies');
  expect(library.findSection(armenia, 'growing RIFTS')?.slug).toBe('growing-rifts');
  expect(library.findSection(armenia, 'of another article')).toBeUndefined();
});

test('suggestions are the best fits first, and all for nothing typed', () => {
  const { library } = libraryOf(armenia, cafe, undated);
  expect(library.suggest('CAFE')).toEqual([{ name: 'Das Café am Hafen', value: 'cafe' }]);
  expect(library.suggest('armeni').map(({ value }) => value)).toEqual(['armenia-steps-back', 'undated']);
  expect(library.suggest('')).toHaveLength(3);
  expect(library.suggestSections(armenia, 'all')).toEqual([{ name: 'New Allies', value: 'new-allies' }]);
});

test('search keeps the newest first', () => {
  expect(slugs(libraryOf(undated, armenia, cafe).library.search('arme'))).toEqual(['armenia-steps-back', 'undated']);
});

test('Discord gets at most 25 suggestions', () => {
  const many = Array.from({ length: 40 }, (_, index) => articleWith({ slug: `a-${index}`, title: `Part ${index}` }));
  expect(libraryOf(...many).library.suggest('part')).toHaveLength(25);
});

describe('an article whose time has not come', () => {
  const soon = articleWith({ slug: 'soon', title: 'Soon', published: NOW + 40 * DAY });

  test('exists nowhere', () => {
    const { library } = libraryOf(armenia, soon);
    expect(library.all()).toEqual([armenia]);
    expect(library.find('soon') ?? library.byKey('soon') ?? library.bySlug('soon')).toBeUndefined();
    expect(library.suggest('so')).toEqual([]);
    expect(library.search('soon')).toEqual([]);
  });

  test('appears when the clock passes it, and the version says so', () => {
    const { library, clock } = libraryOf(armenia, soon);
    const changed = vi.fn<() => void>();
    library.onChange(changed);
    const before = library.version();
    clock.advance(40 * DAY - 1);
    expect(library.version()).toBe(before);
    clock.advance(1);
    expect(library.bySlug('soon')).toBe(soon);
    expect(library.version()).toBeGreaterThan(before);
    expect(changed).toHaveBeenCalledOnce();
  });

  test('does not appear in a library that was closed', () => {
    const { library, clock } = libraryOf(soon);
    library[Symbol.dispose]();
    clock.advance(50 * DAY);
    expect(library.all()).toEqual([]);
  });
});

test('listeners hear that the articles were replaced, until they stop', () => {
  const { library } = libraryOf(armenia);
  const changed = vi.fn<() => void>();
  const listening = library.onChange(changed);
  const before = library.version();
  library.replace({ articles: [cafe], problems: [{ file: 'x.md', line: 2, message: 'Wrong.' }] });
  listening[Symbol.dispose]();
  library.replace({ articles: [], problems: [] });
  expect(changed).toHaveBeenCalledOnce();
  expect(library.version()).toBe(before + 2);
});
