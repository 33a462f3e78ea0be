import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/discussions/settings.ts';
import { createGuildSettingsStore } from '../../../src/discussions/settings-store.ts';
import { openStore } from '../../../src/store/open.ts';

test('a guild that chose nothing has the defaults; changes that come at once are all kept, and others see them', async () => {
  const store = await openStore('memory:');
  const [one, other] = [createGuildSettingsStore({ store }), createGuildSettingsStore({ store })];
  expect(await other.settings('7')).toEqual(DEFAULT_SETTINGS);
  await Promise.all([
    one.change('7', { invite: 'a' }),
    one.change('7', { policy: 'ask' }),
    one.change('8', { invite: 'b' }),
  ]);
  expect(await other.settings('7')).toEqual({ ...DEFAULT_SETTINGS, invite: 'a', policy: 'ask' });
});
