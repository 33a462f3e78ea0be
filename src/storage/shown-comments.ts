import type { CommentRecord } from '../discussions/comment.ts';
import { authorOf, isByStaff, placementOf } from '../discussions/comment-rules.ts';
import { decidersOf } from '../discussions/discussion-rules.ts';
import { mentionedIn } from '../discussions/mentions.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { AnsweredComment, CommentPage, ShownComment, ThreadRef } from '../discussions/ports.ts';
import { timeOfSnowflake } from '../discussions/snowflake.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import type { Key, Store } from './store.ts';

type Records = ReadonlyMap<string, CommentRecord>;
type Names = CommentPage['names'];

/** The comments with these ids that are on the page, with all that they show, in three reads. */
export async function readShown(
  store: Store,
  discussion: Discussion,
  ids: readonly string[],
): Promise<Pick<CommentPage, 'comments' | 'names'>> {
  const { records, replies } = await readComments(store, discussion, ids);
  const shown = ids.flatMap((id) => {
    const record = records.get(id);
    return record?.state === 'published' || record?.state === 'tombstone' ? [{ id, record }] : [];
  });
  const answered = await readAnswered(store, discussion, { shown: shown.map(({ record }) => record), known: records });
  const written = [...shown.map(({ record }) => record), ...answered.values()].flatMap(usersIn);
  const { names, erased } = await readUsers(store, discussion, [...written, ...decidersOf(discussion)]);
  const isErased = (record: CommentRecord | undefined) => erased.has(authorOf(record) ?? '');
  const left = (id: string) => (isErased(answered.get(id)) ? undefined : answered.get(id));
  const comments = shown
    .filter(({ record }) => !isErased(record))
    .map(({ id, record }): ShownComment => {
      const placement = placementOf(record);
      const comment = record.state === 'published' ? record.comment : null;
      return {
        id,
        createdAt: comment?.createdAt ?? timeOfSnowflake(id),
        ...placement,
        comment,
        authorName: nameOf(record, names),
        replies: replies.get(id) ?? 0,
        answered: placement.parent === null ? null : answeredComment(placement.parent, left(placement.parent), names),
      };
    });
  return { comments, names };
}

async function readComments(store: Store, ref: ThreadRef, ids: readonly string[]) {
  const keys = keysOfThread(ref);
  const wanted: Key<CommentRecord | number>[] = [...ids.map(keys.comment), ...ids.map(keys.replies)];
  const values = await store.getMany(wanted);
  const records = new Map<string, CommentRecord>();
  const replies = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const [record, count] = [values[index], values[ids.length + index]];
    if (typeof record === 'object') records.set(id, record);
    if (typeof count === 'number') replies.set(id, count);
  }
  return { records, replies };
}

interface Answering {
  readonly shown: readonly CommentRecord[];
  readonly known: Records;
}

async function readAnswered(store: Store, ref: ThreadRef, { shown, known }: Answering): Promise<Records> {
  const keys = keysOfThread(ref);
  const parents = new Set(shown.flatMap((record) => placementOf(record).parent ?? []));
  const missing = [...parents].filter((id) => !known.has(id));
  const read = await store.getMany(missing.map(keys.comment));
  const answered = new Map([...parents].flatMap((id) => (known.has(id) ? [[id, known.get(id)] as const] : [])));
  for (const [index, id] of missing.entries()) answered.set(id, read[index]);
  return new Map([...answered].flatMap(([id, record]) => (record ? [[id, record] as const] : [])));
}

/** Names of those who publish, and who is being erased just now: what is left of theirs until that is done must not be shown. */
async function readUsers(store: Store, ref: ThreadRef, mentioned: readonly string[]) {
  const keys = keysOfGuild(ref.guild);
  const users = [...new Set(mentioned)];
  const wanted: Key<string | number>[] = [...users.map(keys.name), ...users.map(keys.forgetting)];
  const values = await store.getMany(wanted);
  const names = new Map<string, string>();
  const erased = new Set<string>();
  for (const [index, user] of users.entries()) {
    const name = values[index];
    if (typeof name === 'string') names.set(user, name);
    if (values[users.length + index] !== undefined) erased.add(user);
  }
  return { names, erased };
}

/** How many of those whom one comment mentions are named: more is no comment, and each is read from the store. */
const MOST_NAMED = 20;

function usersIn(record: CommentRecord): string[] {
  if (record.state !== 'published') return [];
  return [record.comment.author, ...mentionedIn(record.comment.content).slice(0, MOST_NAMED)];
}

function nameOf(record: CommentRecord | undefined, names: Names): string | null {
  return record?.state === 'published' ? (names.get(authorOf(record) ?? '') ?? null) : null;
}

/** A tombstone is on the page, and can be linked to, but has neither name nor words. */
function answeredComment(id: string, record: CommentRecord | undefined, names: Names): AnsweredComment {
  return {
    id,
    published: record?.state === 'published' || record?.state === 'tombstone',
    deleted: record?.state === 'tombstone',
    name: nameOf(record, names),
    staff: isByStaff(record),
    content: record?.state === 'published' ? record.comment.content : '',
  };
}
