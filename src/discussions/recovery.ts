import type { MemberRef } from './membership.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import type { Closing } from './discussion-store.ts';
import type { Attempt } from './expiry.ts';
import type { Forgetting, MemberReferences } from './erasure.ts';
import { FORGOTTEN, PENDING, guildsKey, keysOfGuild, keysOfThread, restoredKey, DECIDED } from './keys.ts';
import type { Memberships } from './memberships.ts';
import { entriesAfter } from '../store/lists.ts';
import type { Propagation } from './propagation.ts';
import type { Store, Write } from '../store/store.ts';
import { type ThreadWork, replaceRecord } from './thread-writer.ts';
import { afterDecision, afterHiding, authorOf, placementOf } from './comment-rules.ts';
import type { CommentRecord, KnownRecord } from './comment.ts';
import { isHiddenAlone } from './visibility.ts';
import { type Decided, hideFrom, isShownAgain, allDecided, type CodeOf } from './decision-marks.ts';
import type { KeptMarks, Mark, MarkFile } from './kept-marks.ts';

interface Parts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly closing: Closing;
  readonly propagation: Propagation;
  readonly forgetting: Forgetting;
  readonly references: MemberReferences;
  readonly restoredBackup: RestoredBackup;
}

/** Finishes what was interrupted. */
export interface Recovery {
  /** Resumes closings, propagations and erasures that failed or whose process ended. */
  resume(attempt: Attempt): Promise<void>;
  /** The same at the start, and takes off the page again what a restored backup brought back. Rejects when anything fails. */
  atStart(): Promise<void>;
}

/** Creates the recovery. */
export function createRecovery(parts: Parts): Recovery {
  const { store, work, memberships, closing, propagation, forgetting, references, restoredBackup } = parts;

  function resumeOne(guild: string, [what = '', id = '', user = '']: readonly string[]): Promise<void> {
    if (what === PENDING.leaving) return propagation.leaveIfEmpty({ guild, user }, id);
    if (what === PENDING.closing) return closing.erase({ guild, thread: id });
    if (what === PENDING.forgetting) return forgetting.resume({ guild, user: id });
    return propagation.run({ guild, user: id });
  }

  const guilds = async () => (await store.get(guildsKey)) ?? [];

  async function resume(attempt: Attempt): Promise<void> {
    for (const guild of await guilds()) {
      const prefix = keysOfGuild(guild).pendingWork;
      for await (const [key] of store.iterate(prefix)) {
        await attempt(() => resumeOne(guild, key.slice(prefix.length).split(':')));
      }
    }
  }

  /** Marks name nobody, so everyone in the store is looked up. */
  async function forgetAgain(guild: string, isRestored: boolean): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    const moderators = await references.moderators(guild);
    const mentioned = isRestored ? await references.mentioned(guild) : new Set<string>();
    const users = new Set([...moderators.keys(), ...mentioned]);
    for await (const [key] of store.iterate(prefix)) users.add(key.slice(prefix.length));
    for (const user of users) {
      const member = { guild, user };
      const at = await memberships.forgottenAt(member);
      if (at === undefined) continue;
      const isBack = (moderators.get(user) ?? Infinity) <= at || (await hasFromBefore(member, at));
      if (isBack || mentioned.has(user)) await forgetting.forget(member, { at, decided: at });
    }
  }

  async function hasFromBefore({ guild, user }: MemberRef, at: number): Promise<boolean> {
    const { consent, publicAfter, hidden, threads } = await memberships.read({ guild, user });
    const outlived = hidden?.at === at; // a hide that outlived the erasure has its date
    const decisions = [consent, outlived ? null : hidden].flatMap((decision) => decision?.at ?? []);
    const oldest = await Promise.all(
      threads.map((thread) =>
        work.run({ guild, thread }, async (tx) => {
          const [first] = await entriesAfter(tx, keysOfThread({ guild, thread }).wrote(user), '');
          return first?.[0];
        }),
      ),
    );
    const ids = oldest.filter((id) => id !== undefined);
    const hasAnythingSince = [decisions, ids].some((some) => some.length > 0) || !isUpTo(publicAfter, at);
    return decisions.some((decided) => decided <= at) || ids.some((id) => isUpTo(id, at)) || !hasAnythingSince;
  }

  async function isAnybodyForgotten(): Promise<boolean> {
    for await (const _mark of store.iterate(FORGOTTEN)) return true;
    return false;
  }

  return {
    resume,
    async atStart() {
      await resume(async (work) => void (await work()));
      const isRestored = (await store.get(restoredKey)) ?? false;
      if (isRestored) await restoredBackup.run(await guilds());
      if (await isAnybodyForgotten()) for (const guild of await guilds()) await forgetAgain(guild, isRestored);
      if (isRestored) await store.setMany([{ key: restoredKey, value: undefined }]);
      await forgetting.clear();
    },
  };
}

const isUpTo = (id: string, at: number): boolean => compareSnowflakes(id, lastSnowflakeAt(at)) <= 0;

/** Repeats decisions made after a restored backup. */
export interface RestoredBackup {
  run(guilds: readonly string[]): Promise<void>;
}

interface RestoredBackupParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly propagation: Propagation;
  readonly codeOf: CodeOf;
}

/** Creates it. Marks name nobody, so all members and comments of the backup are looked up. */
export function createRestoredBackup({
  store,
  work,
  memberships,
  propagation,
  codeOf,
}: RestoredBackupParts): RestoredBackup {
  async function restoreMembers(guild: string): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    for await (const [key] of store.iterate(prefix)) {
      const member = { guild, user: key.slice(prefix.length) };
      if (await memberships.restore(member)) await propagation.run(member);
    }
  }

  async function restoreComments(guild: string, decided: ReadonlyMap<string, Decided>): Promise<void> {
    const prefix = keysOfGuild(guild).comments;
    for await (const [key] of store.iterate<CommentRecord>(prefix)) {
      const [thread = '', id = ''] = key.slice(prefix.length).split(':');
      const since = decided.get(codeOf({ guild, thread, id }));
      if (since) await restoreComment({ guild, thread, id }, since);
    }
  }

  const restoreComment = ({ guild, thread, id }: { guild: string; thread: string; id: string }, decided: Decided) =>
    work.run({ guild, thread }, async (tx) => {
      const keys = keysOfThread({ guild, thread });
      const before = await tx.get(keys.comment(id));
      const user = authorOf(before);
      if (user === null) return;
      const after = afterDecided(before, user, decided);
      if (after === before) return;
      const standing = await memberships.standings({ guild, user }, (await tx.get(keys.discussion)) ?? {});
      await replaceRecord(tx, keys, { id, before, after: afterDecision(after, standing(id)) });
    });

  return {
    async run(guilds) {
      const decided = await allDecided(store);
      for (const guild of guilds) {
        await restoreMembers(guild);
        await restoreComments(guild, decided);
      }
    },
  };
}

/** A comment to be shown again is held until its words are read from Discord. */
function afterDecided(before: KnownRecord, author: string, decided: Decided): KnownRecord {
  if (isHiddenAlone(before))
    return isShownAgain(before.at, decided) ? { state: 'held', author, ...placementOf(before) } : before;
  const hide = hideFrom(decided);
  return hide ? afterHiding(before, author, hide) : before;
}

/** Copies marks both ways between the store and the file beside it. If only the file has some, a backup was restored, and the start removes what they forbid. */
export async function mergeMarks(store: Store, { forgotten, decided }: KeptMarks): Promise<void> {
  const writes = [...(await together(store, forgotten, FORGOTTEN)), ...(await together(store, decided, DECIDED))];
  if (writes.length > 0) await store.setMany([...writes, { key: restoredKey, value: true }]);
}

/** Keeps in the file what only the store knows; answers writes for what only the file knows. */
async function together(store: Store, file: MarkFile, prefix: string): Promise<readonly Write[]> {
  const kept = file.read();
  const known = new Map<string, number>();
  const unkept: Mark[] = [];
  for await (const [key, { when }] of store.iterate<{ when: number }>(prefix)) {
    const name = key.slice(prefix.length);
    known.set(name, when);
    if ((kept.get(name) ?? -1) < when) unkept.push([name, when]);
  }
  const news = [...kept].filter(([name, when]) => when > (known.get(name) ?? -1));
  file.keep(unkept);
  return news.map(([name, when]) => ({ key: `${prefix}${name}`, value: { when } }));
}
