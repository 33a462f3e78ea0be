import type { GuildSettings } from '../../src/discussions/settings.ts';
import { createGuildSettingsStore } from '../../src/discussions/settings-store.ts';
import { openStore } from '../../src/store/open.ts';
import type { Newsroom } from './newsroom.ts';

/** Starts the app again after its guild chose something for itself. */
export async function withSettings(newsroom: Newsroom, settings: Partial<GuildSettings>): Promise<void> {
  await newsroom.stopApp();
  const store = await openStore(newsroom.storeUrl);
  await createGuildSettingsStore({ store }).change(newsroom.sandbox.guild, settings);
  await store.close();
  await newsroom.startApp();
}
