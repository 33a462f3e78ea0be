import { afterDecision, afterHiding, authorOf, placementOf } from './comment-rules.ts';
import type { CommentRecord, KnownRecord } from './comment.ts';
import { isHiddenAlone } from './visibility.ts';
import { type Decided, hideFrom, isShownAgain, allDecided, type CodeOf } from './decision-marks.ts';
import { replaceRecord } from './comment-writer.ts';
import type { KeptMarks, Mark, MarkFile } from './kept-marks.ts';
import { DECIDED, FORGOTTEN, keysOfGuild, keysOfThread, restoredKey } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Propagation } from './propagation.ts';
import type { Store, Write } from '../store/store.ts';
import type { ThreadWork } from './thread-work.ts';

/** Decides again what was decided since a restored backup was made. */
export interface Restoring {
  run(guilds: readonly string[]): Promise<void>;
}

interface RestoringParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly spreading: Propagation;
  readonly codeOf: CodeOf;
}

/** Creates it. A mark names nobody, so all members and comments of the backup are looked up. */
export function createRestoring({ store, work, memberships, spreading, codeOf }: RestoringParts): Restoring {
  async function restoreMembers(guild: string): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    for await (const [key] of store.iterate(prefix)) {
      const member = { guild, user: key.slice(prefix.length) };
      if (await memberships.restore(member)) await spreading.run(member);
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

/** What is to be shown again is held until its words are read from Discord. */
function afterDecided(before: KnownRecord, author: string, decided: Decided): KnownRecord {
  if (isHiddenAlone(before))
    return isShownAgain(before.at, decided) ? { state: 'held', author, ...placementOf(before) } : before;
  const hide = hideFrom(decided);
  return hide ? afterHiding(before, author, hide) : before;
}

/** Brings the marks kept beside the store and those in it together; what the store did not know, it is searched for at the start. */
export async function bringMarksTogether(store: Store, { forgotten, decided }: KeptMarks): Promise<void> {
  const writes = [...(await together(store, forgotten, FORGOTTEN)), ...(await together(store, decided, DECIDED))];
  if (writes.length > 0) await store.setMany([...writes, { key: restoredKey, value: true }]);
}

/** Keeps in the file what the store alone knows; answers what the file alone knows, as it is to be written to the store. */
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
