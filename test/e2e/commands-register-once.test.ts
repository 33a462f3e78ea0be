import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('commands are registered at the first start, and a second start sends nothing', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const timesTold = async (): Promise<number> =>
    (await newsroom.journal()).entries.filter(({ what }) => what === 'PUT /applications/{application_id}/commands')
      .length;
  expect(await timesTold()).toBe(1);
  await newsroom.stopApp();
  await newsroom.startApp();
  expect(await timesTold()).toBe(1);
});
