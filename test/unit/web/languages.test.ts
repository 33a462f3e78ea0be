import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const arabic = articleWith({
  slug: 'jisr',
  language: 'ar',
  title: 'الجسر يُفتح من جديد',
  lead: 'بعد عامين صار الجسر مفتوحًا.',
  authors: ['مريم'],
  published: Date.UTC(2026, 10, 24),
  sections: [{ slug: 'cost', heading: 'الكلفة', markdown: 'أحد عشر مليونًا.' }],
});

const world = async () => {
  const made = await createWebWorld([arabic]);
  await made.open(arabic, { posts: [{ message: '500', section: 'cost' }] });
  await made.reply(
    { content: 'رأي حسن.', authorName: 'ليلى' },
    { content: 'A good point.', author: '201', authorName: 'Ada', answers: '500' },
  );
  return made;
};

test('an article is set in its own direction, the page’s words among it in theirs', async () => {
  const page = await (await world()).text('/articles/jisr');
  expect(page).toContain('<html lang="en" dir="ltr">');
  expect(page).toContain('<article class="story" lang="ar" dir="rtl">');
  expect(page).toMatch(/<p class="dateline"><span lang="en" dir="ltr">By <bdi>مريم<\/bdi>/);
  expect(page).toMatch(/<p class="section-count"><span lang="en" dir="ltr"><a/);
});

test('comments of both directions stand in one list, each in its own', async () => {
  const page = await (await world()).text('/articles/jisr');
  expect(page).toContain('<p dir="auto">رأي حسن.</p>');
  expect(page).toContain('<p dir="auto">A good point.</p>');
  expect(page).toContain('<bdi>ليلى</bdi>');
  expect(page).toContain('<bdi>الكلفة</bdi>');
});

test('without a catalogue of the article’s language all words are English, with English numbers and dates', async () => {
  const page = await (await world()).text('/articles/jisr');
  expect(page).toContain('1 comment<');
  expect(page).toContain('>24 November 2026<');
  expect(page).not.toMatch(/[٠-٩]/);
});

test('the list of articles is in the site’s language, each teaser in its article’s', async () => {
  const page = await (await world()).text('/');
  expect(page).toContain('<html lang="en" dir="ltr">');
  expect(page).toContain('lang="ar" dir="rtl"');
});
