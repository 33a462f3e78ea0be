import { expect, test, vi } from 'vitest';
import { startSweeping } from '../../../src/discussions/expiry.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const HOUR = 3_600_000;

test('expired data is erased every hour until sweeping is disposed, and a failure is reported', async () => {
  const clock = createManualClock(0);
  const expire = vi
    .fn<(now: number) => Promise<void>>()
    .mockRejectedValueOnce(new Error('disk full'))
    .mockResolvedValue();
  const onError = vi.fn<(error: unknown) => void>();
  const sweeping = startSweeping({ expire, clock, onError });
  clock.advance(HOUR);
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('disk full')));
  clock.advance(HOUR);
  expect(expire).toHaveBeenCalledTimes(2);
  expect(expire.mock.calls).toEqual([[HOUR], [2 * HOUR]]);
  await sweeping[Symbol.asyncDispose]();
  clock.advance(5 * HOUR);
  expect(expire).toHaveBeenCalledTimes(2);
});

test('it is never at work twice, and has ended when it is disposed', async () => {
  const clock = createManualClock(0);
  const slow = Promise.withResolvers<void>();
  const expire = vi.fn<() => Promise<void>>().mockReturnValueOnce(slow.promise).mockResolvedValue();
  const sweeping = startSweeping({ expire, clock, onError: vi.fn<(error: unknown) => void>() });
  clock.advance(3 * HOUR);
  expect(expire).toHaveBeenCalledTimes(1);
  let isDisposed = false;
  const disposing = sweeping[Symbol.asyncDispose]().then(() => (isDisposed = true));
  await Promise.resolve();
  expect(isDisposed).toBe(false);
  slow.resolve();
  await disposing;
  clock.advance(3 * HOUR);
  expect(expire).toHaveBeenCalledTimes(1);
});
