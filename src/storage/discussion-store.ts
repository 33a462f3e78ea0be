import { randomUUID } from 'node:crypto';
import type { PublishPolicy } from '../discussions/consent.ts';
import type { CommentRecord } from '../discussions/comment.ts';
import { newDiscussion, withPosts } from '../discussions/discussion-rules.ts';
import type { Discussion, NewDiscussion } from '../discussions/discussion.ts';
import type { DiscussionStore, Place } from '../discussions/ports.ts';
import { applyChanges } from './apply-changes.ts';
import { createClosing } from './closing.ts';
import { createDrafts } from './draft.ts';
import { guildsKey, keysOfGuild, keysOfThread, threadQueue } from './keys.ts';
import { createMembers } from './members.ts';
import { entriesBetween } from './paged-list.ts';
import { createSpreading } from './spreading.ts';
import type { Store } from './store.ts';
import { createWorkQueues, type WorkQueues } from './work-queues.ts';

/** The discussions' writer; there is one at a time for each guild. */
export interface DiscussionWriter extends DiscussionStore {
  /** Finishes what `close` and `choose` had begun when the process ended; to be called at the start. */
  finishErasures(): Promise<void>;
}

/** What is read again with the next event, and so is remembered. */
const HOT_KEY = /^\{\d+\}:(?:discussion|index|pages|top|wrote|member|name):/u;

/** Keeps discussions in a store. `policy` counts for members who were never asked. */
export function createDiscussionStore({ store, policy }: { store: Store; policy: PublishPolicy }): DiscussionWriter {
  const queues = createWorkQueues(createDrafts({ store, isHot: (key) => HOT_KEY.test(key) }));
  const members = createMembers({ queues, policy });
  const spreading = createSpreading({ queues, members });
  const closing = createClosing({ store, queues, members });
  const guilds = async () => (await store.get(guildsKey)) ?? [];

  return {
    async *all() {
      for (const guild of await guilds()) {
        for await (const [, discussion] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) yield discussion;
      }
    },
    byThread: (ref) => store.get(keysOfThread(ref).discussion),
    place: (guild, article) => store.get(keysOfGuild(guild).place(article)),
    async setPlace(guild, article, place) {
      await register(queues, guild);
      await store.setMany([{ key: keysOfGuild(guild).place(article), value: place ?? undefined }]);
    },
    async *unfinished() {
      for (const guild of await guilds()) {
        const prefix = keysOfGuild(guild).places;
        for await (const [key, place] of store.iterate<Place>(prefix)) {
          if (place.state === 'opening') yield { guild, article: key.slice(prefix.length), place };
        }
      }
    },
    async open(discussion) {
      await register(queues, discussion.guild);
      return open(queues, discussion);
    },
    close: closing.close,
    async apply(ref, changes) {
      const renamed = await queues.run(threadQueue(ref), (draft) => applyChanges(draft, { ref, changes, members }));
      for (const user of renamed) await spreading.run({ guild: ref.guild, user });
    },
    records: (ref, ids) => store.getMany<CommentRecord>(ids.map((id) => keysOfThread(ref).comment(id))),
    async publishedBetween(ref, from, to) {
      const entries = await queues.run(threadQueue(ref), (draft) =>
        entriesBetween(draft, keysOfThread(ref).list(null), [from, to]),
      );
      return entries.filter(([, score]) => score >= 0).map(([id]) => id);
    },
    async choose(guild, user, choice) {
      await members.choose({ guild, user }, choice);
      await spreading.run({ guild, user });
    },
    consent: async (guild, user) => (await members.read({ guild, user })).consent ?? undefined,
    held: (guild, user) => spreading.held({ guild, user }),
    async finishErasures() {
      for (const guild of await guilds()) {
        const prefix = keysOfGuild(guild).unfinished;
        for await (const [key] of store.iterate(prefix)) {
          const [what, id = ''] = key.slice(prefix.length).split(':');
          if (what === 'closing') await closing.erase({ guild, thread: id });
          else await spreading.run({ guild, user: id });
        }
      }
    },
  };
}

function register(queues: WorkQueues, guild: string): Promise<void> {
  return queues.run('guilds', async (draft) => {
    const known = (await draft.get(guildsKey)) ?? [];
    if (!known.includes(guild)) draft.set(guildsKey, [...known, guild]);
  });
}

function open(queues: WorkQueues, opened: NewDiscussion): Promise<Discussion> {
  return queues.run(threadQueue(opened), async (draft) => {
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
