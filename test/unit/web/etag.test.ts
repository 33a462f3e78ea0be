import { expect, test } from 'vitest';
import { etagFrom, matchesEtag } from '../../../src/web/http.ts';

test('an ETag differs for parts that only read the same when joined', () => {
  expect(etagFrom('ab', 'c')).toBe(etagFrom('ab', 'c'));
  expect(etagFrom('ab', 'c')).not.toBe(etagFrom('a', 'bc'));
  expect(etagFrom('ab', '')).not.toBe(etagFrom('ab'));
});

test('If-None-Match matches an ETag, weak or among others, and * matches any', () => {
  const etag = etagFrom('a page');
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) expect(matchesEtag(etag, known)).toBe(true);
  for (const unknown of [null, '', '"other"', etag.slice(1, -1)]) expect(matchesEtag(etag, unknown)).toBe(false);
});
