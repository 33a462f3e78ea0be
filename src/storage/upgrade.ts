import type { CommentRecord } from '../discussions/comment.ts';
import type { ConsentChoice, Membership } from '../discussions/consent.ts';
import { NEW_MEMBERSHIP } from '../discussions/membership-rules.ts';
import type { Discussion } from '../discussions/discussion.ts';
import { createDrafts } from './draft.ts';
import { type Instance, SCHEMA } from './instance.ts';
import { guildsKey, instanceKey, keysOfGuild, keysOfThread } from './keys.ts';
import { putEntry } from './paged-list.ts';
import type { Store } from './store.ts';

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
  const draft = createDrafts({ store, isHot: () => false }).create();
  for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
    if (record.state === 'discordOnly') await putEntry(draft, held, [key.slice(prefix.length), 0]);
  }
  await draft.commit();
}
