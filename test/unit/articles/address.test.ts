import { expect, test } from 'vitest';
import { articleAddress, canonicalAddress, isElsewhere, pictureAddress } from '../../../src/articles/article.ts';
import { articleWith } from '../../helpers/article.ts';

const SITE = 'https://talk.example/below/';
const own = articleWith({ slug: 'größe' });
const elsewhere = articleWith({ url: 'https://paper.example/world/armenia' });
const sameHost = articleWith({ url: 'https://talk.example/world/armenia' });

test('Belowline’s page is below the site’s address, for any letters in the slug', () => {
  expect(articleAddress(own, SITE)).toBe('https://talk.example/below/articles/gr%C3%B6%C3%9Fe');
  expect(articleAddress(own, 'https://talk.example')).toBe('https://talk.example/articles/gr%C3%B6%C3%9Fe');
});

test('an article is at home at its url, else on Belowline’s page', () => {
  expect(canonicalAddress(elsewhere, SITE)).toBe('https://paper.example/world/armenia');
  expect(canonicalAddress(own, SITE)).toBe(articleAddress(own, SITE));
});

test('a picture of the text is seen at Belowline’s own address, one from elsewhere is not ours', () => {
  const article = articleWith({ slug: 'größe', pictures: [{ source: 'a%20b.png', path: '/a b.png' }] });
  expect(pictureAddress(article, 'a%20b.png', SITE)).toBe(
    'https://talk.example/below/images/current/gr%C3%B6%C3%9Fe/1',
  );
  expect(pictureAddress(article, 'https://paper.example/c.png', SITE)).toBeUndefined();
});

test('only another host is elsewhere', () => {
  expect([own, elsewhere, sameHost].map((article) => isElsewhere(article, SITE))).toEqual([false, true, false]);
});
