import { expect, test } from 'vitest';
import { etagFrom, matchesEtag } from '../../../src/web/http.ts';

test('an ETag tells parts apart that read the same one after the other', () => {
  expect(etagFrom('ab', 'c')).toBe(etagFrom('ab', 'c'));
  expect(etagFrom('ab', 'c')).not.toBe(etagFrom('a', 'bc'));
  expect(etagFrom('ab', '')).not.toBe(etagFrom('ab'));
});

test('a reader has what If-None-Match names, weak or among others, or anything by *', () => {
  const etag = etagFrom('a page');
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) expect(matchesEtag(etag, known)).toBe(true);
  for (const unknown of [null, '', '"other"', etag.slice(1, -1)]) expect(matchesEtag(etag, unknown)).toBe(false);
});
