import { randomUUID } from 'node:crypto';
import type { CommentRecord } from '../discussions/comment.ts';
import { newDiscussion, withPosts } from '../discussions/discussion-rules.ts';
import type { Discussion, NewDiscussion } from '../discussions/discussion.ts';
import type { DiscussionStore, Place, ThreadRef } from '../discussions/ports.ts';
import { applyChanges, type ApplyingParts } from './apply-changes.ts';
import type { Closing } from './closing.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import { entriesBetween } from './paged-list.ts';
import type { Spreading } from './spreading.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';

interface DiscussionStoreParts extends ApplyingParts {
  readonly store: Store;
  /** Every guild of which anything is in the store. */
  readonly guilds: () => Promise<readonly string[]>;
  readonly work: ThreadWork;
  readonly spreading: Spreading;
  readonly closing: Closing;
}

/** Keeps discussions in a store. */
export function createDiscussionStore(parts: DiscussionStoreParts): DiscussionStore {
  const { store, guilds, work, memberships, decisions, codeOf, spreading, closing } = parts;

  async function publishedBetween(ref: ThreadRef, from: string, to: string): Promise<string[]> {
    const entries = await work.run(ref, (draft) => entriesBetween(draft, keysOfThread(ref).list(null), [from, to]));
    return entries.filter(([, score]) => score >= 0).map(([id]) => id);
  }

  return {
    async *all() {
      for (const guild of await guilds()) {
        for await (const [, discussion] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) yield discussion;
      }
    },
    byThread: (ref) => store.get(keysOfThread(ref).discussion),
    place: (guild, article) => store.get(keysOfGuild(guild).place(article)),
    setPlace: (guild, article, place) =>
      store.setMany([{ key: keysOfGuild(guild).place(article), value: place ?? undefined }]),
    async *unfinished() {
      for (const guild of await guilds()) {
        const prefix = keysOfGuild(guild).places;
        for await (const [key, place] of store.iterate<Place>(prefix)) {
          if (place.state === 'opening') yield { guild, article: key.slice(prefix.length), place };
        }
      }
    },
    open: (discussion) => open(work, discussion),
    close: closing.close,
    async apply(ref, changes) {
      const applied = { ref, changes, memberships, decisions, codeOf };
      const { renamed, gone, later } = await work.run(ref, (draft) => applyChanges(draft, applied));
      decisions.keep(later);
      for (const user of renamed) await spreading.run({ guild: ref.guild, user });
      for (const user of gone) await spreading.tidy({ guild: ref.guild, user }, ref.thread);
    },
    records: (ref, ids) => store.getMany<CommentRecord>(ids.map((id) => keysOfThread(ref).comment(id))),
    publishedBetween,
    async knownBetween(ref, from, to) {
      const held = await work.run(ref, (draft) => entriesBetween(draft, keysOfThread(ref).held, [from, to]));
      return [...(await publishedBetween(ref, from, to)), ...held.map(([id]) => id)];
    },
    onSummaryLoss: work.onSummaryLoss,
    onWaiting: work.onWaiting,
  };
}

function open(work: ThreadWork, opened: NewDiscussion): Promise<Discussion> {
  return work.run(opened, async (draft) => {
    const keys = keysOfThread(opened);
    const placeKey = keysOfGuild(opened.guild).place(opened.article);
    const place = await draft.get(placeKey);
    if (place?.state === 'open' && place.thread !== opened.thread) {
      throw new Error(`The article ${opened.article} is already under discussion in thread ${place.thread}`);
    }
    const known = await draft.get(keys.discussion);
    const discussion = known ? withPosts(known, opened.posts) : newDiscussion(opened, randomUUID());
    draft.set(keys.discussion, discussion);
    draft.set(placeKey, { state: 'open', thread: opened.thread });
    return discussion;
  });
}
