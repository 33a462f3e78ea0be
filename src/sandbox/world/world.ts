import type { VirtualClock } from '../clock.ts';
import { createSnowflakes } from '../snowflakes.ts';
import type { WorldEvent, WorldListener } from './events.ts';
import type { Command, Interaction } from './interaction-records.ts';
import type { Channel, Member, Message, Role, StoredFile, Thread } from './records.ts';

/** Everything that survives a restart. */
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
  /** The key that signs upload URLs. */
  secret: string;
}

/** The guild and everything in it; all changes go through this folder's functions, which notify the listeners. */
export interface World extends WorldRecords {
  clock: VirtualClock;
  /** The bot's user id, which is its application's. */
  botId: string;
  interactions: Map<string, Interaction>;
  /** The bot's private channels, by id. */
  directs: Map<string, { recipient: string; messages: Message[] }>;
  /** Members who take no private messages. */
  refusesDirects: Set<string>;
  /** Messages by author, channel and nonce, with their times. */
  nonces: Map<string, { messageId: string; at: number }>;
  /** When members last wrote or opened a thread, by kind, place and member, for slow mode. */
  slowed: Map<string, number>;
  /** Ids of the commands created in the last day, by guild; "" for global ones. */
  createdCommands: Map<string, string[]>;
  /** The times of sessions started in the last day. */
  sessionStarts: number[];
  /** The application's granted privileged intents, as bits. */
  grantedIntents: number;
  /** Whether Discord's review granted them, not the portal's switch. */
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

/** Creates a world around its records. `lastId` is the highest id ever issued. */
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
    directs: new Map(),
    refusesDirects: new Set(),
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
