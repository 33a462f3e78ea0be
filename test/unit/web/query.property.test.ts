import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SORTS } from '../../../src/discussions/reading.ts';
import { Problem } from '../../../src/web/problem.ts';
import { type ArticleQuery, PAGE_SIZES, queryFromParameters, searchFromQuery } from '../../../src/web/addresses.ts';

const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const query: fc.Arbitrary<ArticleQuery> = fc.record({
  sort: fc.constantFrom(...SORTS),
  section: fc.option(fc.string()),
  discussion: fc.option(snowflake),
  size: fc.constantFrom(...PAGE_SIZES),
  from: fc.oneof(
    fc.record({ page: fc.integer({ min: 1, max: 9_999_999 }) }),
    fc.record({ after: snowflake }),
    fc.record({ before: snowflake }),
  ),
});

test('a query that became an address is the same query when it is read again', () => {
  fc.assert(
    fc.property(query, (asked) => {
      expect(queryFromParameters(new URLSearchParams(searchFromQuery(asked)))).toEqual(asked);
    }),
  );
});

/** The query that the parameters ask for, or the status of the problem with them. */
function outcomeOf(pairs: [string, string][]): ArticleQuery | number {
  try {
    return queryFromParameters(new URLSearchParams(pairs));
  } catch (error) {
    if (error instanceof Problem) return error.status;
    throw error;
  }
}

const isWithinLimits = ({ size, from }: ArticleQuery): boolean =>
  PAGE_SIZES.includes(size) && (!('page' in from) || (Number.isInteger(from.page) && from.page >= 1));

test('any other parameters are either a query within its limits or a problem with a sentence', () => {
  const names = fc.constantFrom('page', 'size', 'sort', 'section', 'discussion', 'after', 'before', 'x');
  const value = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
  fc.assert(
    fc.property(fc.array(fc.tuple(names, value)), (pairs) => {
      const outcome = outcomeOf(pairs);
      expect(outcome === 400 || (typeof outcome === 'object' && isWithinLimits(outcome))).toBe(true);
    }),
  );
});
