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
import { ERASED_TOGETHER, keysOfGuild, keysOfThread, vacuumPendingKey } from './keys.ts';
import type { Propagation } from './propagation.ts';
import { inBatches, type Store } from '../store/store.ts';
import type { ReportsListener, ThreadWork } from './thread-writer.ts';
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
  /** Discussions whose opening was interrupted. */
  pendingOpenings(): AsyncIterable<{ guild: string; article: string; place: PendingOpening }>;
  /** Records the discussion and its place in one write. */
  open(discussion: NewDiscussion): Promise<Discussion>;
  /** The thread is gone: frees the article at once, then erases everything of the thread. */
  close(ref: ThreadRef): Promise<void>;
  /** Applies changes in order, after earlier work on the thread. Ignores a thread that is no discussion. */
  apply(ref: ThreadRef, changes: readonly Change[]): Promise<void>;
  /** The records of these messages; undefined where nothing is known. */
  records(ref: ThreadRef, ids: readonly string[]): Promise<(CommentRecord | undefined)[]>;
  /** Ids of the published comments from `from` to `to`, both included, oldest first. */
  publishedBetween(ref: ThreadRef, from: string, to: string): Promise<string[]>;
  /** At most `most` ids of published and held messages older than `before` (null: the newest), newest first. */
  knownBefore(ref: ThreadRef, before: string | null, most: number): Promise<string[]>;
  /**
   * Calls the listener after a summary lost a comment that it quotes or was made from: `left` lacks its sentence or is
   * withdrawn. By then the cause, be it a change or a member's decision, is stored.
   */
  onSummaryLoss(listener: (ref: ThreadRef, left: Summary, before: Summary) => void): void;
  /**
   * Calls the listener after what reports in the moderators' channel quote changed or went; `isGone` when their discussion is
   * erased with all that is known of them.
   */
  onReports(listener: ReportsListener): void;
  /** Calls the listener after members began or stopped waiting for an answer to a thread's consent request. */
  onWaiting(listener: (ref: ThreadRef) => void): void;
}

interface DiscussionStoreParts extends ApplyingParts {
  readonly store: Store;
  /** Every guild with anything in the store. */
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
      return entries.filter(hasWords).map(([id]) => id);
    },
    knownBefore: (ref, before, most) =>
      work.run(ref, async (tx) => {
        const { list, held } = keysOfThread(ref);
        const known: string[] = [];
        for (const keys of [list(null), held]) {
          let left = most;
          for await (const entry of entriesBefore(tx, keys, before)) {
            if (!hasWords(entry)) continue;
            known.push(entry[0]);
            if (--left === 0) break;
          }
        }
        return known.toSorted((one, other) => compareSnowflakes(other, one)).slice(0, most);
      }),
    onSummaryLoss: work.onSummaryLoss,
    onReports: work.onReports,
    onWaiting: work.onWaiting,
  };
}

/** In the lists of the page tombstones have a score below zero; in the list of held replies no entry does. */
const hasWords = ([, score]: Entry): boolean => score >= 0;

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

/** Takes a thread's discussion off the page and erases everything of it. */
export interface Closing {
  close(ref: ThreadRef): Promise<void>;
  /** The second half of `close`; resumable. */
  erase(ref: ThreadRef): Promise<void>;
}

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
    for (const prefix of keys.prefixes) {
      for await (const entries of inBatches(store.iterate(prefix), ERASED_TOGETHER)) {
        await work.run(ref, async (tx) => {
          for (const [key] of entries) tx.delete(key);
        });
      }
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

/** Creates the store of consent requests; writes none for a thread that is no discussion any more. */
export function createConsentRequestStore({ store, work }: { store: Store; work: ThreadWork }): ConsentRequestStore {
  return {
    read: (ref) => store.get(keysOfThread(ref).consentRequest),
    write: (ref, request) =>
      work.run(ref, async (tx) => {
        const { discussion, consentRequest: key } = keysOfThread(ref);
        if (request && (await tx.get(discussion))) tx.set(key, request);
        else tx.delete(key);
      }),
  };
}
