import type { VirtualClock } from '../clock.ts';
import { createSnowflakes } from '../snowflakes.ts';
import type { WorldEvent, WorldListener } from './events.ts';
import type { Command, Interaction } from './interaction-records.ts';
import type { Channel, Member, Message, Role, StoredFile, Thread } from './records.ts';

/** All that survives a restart. */
export interface WorldRecords {
  guild: { id: string; name: string; owner_id: string };
  application: { id: string; name: string };
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  threads: Map<string, Thread>;
  /** By channel or thread, then by message, oldest first. */
  messages: Map<string, Map<string, Message>>;
  commands: Map<string, Command>;
  files: Map<string, StoredFile>;
  /** Signs the addresses of uploads. */
  secret: string;
}

/** The guild and all in it; every change goes through the functions of this folder and is told to the listeners. */
export interface World extends WorldRecords {
  clock: VirtualClock;
  /** The bot's user id, which is its application's. */
  botId: string;
  interactions: Map<string, Interaction>;
  /** Messages by author, channel and nonce, and when they were sent. */
  nonces: Map<string, { messageId: string; at: number }>;
  /** When members last wrote or opened a thread, by kind, place and member: what slow mode counts. */
  slowed: Map<string, number>;
  /** Ids of the commands that were made in the last day, by guild; "" for the global ones. */
  createdCommands: Map<string, string[]>;
  /** When sessions were started in the last day. */
  sessionStarts: number[];
  /** Which privileged intents the application was granted, as bits. */
  grantedIntents: number;
  /** Whether they were granted by Discord's review rather than by the portal's switch. */
  isReviewed: boolean;
  /** Where uploads are served from, such as http://127.0.0.1:3001. */
  url: string;
  nextId(): string;
  lastId(): string;
  /** The box's time as ISO 8601. */
  timestamp(): string;
  emit(event: WorldEvent): void;
  listen(listener: WorldListener): Disposable;
}

const MESSAGE_CONTENT = 1 << 15;

/** Builds a world around its records. `lastId` is the highest id that was ever given out. */
export function createWorld({
  records,
  clock,
  lastId,
}: {
  records: WorldRecords;
  clock: VirtualClock;
  lastId?: string;
}): World {
  const listeners = new Set<WorldListener>();
  const snowflakes = createSnowflakes(clock.now, lastId);
  return {
    ...records,
    clock,
    botId: records.application.id,
    interactions: new Map(),
    nonces: new Map(),
    slowed: new Map(),
    createdCommands: new Map(),
    sessionStarts: [],
    grantedIntents: MESSAGE_CONTENT,
    isReviewed: false,
    url: 'http://127.0.0.1',
    nextId: snowflakes.next,
    lastId: snowflakes.last,
    timestamp: () => new Date(clock.now()).toISOString(),
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
  };
}
