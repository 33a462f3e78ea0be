import type { Article } from '../../src/articles/article.ts';

/** An article with what a test does not care about filled in; its slug is "article" unless given. */
export function articleWith(given: Partial<Article> = {}): Article {
  const slug = given.slug ?? 'article';
  return {
    slug,
    key: given.url ?? slug,
    title: 'An article',
    lead: 'The lead.',
    sections: [],
    url: null,
    aliases: [],
    published: null,
    authors: [],
    authorIds: [],
    section: null,
    image: null,
    pictures: [],
    language: 'en',
    tags: [],
    description: null,
    posting: 'whole',
    hash: 'hash',
    ...given,
  };
}
