import { expect, test } from 'vitest';
import { htmlOf } from '../../../../src/sandbox/page/words.ts';
import { createClock } from '../../../../src/sandbox/clock.ts';
import { seedRecords } from '../../../../src/sandbox/world/seed.ts';
import { createWorld } from '../../../../src/sandbox/world/world.ts';

test('what has just been is never said to be still to come', () => {
  const clock = createClock();
  const now = Math.floor(clock.now() / 1_000);
  const world = createWorld({ ...seedRecords(clock.now()), clock });
  const said = Array.from({ length: 60 }, (_, ago) => htmlOf(world, `<t:${now - ago}:R>`));
  expect(said.filter((html) => !/(seconds?|minute) ago|>now</.test(html))).toEqual([]);
});
