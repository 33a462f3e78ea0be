import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSnowflakes, olderFirst, timeOfSnowflake } from '../../../src/sandbox/snowflakes.ts';

const moments = fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), { minLength: 1 });

test('ids always grow, even when time stands still or goes back', () => {
  fc.assert(
    fc.property(moments, (times) => {
      let now = 0;
      const snowflakes = createSnowflakes(() => now);
      const ids = times.map((time) => {
        now = time;
        return snowflakes.next();
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.toSorted(olderFirst)).toEqual(ids);
    }),
  );
});

test('an id contains its millisecond', () => {
  expect(timeOfSnowflake(createSnowflakes(() => 1_763_942_400_000).next())).toBe(1_763_942_400_000);
});
