import { type Change, applyChanges, type ApplyingParts } from './changes.ts';
import type { CommentRecord } from './comment.ts';
import {
  type Discussion,
  type NewDiscussion,
  type Summary,
  type ThreadRef,
  type Place,
  type PendingOpening,
  newDiscussion,
  withPosts,
} from './discussion.ts';
import { randomUUID } from 'node:crypto';
import { type Entry, entriesBefore, entriesBetween } from '../store/lists.ts';
import { compareSnowflakes } from '../snowflake.ts';
import { keysOfGuild, keysOfThread, vacuumPendingKey } from './keys.ts';
import type { Propagation } from './propagation.ts';
import type { Store } from '../store/store.ts';
import type { ThreadWork } from './thread-writer.ts';
import type { Membership } from './membership.ts';
import type { Memberships } from './memberships.ts';
import type { ConsentRequestStore } from './consent-request.ts';

/** The bot's side of the store. Every method rejects when the store fails; each change is one atomic write. */
export interface DiscussionStore {
  /** Every discussion of every guild, for the start. */
  all(): AsyncIterable<Discussion>;
  byThread(ref: ThreadRef): Promise<Discussion | undefined>;
  place(guild: string, article: string): Promise<Place | undefined>;
  setPlace(guild: string, article: string, place: Place | null): Promise<void>;
  /** Places that were being opened when the process ended. */
  pendingOpenings(): AsyncIterable<{ guild: string; article: string; place: PendingOpening }>;
  /** Records the discussion and its place in one write. */
  open(discussion: NewDiscussion): Promise<Discussion>;
  /** The thread is gone: frees the article at once, then erases all that was kept of the thread. */
  close(ref: ThreadRef): Promise<void>;
  /** Applies changes in order, behind whatever is under way in that thread. A thread that is no discussion is left alone. */
  apply(ref: ThreadRef, changes: readonly Change[]): Promise<void>;
  /** What is known of these messages; undefined where nothing is. */
  records(ref: ThreadRef, ids: readonly string[]): Promise<(CommentRecord | undefined)[]>;
  /** Ids of the published comments from `from` to `to`, both included, oldest first. */
  publishedBetween(ref: ThreadRef, from: string, to: string): Promise<string[]>;
  /** At most so many ids of what is published, or held until its author was asked, and older than `before` (null: the newest); newest first. */
  knownBefore(ref: ThreadRef, before: string | null, most: number): Promise<string[]>;
  /**
   * Called when a comment went that the summary quotes or was made from, with what is left of it, without its sentence
   * or withdrawn, and what it was before. Whatever took the comment away, a change or a decision of its author, is in the store by then.
   */
  onSummaryLoss(listener: (ref: ThreadRef, left: Summary, before: Summary) => void): void;
  /** Called when somebody began to wait in a thread for their answer, or waits there no more, whatever the reason. */
  onWaiting(listener: (ref: ThreadRef) => void): void;
}

interface DiscussionStoreParts extends ApplyingParts {
  readonly store: Store;
  /** Every guild of which anything is in the store. */
  readonly guilds: () => Promise<readonly string[]>;
  readonly work: ThreadWork;
  readonly propagation: Propagation;
  readonly closing: Closing;
}

/** Keeps discussions in a store. */
export function createDiscussionStore(parts: DiscussionStoreParts): DiscussionStore {
  const { store, guilds, work, memberships, decisions, codeOf, propagation, closing } = parts;

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
    async *pendingOpenings() {
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
      const { renamed, gone, later } = await work.run(ref, (tx) => applyChanges(tx, applied));
      decisions.keep(later);
      for (const user of renamed) await propagation.run({ guild: ref.guild, user });
      for (const user of gone) await propagation.leaveIfEmpty({ guild: ref.guild, user }, ref.thread);
    },
    records: (ref, ids) => store.getMany<CommentRecord>(ids.map((id) => keysOfThread(ref).comment(id))),
    async publishedBetween(ref, from, to) {
      const entries = await work.run(ref, (tx) => entriesBetween(tx, keysOfThread(ref).list(null), [from, to]));
      return entries.filter(isPublished).map(([id]) => id);
    },
    knownBefore: (ref, before, most) =>
      work.run(ref, async (tx) => {
        const { list, held } = keysOfThread(ref);
        const known: string[] = [];
        for (const keys of [list(null), held]) {
          let left = most;
          for await (const entry of entriesBefore(tx, keys, before)) {
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
  return work.run(opened, async (tx) => {
    const keys = keysOfThread(opened);
    const placeKey = keysOfGuild(opened.guild).place(opened.article);
    const place = await tx.get(placeKey);
    if (place?.state === 'open' && place.thread !== opened.thread) {
      throw new Error(`The article ${opened.article} is already under discussion in thread ${place.thread}`);
    }
    const known = await tx.get(keys.discussion);
    const discussion = known ? withPosts(known, opened.posts) : newDiscussion(opened, randomUUID());
    tx.set(keys.discussion, discussion);
    tx.set(placeKey, { state: 'open', thread: opened.thread });
    return discussion;
  });
}

/** Takes a thread's discussion off the page and erases what was kept of it. */
export interface Closing {
  close(ref: ThreadRef): Promise<void>;
  /** The second half of `close`; may be run again when it was interrupted. */
  erase(ref: ThreadRef): Promise<void>;
}

/** How many keys are erased in one write. */
const ERASED_TOGETHER = 500;

/** Creates the closing of discussions. */
export function createClosing({
  store,
  work,
  memberships,
}: {
  store: Store;
  work: ThreadWork;
  memberships: Memberships;
}): Closing {
  async function erase(ref: ThreadRef): Promise<void> {
    const keys = keysOfThread(ref);
    const { members } = keysOfGuild(ref.guild);
    for await (const [key, { threads }] of store.iterate<Membership>(members)) {
      if (threads.includes(ref.thread))
        await memberships.leave({ guild: ref.guild, user: key.slice(members.length) }, ref.thread);
    }
    const remove = (some: readonly string[]) =>
      work.run(ref, async (tx) => {
        for (const key of some) tx.delete(key);
      });
    for (const prefix of keys.prefixes) {
      let some: string[] = [];
      for await (const [key] of store.iterate(prefix)) {
        some.push(key);
        if (some.length < ERASED_TOGETHER) continue;
        await remove(some);
        some = [];
      }
      await remove(some);
    }
    await work.run(ref, async (tx) => {
      for (const key of [...keys.others, keysOfGuild(ref.guild).closing(ref.thread)]) tx.delete(key);
      tx.set(vacuumPendingKey, true);
    });
  }

  return {
    erase,
    async close(ref) {
      await work.run(ref, async (tx) => {
        const keys = keysOfThread(ref);
        const discussion = await tx.get(keys.discussion);
        if (!discussion) return;
        const guildKeys = keysOfGuild(ref.guild);
        const place = await tx.get(guildKeys.place(discussion.article));
        if (place?.thread === ref.thread) tx.delete(guildKeys.place(discussion.article));
        tx.delete(keys.discussion);
        tx.set(guildKeys.closing(ref.thread), true);
      });
      await erase(ref);
    },
  };
}

/** Remembers the asking message of each thread, one record a thread; none of a thread that is no discussion any more. */
export function createConsentRequestStore({ store, work }: { store: Store; work: ThreadWork }): ConsentRequestStore {
  return {
    read: (ref) => store.get(keysOfThread(ref).consentRequest),
    write: (ref, asking) =>
      work.run(ref, async (tx) => {
        const { discussion, consentRequest: key } = keysOfThread(ref);
        if (asking && (await tx.get(discussion))) tx.set(key, asking);
        else tx.delete(key);
      }),
  };
}
