import { createHash } from 'node:crypto';
import type { ArticleLibrary } from '../articles/library.ts';
import type { Clock } from '../clock.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { inSlices } from './slices.ts';

/** Which discussion somebody listens to: an article's oldest one, or the one in a thread. */
export interface LiveTopic {
  /** The article's slug. */
  readonly slug: string;
  readonly thread: string | null;
}

/** Tells listeners, as Server-Sent Events, that a discussion has another version. */
export interface LiveVersions {
  /** A stream of the discussion's versions: the present one at once unless it is `known`. Null while too many listen. */
  listen(topic: LiveTopic, known: string | null): ReadableStream<Uint8Array<ArrayBuffer>> | null;
  /** Ends all streams. */
  close(): void;
}

/** How many may listen at once. */
const MOST_LISTENERS = 10_000;

/** How often the store is asked whether anything changed, once for all listeners together, in milliseconds. */
const LOOK = 1_000;

/** How long a store that failed is left alone, in milliseconds. */
const REST = 15_000;

/** How often every stream carries something, in milliseconds: servers on the way close silent ones, most after 30 to 60 seconds. */
const HEARTBEAT = 15_000;

/** When a browser comes back, in milliseconds; between these, or all would come at the same moment after a restart. */
const RETRY = { least: 3_000, most: 10_000 };

/** Bytes that may wait for one listener, about ten events; one who reads no more is dropped. */
const MOST_UNREAD = 1_024;

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const BEAT = encode(':\n\n');

/** A discussion's version for listeners: unlike a page's, it stays when only a member's name changes. */
export const liveVersion = (discussion: Discussion | null): string =>
  createHash('sha256')
    .update(discussion ? `${discussion.thread}.${discussion.version}.${discussion.counts.comments}` : '')
    .digest('base64url')
    .slice(0, 16);

interface Listener {
  known: string | null;
  readonly controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
}

interface Watched {
  readonly topic: LiveTopic;
  readonly listeners: Set<Listener>;
}

/** What live versions are made of; `report` hears of a store that fails. */
export interface LiveParts {
  readonly library: Pick<ArticleLibrary, 'bySlug' | 'version'>;
  readonly discussions: Pick<DiscussionReader, 'ofArticle' | 'revision'>;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  /** Default `MOST_LISTENERS`. */
  readonly most?: number;
}

/**
 * Creates live versions. While anybody listens, the store's revision is read once a second; only when it has changed, each discussion
 * that somebody listens to is read once, however many listen.
 */
export function createLiveVersions({
  library,
  discussions,
  clock,
  report,
  most = MOST_LISTENERS,
}: LiveParts): LiveVersions {
  const watched = new Map<string, Watched>();
  let count = 0;
  let seen = '';
  let isClosed = false;
  let looking: Disposable | undefined;
  let beating: Disposable | undefined;

  const isThere = (name: string, listener: Listener): boolean => watched.get(name)?.listeners.has(listener) ?? false;

  function leave(name: string, listener: Listener): void {
    if (!isThere(name, listener)) return;
    count -= 1;
    const listeners = watched.get(name)?.listeners;
    listeners?.delete(listener);
    if (listeners?.size === 0) watched.delete(name);
    if (count > 0) return;
    looking?.[Symbol.dispose]();
    beating?.[Symbol.dispose]();
  }

  /** Ends a stream. What waits in it is still sent to those who read. */
  function end(name: string, listener: Listener): void {
    if (!isThere(name, listener)) return; // it left while the discussion was read
    leave(name, listener);
    listener.controller.close();
  }

  function send(name: string, listener: Listener, bytes: Uint8Array<ArrayBuffer>): void {
    if (!isThere(name, listener)) return;
    if ((listener.controller.desiredSize ?? 0) < bytes.byteLength) end(name, listener);
    else listener.controller.enqueue(bytes);
  }

  /** Tells a discussion's version to those who do not know it; ends their streams when it is gone. */
  async function tell(name: string, { topic, listeners }: Watched): Promise<void> {
    const article = library.bySlug(topic.slug);
    const all = article ? await discussions.ofArticle(article.key) : [];
    const discussion = all.find(({ thread }) => topic.thread === null || topic.thread === thread) ?? null;
    if (!article || (topic.thread !== null && !discussion)) {
      for (const listener of listeners) end(name, listener);
      return;
    }
    const version = liveVersion(discussion);
    const event = eventFrom(discussion?.thread ?? null, version);
    for (const listener of listeners) {
      if (listener.known === version) continue;
      listener.known = version;
      send(name, listener, event);
    }
  }

  async function look(): Promise<void> {
    const now = `${library.version()} ${discussions.revision()}`;
    if (now === seen) return;
    await inSlices([...watched], ([name, one]) => tell(name, one));
    seen = now;
  }

  function lookAfter(delay: number): void {
    looking?.[Symbol.dispose]();
    looking = clock.after(delay, () => {
      look().then(
        () => count > 0 && lookAfter(LOOK),
        (error: unknown) => {
          failed(error);
          if (count > 0) lookAfter(REST);
        },
      );
    });
  }

  function failed(error: unknown): void {
    seen = '';
    report(error);
  }

  function beatLater(): void {
    beating?.[Symbol.dispose]();
    beating = clock.after(HEARTBEAT, () => {
      for (const [name, { listeners }] of watched) for (const listener of listeners) send(name, listener, BEAT);
      if (count > 0) beatLater();
    });
  }

  function enter(name: string, topic: LiveTopic, listener: Listener): void {
    const one = watched.get(name) ?? { topic, listeners: new Set<Listener>() };
    watched.set(name, one);
    one.listeners.add(listener);
    count += 1;
    if (count === 1) {
      lookAfter(LOOK);
      beatLater();
    }
    send(name, listener, encode(`retry: ${retry()}\n\n`));
    tell(name, { topic, listeners: new Set([listener]) }).catch(failed);
  }

  return {
    listen(topic, known) {
      if (isClosed || count >= most) return null;
      const name = JSON.stringify([topic.slug, topic.thread]);
      const own: { listener?: Listener } = {};
      return new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          start(controller) {
            own.listener = { known, controller };
            enter(name, topic, own.listener);
          },
          cancel() {
            if (own.listener) leave(name, own.listener);
          },
        },
        { highWaterMark: MOST_UNREAD, size: (bytes) => bytes?.byteLength ?? 0 },
      );
    },
    close() {
      isClosed = true;
      for (const [name, { listeners }] of watched) for (const listener of listeners) end(name, listener);
    },
  };
}

const retry = (): number => Math.round(RETRY.least + Math.random() * (RETRY.most - RETRY.least));

const eventFrom = (discussion: string | null, version: string): Uint8Array<ArrayBuffer> =>
  encode(`id: ${version}\ndata: ${JSON.stringify({ discussion, version })}\n\n`);
