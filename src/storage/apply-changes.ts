import type { Change } from '../discussions/changes.ts';
import type { WrittenReply } from '../discussions/comment.ts';
import { afterCounting, afterDeletion, afterReply, placementOfReply } from '../discussions/comment-rules.ts';
import { withCursor, withPosts, withState } from '../discussions/discussion-rules.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { replaceRecord } from './comment-writer.ts';
import type { Draft } from './draft.ts';
import { keysOfThread, type ThreadKeys } from './keys.ts';
import type { Members } from './members.ts';

interface Work {
  readonly ref: ThreadRef;
  readonly keys: ThreadKeys;
  readonly draft: Draft;
  readonly members: Members;
  readonly renamed: Set<string>;
}

/** Applies changes to a draft, in order. Answers with the ids of those whose name has changed. Leaves other threads alone. */
export async function applyChanges(
  draft: Draft,
  { ref, changes, members }: { ref: ThreadRef; changes: readonly Change[]; members: Members },
): Promise<ReadonlySet<string>> {
  const keys = keysOfThread(ref);
  const renamed = new Set<string>();
  if (!(await draft.get(keys.discussion))) return renamed;
  const work = { ref, keys, draft, members, renamed };
  await draft.load(changes.flatMap(idsOf).flatMap((id) => [keys.comment(id), keys.replies(id)]));
  for (const change of changes) await apply(work, change);
  return renamed;
}

async function apply(work: Work, change: Change): Promise<void> {
  switch (change.type) {
    case 'reply.written':
      return applyReply(work, change.reply);
    case 'replies.deleted':
      for (const id of change.ids) {
        const before = await work.draft.get(work.keys.comment(id));
        await replaceRecord(work.draft, work.keys, { id, before, after: afterDeletion(before) });
      }
      return;
    case 'reactions.counted': {
      const before = await work.draft.get(work.keys.comment(change.id));
      const after = afterCounting(before, change.reactions);
      if (after) await replaceRecord(work.draft, work.keys, { id: change.id, before, after });
      return;
    }
    case 'posts.added':
      return updateDiscussion(work, (discussion) => withPosts(discussion, change.posts));
    case 'state.changed':
      return updateDiscussion(work, (discussion) => withState(discussion, change));
    case 'cursor.moved':
      return updateDiscussion(work, (discussion) => withCursor(discussion, change.cursor));
  }
}

async function applyReply({ ref, keys, draft, members, renamed }: Work, reply: WrittenReply): Promise<void> {
  const [discussion, before] = [await draft.get(keys.discussion), await draft.get(keys.comment(reply.id))];
  if (!discussion || before?.state === 'hidden') return;
  const answered = reply.answers === null ? undefined : await draft.get(keys.comment(reply.answers));
  const author = { guild: ref.guild, user: reply.author };
  const placement = placementOfReply(reply, { thread: ref.thread, posts: discussion.posts, answered });
  if (before?.state === 'deleted' || before?.state === 'tombstone') {
    const after = afterReply(before, reply, { placement, isPublic: await members.isPublic(author) });
    if (after) await replaceRecord(draft, keys, { id: reply.id, before, after });
    return;
  }
  // First the thread is on the member's list, then consent is read: a choice made meanwhile finds this thread and waits for it.
  const { isPublic, isRenamed } = await members.join(author, { thread: ref.thread, name: reply.authorName });
  if (isRenamed) renamed.add(reply.author);
  const after = afterReply(before, reply, { placement, isPublic });
  if (after) await replaceRecord(draft, keys, { id: reply.id, before, after });
}

async function updateDiscussion({ draft, keys }: Work, update: (discussion: Discussion) => Discussion): Promise<void> {
  const discussion = await draft.get(keys.discussion);
  if (!discussion) return;
  const next = update(discussion);
  if (next !== discussion) draft.set(keys.discussion, next);
}

function idsOf(change: Change): readonly string[] {
  switch (change.type) {
    case 'reply.written':
      return change.reply.answers === null ? [change.reply.id] : [change.reply.id, change.reply.answers];
    case 'replies.deleted':
      return change.ids;
    case 'reactions.counted':
      return [change.id];
    default:
      return [];
  }
}
