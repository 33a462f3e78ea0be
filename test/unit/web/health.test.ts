import { expect, test } from 'vitest';
import { createWebWorld } from '../../helpers/web-world.ts';

test('a process that is well says so', async () => {
  const { get } = await createWebWorld([]);
  for (const path of ['/healthz', '/readyz']) {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

test('a process that misses something gives each reason, and is still up', async () => {
  const reasons = ['The store does not answer.', 'The bot is not connected to Discord.'];
  const health = { live: () => true, ready: async () => ({ ok: false, reasons }) };
  const { get } = await createWebWorld([], { health });
  expect((await get('/healthz')).status).toBe(200);
  const answer = await get('/readyz');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 503, detail: reasons.join(' '), reasons });
});

test('a process that is stopping is no longer up', async () => {
  const health = { live: () => false, ready: async () => ({ ok: true, reasons: [] }) };
  expect((await (await createWebWorld([], { health })).get('/healthz')).status).toBe(503);
});
