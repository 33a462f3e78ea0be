import { randomBytes } from 'node:crypto';
import { entryOf } from './comment-rules.ts';
import { guildsKey, instanceKey, keysOfGuild, keysOfThread } from './keys.ts';
import { type Directory, type Entry, topOf } from '../store/lists.ts';
import { inBatches, type Store, type Write } from '../store/store.ts';

/** What names this installation for good: the secret behind readers' pseudonyms, and the form of the store. */
export interface Instance {
  readonly secret: string;
  readonly schema: number;
}

/** The form in which this version keeps things. Whoever raises it adds a step below. */
const SCHEMA = 5;

/** What brings a store from the form before `to` into that form. A step may run again after it was interrupted. */
interface Step {
  readonly to: number;
  run(store: Store, guild: string): Promise<void>;
}

const STEPS: readonly Step[] = [
  { to: 3, run: renameHeld },
  { to: 4, run: rescore },
  // Form 5 has conversations, which an earlier version would not keep up. They are made later, while the page is served.
  { to: 5, run: () => Promise.resolve() },
];

/** Reads what names this installation, or draws it for a new store. Throws when a later version wrote the store. */
export async function loadInstance(store: Store): Promise<Instance> {
  const known = (await store.get(instanceKey)) ?? (await drawInstance(store));
  if (known.schema > SCHEMA) {
    throw new Error(
      `STORE_URL names a store of a later version of Belowline (form ${known.schema}, this version knows ${SCHEMA}): update Belowline, or use another store`,
    );
  }
  return known;
}

/** Another process may draw one at the same moment: what is stored in the end counts for both. */
async function drawInstance(store: Store): Promise<Instance> {
  const drawn = { secret: randomBytes(32).toString('base64url'), schema: SCHEMA };
  await store.add(instanceKey, drawn);
  return (await store.get(instanceKey)) ?? drawn;
}

/** Brings a store of an earlier version into this version's form; resumes after a crash. Throws for a form that no release ever wrote. */
export async function upgradeStore(store: Store, instance: Instance): Promise<void> {
  for (let { schema } = instance; schema < SCHEMA; schema += 1) {
    const step = STEPS.find(({ to }) => to === schema + 1);
    if (!step) throw new Error(`STORE_URL names a store of form ${schema}, which no release wrote: use another store`);
    for (const guild of (await store.get(guildsKey)) ?? []) await step.run(store, guild);
    await store.setMany([{ key: instanceKey, value: { ...instance, schema: step.to } }]);
  }
}

/** How many keys a step writes at once. */
const WRITTEN_TOGETHER = 500;

/** Form 2 called what is held `discordOnly`, in comments and in the counts of discussions. */
async function renameHeld(store: Store, guild: string): Promise<void> {
  const { comments, discussions } = keysOfGuild(guild);
  await rewrite(store, comments, (comment) => comment['state'] === 'discordOnly' && { ...comment, state: 'held' });
  await rewrite(store, discussions, (discussion) => {
    const counts = discussion['counts'] as Fields;
    if (!('discordOnly' in counts)) return false;
    const { discordOnly: held, ...others } = counts;
    return { ...discussion, counts: { ...others, held } };
  });
}

/** Form 3 scored comments by the sum of their reactions. */
async function rescore(store: Store, guild: string): Promise<void> {
  const { lists } = keysOfGuild(guild);
  for await (const [key, directory] of store.iterate<Directory>(lists)) {
    const [thread = '', section = null] = key.slice(lists.length).split('/');
    const keys = keysOfThread({ guild, thread });
    const list = keys.list(section);
    const entries: Entry[] = [];
    for (const [label] of directory) {
      const before = (await store.get(list.page(label))) ?? [];
      const records = await store.getMany(before.map(([id]) => keys.comment(id)));
      const page = before.map((entry, index) => entryOf(entry[0], records[index]) ?? entry);
      await store.setMany([{ key: list.page(label), value: page }]);
      entries.push(...page);
    }
    const top = topOf(entries);
    await store.setMany([{ key: list.top, value: top.entries.length > 0 ? top : undefined }]);
  }
}

/** A stored value of an earlier form. */
type Fields = Readonly<Record<string, unknown>>;

/** Writes anew each value under a prefix for which the rule has another one. */
async function rewrite(store: Store, prefix: string, rule: (value: Fields) => Fields | false): Promise<void> {
  async function* changed(): AsyncGenerator<Write, void> {
    for await (const [key, before] of store.iterate<Fields>(prefix)) {
      const value = rule(before);
      if (value) yield { key, value };
    }
  }
  for await (const writes of inBatches(changed(), WRITTEN_TOGETHER)) await store.setMany(writes);
}
