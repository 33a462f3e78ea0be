import type { AskingStore } from '../discussions/asking.ts';
import { keysOfThread } from './keys.ts';
import type { Store } from './store.ts';

/** Remembers the asking message of each thread, one record a thread. */
export function createAskingStore({ store }: { store: Store }): AskingStore {
  return {
    asking: (ref) => store.get(keysOfThread(ref).asking),
    setAsking: (ref, asking) => store.setMany([{ key: keysOfThread(ref).asking, value: asking ?? undefined }]),
  };
}
