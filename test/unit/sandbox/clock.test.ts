import { expect, test } from 'vitest';
import { createClock, durationFromText } from '../../../src/sandbox/clock.ts';

test('advancing fires due timers, earliest first, and no disposed ones', () => {
  const clock = createClock();
  const fired: string[] = [];
  clock.after(60_000, () => fired.push('minute'));
  clock.after(1_000, () => fired.push('second'));
  clock.after(2_000, () => fired.push('disposed'))[Symbol.dispose]();
  clock.after(3_600_000, () => fired.push('hour'));
  clock.advance(61_000);
  expect(fired).toEqual(['second', 'minute']);
  expect(clock.ahead()).toBe(61_000);
});

test('a timer that becomes due on its own fires once', async () => {
  const clock = createClock();
  let fired = 0;
  await new Promise<void>((resolve) => {
    clock.after(1, () => {
      fired += 1;
      resolve();
    });
  });
  clock.advance(10);
  expect(fired).toBe(1);
});

test.each([
  ['8d', 691_200_000],
  ['15m', 900_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['soon', undefined],
  ['-1d', undefined],
])('"%s" is %s milliseconds', (text, milliseconds) => {
  expect(durationFromText(text)).toBe(milliseconds);
});
