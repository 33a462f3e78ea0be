import { expect, test, vi } from 'vitest';
import { openStore } from '../../../src/storage/open.ts';
import { startSweeping } from '../../../src/storage/sweeping.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const HOUR = 3_600_000;

test('the store is swept every hour until sweeping is disposed, and a failure is told', async () => {
  const clock = createManualClock(0);
  const sweep = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue();
  const onError = vi.fn<(error: unknown) => void>();
  const sweeping = startSweeping({ store: { ...(await openStore('memory:')), sweep }, clock, onError });
  clock.advance(HOUR);
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(new Error('disk full')));
  clock.advance(HOUR);
  expect(sweep).toHaveBeenCalledTimes(2);
  sweeping[Symbol.dispose]();
  clock.advance(5 * HOUR);
  expect(sweep).toHaveBeenCalledTimes(2);
});
