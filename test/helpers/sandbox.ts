import type { APIChannel, APIMessage } from 'discord-api-types/v10';
import { Client, type ClientOptions, Events } from 'discord.js';
import { expect } from 'vitest';
import { driveSandbox } from '../../src/cli/drive-sandbox.ts';
import { createPeople, type Person } from './people.ts';
import { openBoxes } from './open-boxes.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

/** What one member sees of the box. */
export interface BoxState {
  readonly guild: { id: string; name: string };
  readonly members: readonly { user: { id: string; username: string } }[];
  readonly channels: readonly (APIChannel & { id: string; name: string; parent_id?: string | null })[];
  readonly messages: Readonly<Record<string, readonly APIMessage[]>>;
}

/** What passed through the box, and what of it broke Discord's specification. */
export interface BoxJournal {
  readonly entries: readonly { kind: string; what: string; detail: Record<string, unknown> }[];
  readonly violations: readonly { where: string; path: string; message: string }[];
}

/** A sandbox driven over HTTP as people and their levers do. */
export interface BoxDriver {
  person(name: string): Person;
  state(as?: string): Promise<BoxState>;
  journal(): Promise<BoxJournal>;
  /** Sends to a route of the sandbox's own interface; without a body it is read. */
  drive<Result = unknown>(route: string, body?: unknown): Promise<Result>;
  fault(fault: { kind: string } & Record<string, unknown>): Promise<void>;
  advance(duration: string): Promise<void>;
  /** The id of a channel by its name. */
  channel(name: string): Promise<string>;
  /** Fails when anything broke the specification or asked for an operation that is not built: both are violations. */
  expectNoViolations(): Promise<void>;
}

/** Drives the sandbox at this address. */
export function createBoxDriver(url: string): BoxDriver {
  const drive = <Result>(route: string, body?: unknown) => driveSandbox<Result>(url, `/sandbox/${route}`, body);
  const state = (as = 'owner') => drive<BoxState>(`state?as=${as}`);
  const journal = () => drive<BoxJournal>('journal');
  return {
    person: createPeople(url),
    state,
    journal,
    drive,
    fault: (fault) => drive('fault', fault),
    advance: (duration) => drive('clock', { advance: duration }),
    async channel(name) {
      const found = (await state()).channels.find((channel) => channel.name === name);
      if (!found) throw new Error(`The box has no channel ${name}`);
      return found.id;
    },
    async expectNoViolations() {
      expect((await journal()).violations).toEqual([]);
    },
  };
}

/** A box in memory; when it is disposed, nothing may have broken the specification. */
export interface Box extends BoxDriver, AsyncDisposable {
  readonly sandbox: Sandbox;
  /** An unmodified discord.js client, logged in and ready. */
  client(options?: Partial<ClientOptions>): Promise<Client<true>>;
}

const BOT_INTENTS = 34_305; // Guilds, GuildMessages, GuildMessageReactions, MessageContent

/** Starts a box on a free port. */
export async function startBox(options: Partial<SandboxOptions> = {}): Promise<Box> {
  const sandbox = await startSandbox({ port: 0, ...options });
  const driver = createBoxDriver(sandbox.url);
  const clients: Client[] = [];
  openBoxes.add(sandbox.url);
  return {
    ...driver,
    sandbox,
    async client(given = {}) {
      const client = new Client({ intents: BOT_INTENTS, rest: { api: sandbox.apiUrl }, ...given });
      clients.push(client);
      client.on(Events.Error, () => undefined);
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
      await client.login(sandbox.token);
      return ready;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.destroy();
      openBoxes.delete(sandbox.url);
      try {
        await driver.expectNoViolations();
      } finally {
        await sandbox.close();
      }
    },
  };
}
