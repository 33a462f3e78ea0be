import type { Asking, AskingStore } from '../discussions/asking.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { guildPrefix } from './keys.ts';
import type { Key, Store } from './store.ts';

const askingKey = ({ guild, thread }: ThreadRef): Key<Asking> => `${guildPrefix(guild)}asking:${thread}`;

/** Remembers the asking message of each thread, one record a thread. */
export function createAskingStore({ store }: { store: Store }): AskingStore {
  return {
    asking: (ref) => store.get(askingKey(ref)),
    setAsking: (ref, asking) => store.setMany([{ key: askingKey(ref), value: asking ?? undefined }]),
  };
}
