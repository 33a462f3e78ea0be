import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from 'discord.js';
import type { Command } from './command.ts';
import { localized } from './localized.ts';

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'data' in value && 'execute' in value;

/** "Recommend on site" is in recommend-on-site.ts. */
const fileNameOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/** Reads every command of a folder: one a file, its name the file's. Throws an Error that names the file. */
export async function loadCommands(folder: string): Promise<Command[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: unknown };
      if (!isCommand(module.default)) throw new Error(`${file} has no command as its default export`);
      const { name } = module.default.data;
      if (fileNameOf(name) !== parse(file).name)
        throw new Error(`The command in ${file} is called "${name}"; file and command must have one name`);
      return module.default;
    }),
  );
}

/** Tells Discord of the commands in all our languages, only when it knows others; answers whether it had to. */
export async function registerCommands(client: Client<true>, commands: readonly Command[]): Promise<boolean> {
  const wanted = commands.map(({ data }) => localized(data.toJSON(), fileNameOf(data.name)));
  const known = await client.application.commands.fetch({ withLocalizations: true });
  const isSame =
    known.size === wanted.length &&
    wanted.every((data) => known.find(({ name }) => name === data.name)?.equals(data as never) ?? false);
  if (!isSame) await client.application.commands.set(wanted);
  return !isSame;
}
