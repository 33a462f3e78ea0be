import { hostname } from 'node:os';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { Key } from '../../src/storage/store.ts';
import { takeWriterLease } from '../../src/storage/writer-lease.ts';
import { createManualClock } from '../helpers/manual-clock.ts';

const fail = (error: unknown): never => {
  throw error;
};
const writer: Key<{ host: string; pid: number; until: number }> = 'writer';

/** A process that surely is not there: Linux counts up to 4,194,304. */
const DEAD = 9_999_999;

test('a store has one writer: another process is refused until the first one is done', async () => {
  const clock = createManualClock(1_000);
  await using store = { ...(await openStore('memory:')), [Symbol.asyncDispose]: async () => undefined };
  await store.setMany([{ key: writer, value: { host: hostname(), pid: process.ppid, until: 5_000 } }]);
  await expect(takeWriterLease({ store, clock, onError: fail, onLost: fail })).rejects.toThrow(
    `process ${process.ppid}`,
  );
  await store.setMany([{ key: writer, value: undefined }]);
  await using _lease = await takeWriterLease({ store, clock, onError: fail, onLost: fail });
  expect(await store.get(writer)).toMatchObject({ pid: process.pid });
});

test('the lease of a process that crashed on this machine does not hold; one of another machine holds until its term ends', async () => {
  const clock = createManualClock(1_000);
  const store = await openStore('memory:');
  await store.setMany([{ key: writer, value: { host: hostname(), pid: DEAD, until: 99_000 } }]);
  await (await takeWriterLease({ store, clock, onError: fail, onLost: fail }))[Symbol.asyncDispose]();
  await store.setMany([{ key: writer, value: { host: 'elsewhere', pid: 1, until: 99_000 } }]);
  await expect(takeWriterLease({ store, clock, onError: fail, onLost: fail })).rejects.toThrow('on elsewhere');
  clock.advance(100_000);
  await using _lease = await takeWriterLease({ store, clock, onError: fail, onLost: fail });
});

test('a running writer renews its lease before it ends, and gives it back when it stops', async () => {
  const clock = createManualClock(0);
  const store = await openStore('memory:');
  const lease = await takeWriterLease({ store, clock, onError: fail, onLost: fail });
  const until = (await store.get(writer))?.until ?? 0;
  clock.advance(until - 1);
  await vi.waitFor(async () => expect((await store.get(writer))?.until).toBeGreaterThan(until));
  await lease[Symbol.asyncDispose]();
  expect(await store.get(writer)).toBeUndefined();
});

test('a writer that slept until another one took over hears of it, and takes nothing from that one', async () => {
  const clock = createManualClock(0);
  const store = await openStore('memory:');
  const onLost = vi.fn<(error: Error) => void>();
  const lease = await takeWriterLease({ store, clock, onError: fail, onLost });
  const other = { host: 'elsewhere', pid: 7, until: 99_000 };
  await store.setMany([{ key: writer, value: other }]);
  clock.advance(10_000);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
  expect(onLost.mock.calls[0]?.[0].message).toContain('process 7 on elsewhere');
  clock.advance(20_000);
  await lease[Symbol.asyncDispose]();
  expect(await store.get(writer)).toEqual(other);
  expect(onLost).toHaveBeenCalledOnce();

  await store.setMany([{ key: writer, value: undefined }]);
  await takeWriterLease({ store, clock, onError: fail, onLost });
  await store.setMany([{ key: writer, value: undefined }]); // another one came and went
  clock.advance(10_000);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(2));
});
