import { expect, test } from 'vitest';
import { articleAddress, canonicalAddress, isElsewhere } from '../../../src/articles/address.ts';
import { articleWith } from '../../helpers/article.ts';

const SITE = 'https://talk.example/below/';
const own = articleWith({ slug: 'größe' });
const elsewhere = articleWith({ url: 'https://paper.example/world/armenia' });
const sameHost = articleWith({ url: 'https://talk.example/world/armenia' });

test('Belowline’s page is below the site’s address, whatever letters the slug has', () => {
  expect(articleAddress(own, SITE)).toBe('https://talk.example/below/articles/gr%C3%B6%C3%9Fe');
  expect(articleAddress(own, 'https://talk.example')).toBe('https://talk.example/articles/gr%C3%B6%C3%9Fe');
});

test('an article is at home at its url, else on Belowline’s page', () => {
  expect(canonicalAddress(elsewhere, SITE)).toBe('https://paper.example/world/armenia');
  expect(canonicalAddress(own, SITE)).toBe(articleAddress(own, SITE));
});

test('only another host is elsewhere', () => {
  expect([own, elsewhere, sameHost].map((article) => isElsewhere(article, SITE))).toEqual([false, true, false]);
});
