import type { APIChannel, APIMessage } from 'discord-api-types/v10';
import { Client, type ClientOptions, Events } from 'discord.js';
import { expect } from 'vitest';
import { createPeople, driveSandbox, type Answer, type Person } from '../../src/cli/people.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

/** What one member sees of the box. */
export interface BoxState {
  readonly guild: { id: string; name: string };
  readonly channels: readonly (APIChannel & { id: string; name: string })[];
  readonly messages: Readonly<Record<string, readonly APIMessage[]>>;
}

/** What passed through the box, and what of it broke Discord's specification. */
export interface BoxJournal {
  readonly entries: readonly { kind: string; what: string; detail: Record<string, unknown> }[];
  readonly violations: readonly { where: string; path: string; message: string }[];
}

/** A member with all that the box lets them do. */
export interface Actor extends Person {
  do<Result>(route: string, body: object): Promise<Result>;
  menu(message: string, command: string): Promise<Answer>;
  submit(modal: string, fields: Record<string, unknown>): Promise<Answer>;
  pin(message: string): Promise<void>;
}

/** A box in memory, driven over HTTP; when it is disposed, nothing may have broken the specification. */
export interface Box extends AsyncDisposable {
  readonly sandbox: Sandbox;
  as(name: string): Actor;
  state(as?: string): Promise<BoxState>;
  journal(): Promise<BoxJournal>;
  fault(fault: { kind: string } & Record<string, unknown>): Promise<void>;
  advance(duration: string): Promise<void>;
  channel(name: string): Promise<string>;
  /** An unmodified discord.js client, logged in and ready. */
  client(options?: Partial<ClientOptions>): Promise<Client<true>>;
  expectNoViolations(): Promise<void>;
}

const BOT_INTENTS = 34_305; // Guilds, GuildMessages, GuildMessageReactions, MessageContent

/** Starts a box on a free port. */
export async function startBox(options: Partial<SandboxOptions> = {}): Promise<Box> {
  const sandbox = await startSandbox({ port: 0, ...options });
  const clients: Client[] = [];
  const person = createPeople(sandbox.url);
  const drive = <Result>(route: string, body?: object) => driveSandbox<Result>(sandbox.url, `/sandbox/${route}`, body);
  const state = (as = 'owner') => drive<BoxState>(`state?as=${as}`);
  const journal = () => drive<BoxJournal>('journal');
  const expectNoViolations = async () => {
    const { entries, violations } = await journal();
    expect(violations).toEqual([]);
    expect(entries.filter(({ kind }) => kind === 'unbuilt')).toEqual([]);
  };
  return {
    sandbox,
    state,
    journal,
    expectNoViolations,
    as(name) {
      const act = <Result>(route: string, body: object) => drive<Result>(route, { as: name, ...body });
      return {
        ...person(name),
        do: act,
        menu: (message, command) => act('menu', { message, command }),
        submit: (modal, fields) => act('submit', { modal, fields }),
        pin: (message) => act('pin', { message }),
      };
    },
    fault: (fault) => drive('fault', fault),
    advance: (duration) => drive('clock', { advance: duration }),
    async channel(name) {
      const found = (await state()).channels.find((channel) => channel.name === name);
      if (!found) throw new Error(`The box has no channel ${name}`);
      return found.id;
    },
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
      await expectNoViolations();
      await sandbox.close();
    },
  };
}
