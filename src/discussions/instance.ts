import { randomBytes } from 'node:crypto';
import { instanceKey, guildsKey, keysOfGuild, keysOfThread } from './keys.ts';
import type { Store } from '../store/store.ts';
import type { CommentRecord } from './comment.ts';
import { type ConsentChoice, type Membership, NEW_MEMBERSHIP } from './membership.ts';
import type { Discussion } from './discussion.ts';
import { createTransactions } from '../store/transaction.ts';
import { putEntry } from '../store/paged-list.ts';

/** What names this installation for good: the secret by which ids are hidden from readers, and the form of the store. */
export interface Instance {
  readonly secret: string;
  readonly schema: number;
}

/** The form in which this version keeps things; a later one may raise it. */
const SCHEMA = 2;

/** Reads what names this installation, or draws it when the store is new. Throws when a later version wrote the store. */
export async function loadInstance(store: Store): Promise<Instance> {
  const known = await store.get(instanceKey);
  if (known && known.schema > SCHEMA) {
    throw new Error(
      `STORE_URL names a store of a later version of Belowline (form ${known.schema}, this version knows ${SCHEMA}): update Belowline, or use another store`,
    );
  }
  if (known) return known;
  const instance = { secret: randomBytes(32).toString('base64url'), schema: SCHEMA };
  await store.setMany([{ key: instanceKey, value: instance }]);
  return instance;
}

/** A member as form 1 kept them: without the proof of a choice. */
interface FormerMember {
  readonly consent: ConsentChoice | null;
  readonly threads: readonly string[];
}

/** A discussion as form 1 kept it. */
type FormerDiscussion = Omit<Discussion, 'unreachableSince'> & Partial<Pick<Discussion, 'unreachableSince'>>;

/** Brings a store of an earlier version into this version's form; may be run again when it was interrupted. */
export async function upgradeStore(store: Store, instance: Instance): Promise<void> {
  if (instance.schema >= SCHEMA) return;
  for (const guild of (await store.get(guildsKey)) ?? []) {
    await upgradeMembers(store, guild);
    await upgradeDiscussions(store, guild);
  }
  await store.setMany([{ key: instanceKey, value: { ...instance, schema: SCHEMA } }]);
}

/** A "keep" is to be carried to the discussions once more: it leaves no ids now. */
async function upgradeMembers(store: Store, guild: string): Promise<void> {
  const keys = keysOfGuild(guild);
  for await (const [key, member] of store.iterate<FormerMember | Membership>(keys.members)) {
    if ('publicAfter' in member) continue;
    const { consent: choice, threads } = member;
    const consent = choice && { choice, at: 0, wording: 'form 1', language: 'en' };
    const writes = [{ key, value: { ...NEW_MEMBERSHIP, consent, threads } satisfies Membership }];
    const mark = { key: keys.spreading(key.slice(keys.members.length)), value: 1 };
    await store.setMany(choice === 'keep' ? [...writes, mark] : writes);
  }
}

async function upgradeDiscussions(store: Store, guild: string): Promise<void> {
  for await (const [key, discussion] of store.iterate<FormerDiscussion>(keysOfGuild(guild).discussions)) {
    const { thread, unreachableSince = null } = discussion;
    await listHeld(store, { guild, thread });
    await store.setMany([{ key, value: { ...discussion, unreachableSince } }]);
  }
}

/** Ids that are held stand in a list of their own now. */
async function listHeld(store: Store, { guild, thread }: { guild: string; thread: string }): Promise<void> {
  const { held } = keysOfThread({ guild, thread });
  const prefix = `${keysOfGuild(guild).comments}${thread}:`;
  const tx = createTransactions({ store, isHot: () => false }).create();
  for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
    if (record.state === 'discordOnly') await putEntry(tx, held, [key.slice(prefix.length), 0]);
  }
  await tx.commit();
}
