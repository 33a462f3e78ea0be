import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SORTS } from '../../../src/discussions/reading.ts';
import { Problem } from '../../../src/web/problem.ts';
import {
  type ArticleQuery,
  DEFAULT_SORT,
  PAGE_SIZES,
  queryFromParameters,
  searchFromQuery,
} from '../../../src/web/addresses.ts';

const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const shown = fc.oneof(
  fc.record({
    conversation: fc.constant(null),
    sort: fc.constantFrom(...SORTS),
    section: fc.option(fc.string()),
  }),
  fc.record({ conversation: snowflake, sort: fc.constant('conversations' as const), section: fc.constant(null) }),
);
const asked: fc.Arbitrary<Omit<ArticleQuery, 'conversation' | 'sort' | 'section'>> = fc.record({
  discussion: fc.option(snowflake),
  size: fc.constantFrom(...PAGE_SIZES),
  from: fc.oneof(
    fc.record({ page: fc.integer({ min: 1, max: 9_999_999 }) }),
    fc.record({ after: snowflake }),
    fc.record({ before: snowflake }),
  ),
});
const query: fc.Arbitrary<ArticleQuery> = fc.tuple(shown, asked).map(([one, other]) => ({ ...one, ...other }));
const defaultSort = fc.constantFrom(...Object.values(DEFAULT_SORT));

test('a query that became an address is the same query when it is read again', () => {
  fc.assert(
    fc.property(query, defaultSort, (asked, sort) => {
      expect(queryFromParameters(new URLSearchParams(searchFromQuery(asked, sort)), sort)).toEqual(asked);
    }),
  );
});

/** The query that the parameters ask for, or the status of the problem with them. */
function outcomeOf(pairs: [string, string][]): ArticleQuery | number {
  try {
    return queryFromParameters(new URLSearchParams(pairs), DEFAULT_SORT.page);
  } catch (error) {
    if (error instanceof Problem) return error.status;
    throw error;
  }
}

const isWithinLimits = ({ size, from }: ArticleQuery): boolean =>
  PAGE_SIZES.includes(size) && (!('page' in from) || (Number.isInteger(from.page) && from.page >= 1));

test('any other parameters are either a query within its limits or a problem with a sentence', () => {
  const names = fc.constantFrom(
    'page',
    'size',
    'sort',
    'section',
    'discussion',
    'conversation',
    'after',
    'before',
    'x',
  );
  const value = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
  fc.assert(
    fc.property(fc.array(fc.tuple(names, value)), (pairs) => {
      const outcome = outcomeOf(pairs);
      expect(outcome === 400 || (typeof outcome === 'object' && isWithinLimits(outcome))).toBe(true);
    }),
  );
});
