import { randomUUID } from 'node:crypto';
import type { Entry } from '../discussions/comment-effects.ts';
import type { CommentRecord } from '../discussions/comment.ts';
import { newDiscussion, withPosts } from '../discussions/discussion-rules.ts';
import type { Discussion, NewDiscussion } from '../discussions/discussion.ts';
import type { DiscussionStore, Place } from '../discussions/ports.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import { applyChanges, type ApplyingParts } from './apply-changes.ts';
import type { Closing } from './closing.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import { entriesBefore, entriesBetween } from './paged-list.ts';
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
    async publishedBetween(ref, from, to) {
      const entries = await work.run(ref, (draft) => entriesBetween(draft, keysOfThread(ref).list(null), [from, to]));
      return entries.filter(isPublished).map(([id]) => id);
    },
    knownBefore: (ref, before, most) =>
      work.run(ref, async (draft) => {
        const { list, held } = keysOfThread(ref);
        const known: string[] = [];
        for (const keys of [list(null), held]) {
          let left = most;
          for await (const entry of entriesBefore(draft, keys, before)) {
            if (!isPublished(entry)) continue;
            known.push(entry[0]);
            if (--left === 0) break;
          }
        }
        return known.toSorted((one, other) => compareSnowflakes(other, one)).slice(0, most);
      }),
    onSummaryLoss: work.onSummaryLoss,
    onWaiting: work.onWaiting,
  };
}

/** A tombstone's score is below zero; of what is held it means nothing. */
const isPublished = ([, score]: Entry): boolean => score >= 0;

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
