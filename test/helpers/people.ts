import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { driveSandbox } from '../../src/cli/drive-sandbox.ts';

/** What the bot answered to a command, a press or a pick. */
export interface Answer {
  readonly replies: readonly APIMessage[];
  readonly modal: APIModalInteractionResponseCallbackData | null;
}

/** A file to be uploaded with a message. */
export interface Upload {
  readonly filename: string;
  readonly content_type?: string;
  readonly content: string;
}

/** A member of the sandbox's guild, driven over HTTP as their Discord app would drive Discord. */
export interface Person {
  say(channel: string, content: string, more?: { replyTo?: string; attachments?: Upload[] }): Promise<APIMessage>;
  edit(message: string, content: string): Promise<APIMessage>;
  delete(...messages: string[]): Promise<void>;
  react(message: string, emoji: string): Promise<void>;
  unreact(message: string, emoji: string): Promise<void>;
  command(channel: string, command: string, options?: Record<string, unknown>): Promise<Answer>;
  autocomplete(
    channel: string,
    command: string,
    typed: { options: Record<string, string>; focused: string },
  ): Promise<{ name: string; value: string }[]>;
  click(message: string, customId: string): Promise<Answer>;
  select(message: string, customId: string, ...values: string[]): Promise<Answer>;
  lock(thread: string, lock?: boolean): Promise<void>;
  archive(thread: string, archive?: boolean): Promise<void>;
  /** Uses one of the bot's message or user commands on a message. */
  menu(message: string, command: string): Promise<Answer>;
  /** Fills in a modal, by its custom id or the id of what opened it. */
  submit(modal: string, fields: Record<string, unknown>): Promise<Answer>;
  pin(message: string): Promise<void>;
  unpin(message: string): Promise<void>;
  /** Anything else that the sandbox's interface knows, by its route. */
  do<Result = unknown>(route: string, body: object): Promise<Result>;
}

/** Answers the members of a sandbox by name. */
export function createPeople(sandboxUrl: string): (name: string) => Person {
  return (as) => {
    const post = <Result>(route: string, body: object): Promise<Result> =>
      driveSandbox(sandboxUrl, `/sandbox/${route}`, { as, ...body });
    return {
      say: (channel, content, more = {}) => post('say', { channel, content, ...more }),
      edit: (message, content) => post('edit', { message, content }),
      delete: (...messages) => post('delete', { messages }),
      react: (message, emoji) => post('react', { message, emoji }),
      unreact: (message, emoji) => post('unreact', { message, emoji }),
      command: (channel, command, options = {}) => post('command', { channel, command, options }),
      async autocomplete(channel, command, typed) {
        const { choices } = await post<{ choices: { name: string; value: string }[] }>('autocomplete', {
          channel,
          command,
          ...typed,
        });
        return choices;
      },
      click: (message, customId) => post('click', { message, customId }),
      select: (message, customId, ...values) => post('select', { message, customId, values }),
      lock: (channel, lock = true) => post('thread', { channel, lock }),
      archive: (channel, archive = true) => post('thread', { channel, archive }),
      menu: (message, command) => post('menu', { message, command }),
      submit: (modal, fields) => post('submit', { modal, fields }),
      pin: (message) => post('pin', { message }),
      unpin: (message) => post('unpin', { message }),
      do: post,
    };
  };
}
