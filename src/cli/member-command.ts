import { loadConfig } from '../config.ts';
import { openKeptMarks } from '../discussions/kept-marks.ts';
import { guildsKey } from '../discussions/keys.ts';
import type { MemberStore } from '../discussions/members.ts';
import { openWriter } from '../discussions/writer.ts';
import { openStore } from '../store/open.ts';
import { sentenceOf } from '../store/store.ts';

/** What a command for one member works on. */
interface Members {
  readonly members: MemberStore;
  /** Every guild in the store. */
  readonly guilds: readonly string[];
}

/**
 * Runs an operator's command for the member whose Discord id is its only argument, as the store's only writer.
 * Sets the exit code: 0 done, 1 failed (the bot may be running), 2 wrong arguments.
 */
export async function runForMember(
  name: 'export' | 'forget',
  run: (user: string, opened: Members) => Promise<void>,
): Promise<void> {
  const [user = '', ...others] = process.argv.slice(2);
  if (!/^\d{15,20}$/.test(user) || others.length > 0) {
    console.error(`Usage: npm run ${name} -- USER_ID (the member's Discord id, 17 to 19 digits)`);
    process.exitCode = 2;
    return;
  }
  try {
    const { storeUrl, marksPath, publishPolicy } = loadConfig();
    await using parts = new AsyncDisposableStack();
    const store = parts.adopt(await openStore(storeUrl, { isWriter: true }), (opened) => opened.close());
    const { members } = await openWriter({ store, policy: publishPolicy, marks: openKeptMarks(marksPath) });
    await run(user, { members, guilds: (await store.get(guildsKey)) ?? [] });
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}
