import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSnowflakes, timeOfSnowflake } from '../../src/snowflake.ts';

const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String);

test('ids are ordered as the numbers that they are', () => {
  fc.assert(
    fc.property(snowflake, snowflake, (a, b) => {
      expect(Math.sign(compareSnowflakes(a, b))).toBe(BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0);
    }),
  );
});

test("an id tells when its message was written, as in Discord's own example", () => {
  expect(timeOfSnowflake('175928847299117063')).toBe(1_462_015_105_796);
});
