import { loadConfig } from '../config.ts';
import type { MemberStore } from '../discussions/members.ts';
import { openKeptMarks } from '../discussions/kept-marks.ts';
import { openStore } from '../store/open.ts';
import { guildsKey } from '../discussions/keys.ts';
import { sentenceOf } from '../store/store.ts';
import { openWriter } from '../discussions/writer.ts';

/** The store of the configured instance, for as long as a command of an operator needs it. */
interface OpenedMembers extends AsyncDisposable {
  readonly members: MemberStore;
  /** Every guild that is in the store. */
  readonly guilds: readonly string[];
}

/** Opens the configured store as its only writer. Throws with one sentence when the bot is running or the store cannot be opened. */
async function openMembers(): Promise<OpenedMembers> {
  const config = loadConfig();
  await using parts = new AsyncDisposableStack();
  const store = parts.adopt(await openStore(config.storeUrl, { isWriter: true }), (opened) => opened.close());
  const { members } = await openWriter({ store, policy: config.publishPolicy, marks: openKeptMarks(config.storeUrl) });
  const guilds = (await store.get(guildsKey)) ?? [];
  const opened = parts.move();
  return { members, guilds, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** The one argument of `npm run forget` and `npm run export`: a Discord user id; undefined for anything else. */
const userIdFrom = (args: readonly string[]): string | undefined =>
  args.length === 1 && /^\d{15,20}$/.test(args[0] ?? '') ? args[0] : undefined;

/** Runs a command for one member and ends the process: 0 done, 1 could not, 2 wrong words. */
export async function runForUser(
  name: string,
  run: (user: string, opened: OpenedMembers) => Promise<void>,
): Promise<void> {
  const user = userIdFrom(process.argv.slice(2));
  if (user === undefined) {
    console.error(`Usage: npm run ${name} -- USER_ID (Discord's number for the member, 17 to 19 digits)`);
    process.exitCode = 2;
    return;
  }
  try {
    await using opened = await openMembers();
    await run(user, opened);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}
