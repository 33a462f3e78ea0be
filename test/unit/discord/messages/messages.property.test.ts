import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article, Section } from '../../../../src/articles/article.ts';
import type { Links } from '../../../../src/discord/runtime/links.ts';
import { articleList, articlesOfPage } from '../../../../src/discord/posting/article-list.ts';
import { sectionAnswer, threadMessages } from '../../../../src/discord/posting/section-messages.ts';
import { articleMessage, starterMessage, threadName } from '../../../../src/discord/posting/starter-message.ts';
import { PUBLISH_POLICIES } from '../../../../src/discussions/visibility.ts';
import { translator } from '../../../../src/language/translate.ts';
import { articleWith } from '../../../helpers/article.ts';

const links: Links = {
  article: ({ slug }) => `https://gazette.example/articles/${encodeURIComponent(slug)}`,
  picture: () => undefined,
  privacy: (language) => `https://gazette.example/privacy?language=${language}`,
  comments: ({ slug }) => `https://gazette.example/articles/${encodeURIComponent(slug)}`,
  thread: ({ guild, thread }) => `https://discord.com/channels/${guild}/${thread}`,
};
const context = { links, siteName: 'The Gazette', t: translator() };

const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength });
const section: fc.Arbitrary<Section> = fc.record({
  slug: fc.stringMatching(/^[a-z0-9-]{1,80}$/),
  heading: text(300),
  markdown: text(6000),
});
const article: fc.Arbitrary<Article> = fc
  .record({
    slug: fc.stringMatching(/^[a-z0-9-]{1,80}$/),
    title: text(400),
    lead: text(5000),
    sections: fc.uniqueArray(section, { selector: ({ slug }) => slug, maxLength: 30 }),
  })
  .map(articleWith);

interface Sent {
  content?: string | undefined;
  components?: readonly unknown[] | undefined;
}

const customIdsOf = (message: Sent): string[] => {
  const found: string[] = [];
  JSON.stringify(message.components ?? [], (key, value: unknown) => {
    if (key === 'custom_id' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
};

const expectWithinLimits = (message: Sent): void => {
  const length = message.content?.length ?? 0;
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThanOrEqual(2000);
  expect(message.components?.length ?? 0).toBeLessThanOrEqual(5);
  const ids = customIdsOf(message);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(100);
};

test('whatever the article, every message that shows it keeps to Discord’s limits', () => {
  fc.assert(
    fc.property(article, fc.constantFrom(...PUBLISH_POLICIES), (any, policy) => {
      expect(threadName(any).length).toBeLessThanOrEqual(100);
      expectWithinLimits(starterMessage(any, { policy, channel: '1234567890123456789' }, context));
      expectWithinLimits(articleMessage(any, { url: 'https://discord.com/channels/1/2', count: 3 }, context));
      for (const { message } of threadMessages(any, context)) expectWithinLimits(message);
      for (const part of any.sections) {
        const pieces = sectionAnswer(any, part, context);
        expect(pieces.length).toBeLessThanOrEqual(5);
        for (const content of pieces) expectWithinLimits({ content });
      }
    }),
    { numRuns: 60 },
  );
});

test('every section is shown, in order, and an article of more than six messages is shown as excerpts', () => {
  fc.assert(
    fc.property(article, (any) => {
      const messages = threadMessages(any, context);
      const shown = messages.flatMap(({ section: slug }) => slug ?? []);
      expect([...new Set(shown)]).toEqual(any.sections.map(({ slug }) => slug));
      const once = [...new Set(shown)];
      expect(shown).toEqual(messages.length > 6 ? once : shown);
    }),
    { numRuns: 60 },
  );
});

test('a page of the list keeps to Discord’s limits, and a page that is not there is the nearest one', () => {
  fc.assert(
    fc.property(fc.array(article, { maxLength: 25 }), fc.integer(), text(80), (articles, asked, query) => {
      const page = articlesOfPage(articles, asked);
      expect(page.page).toBeGreaterThanOrEqual(1);
      expect(page.page).toBeLessThanOrEqual(page.pages);
      const listed = page.articles.map((any) => ({
        article: any,
        discussion: { url: 'https://discord.com/channels/1/2', count: 9 },
      }));
      expectWithinLimits(articleList({ ...page, query, articles: listed }, context));
    }),
    { numRuns: 60 },
  );
});
