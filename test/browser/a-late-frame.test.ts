import { test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('a browser that draws its first frame late still shows the box', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  await newsroom.open();
  await page.addInitScript(() => {
    const { setTimeout } = globalThis;
    // whatever waits for a frame, or a little time in its place, waits until the box has long been sent
    Object.assign(globalThis, {
      requestAnimationFrame: () => 0,
      setTimeout: (then: () => void, delay = 0) => setTimeout(then, Math.max(delay, 1_000)),
    });
  });
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${newsroom.news}?as=reader`);
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 10_000 });
});
