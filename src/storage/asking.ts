import type { AskingStore } from '../discussions/asking.ts';
import { keysOfThread } from './keys.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';

/** Remembers the asking message of each thread, one record a thread; none of a thread that is no discussion any more. */
export function createAskingStore({ store, work }: { store: Store; work: ThreadWork }): AskingStore {
  return {
    asking: (ref) => store.get(keysOfThread(ref).asking),
    setAsking: (ref, asking) =>
      work.run(ref, async (draft) => {
        const { discussion, asking: key } = keysOfThread(ref);
        if (asking && (await draft.get(discussion))) draft.set(key, asking);
        else draft.delete(key);
      }),
  };
}
