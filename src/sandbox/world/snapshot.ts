import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LATEST } from '../clock.ts';
import { checkRecords } from './snapshot-check.ts';
import type { World, WorldRecords } from './world.ts';

/** A snapshot: the records, the last id and the clock. */
export interface Snapshot {
  records: WorldRecords;
  lastId: string;
  ahead: number;
}

const FORMAT = 1;

/** JSON in which Maps are `{ "$map": [...] }` and bytes `{ "$bytes": base64 }`. */
function replacer(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  return value;
}

function reviver(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$map' in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][]); // written by `replacer`
  if ('$bytes' in value && typeof value.$bytes === 'string') return new Uint8Array(Buffer.from(value.$bytes, 'base64'));
  return value;
}

const MAPS = ['roles', 'members', 'channels', 'threads', 'messages', 'commands', 'files'] as const;

/** Reads a snapshot; null if there is none. A broken file is renamed and logged. */
export async function loadSnapshot(path: string, log: (line: string) => void): Promise<Snapshot | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`The sandbox cannot read its snapshot ${path}`, { cause: error });
  }
  try {
    return parsedSnapshot(text);
  } catch (error) {
    const aside = `${path}.broken-${new Date().toISOString().replaceAll(':', '-')}`;
    try {
      await rename(path, aside);
    } catch (cause) {
      throw new Error(`The sandbox's snapshot ${path} is broken, and it cannot be set aside`, { cause });
    }
    log(
      `The sandbox's snapshot ${path} is broken (${error instanceof Error ? error.message : String(error)}); it was set aside as ${aside}, and the box starts empty.`,
    );
    return null;
  }
}

function parsedSnapshot(text: string): Snapshot {
  const snapshot = JSON.parse(text, reviver) as Snapshot & { format: number }; // checked below, down to each message
  if (snapshot.format !== FORMAT) throw new Error(`its format is ${snapshot.format}, not ${FORMAT}`);
  for (const name of MAPS) if (!(snapshot.records[name] instanceof Map)) throw new Error(`it has no ${name}`);
  const { guild, application, members, secret } = snapshot.records;
  const isWhole = [guild.owner_id, application.id].every((id) => members.has(id)) && typeof secret === 'string';
  const isInTime = Number.isSafeInteger(snapshot.ahead) && Date.now() + snapshot.ahead <= LATEST && snapshot.ahead >= 0;
  if (!isWhole || !/^\d{1,19}$/.test(snapshot.lastId) || !isInTime) throw new Error('it is not whole');
  checkRecords(snapshot.records);
  return snapshot;
}

function snapshotText(world: World): string {
  const { guild, application, roles, members, channels, threads, messages, commands, files, secret } = world;
  const records: WorldRecords = {
    guild,
    application,
    roles,
    members,
    channels,
    threads,
    messages,
    commands,
    files,
    secret,
  };
  return JSON.stringify({ format: FORMAT, lastId: world.lastId(), ahead: world.clock.ahead(), records }, replacer);
}

const PAUSE = 500; // milliseconds of the wall clock between a change and its writing
const SHARE = 10; // a large world is written for a tenth of the time at most

/** Saves a world to a file half a second after a change and on close, atomically. */
export function keepSnapshot(world: World, path: string, log: (line: string) => void): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let pause = PAUSE;
  let problem = ''; // the last one logged
  const temporary = `${path}.new`;
  const write = async () => {
    const start = performance.now();
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, snapshotText(world));
      await rename(temporary, path);
      problem = '';
    } catch (error) {
      const line = `The sandbox cannot write its snapshot ${path}: ${error instanceof Error ? error.message : String(error)}`;
      if (line !== problem) log(line);
      problem = line;
    }
    pause = Math.max(PAUSE, (performance.now() - start) * SHARE);
  };
  const writeSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      writing = writing.then(write);
    }, pause).unref();
  };
  const subscription = world.listen(writeSoon);
  return {
    async close() {
      subscription[Symbol.dispose]();
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
