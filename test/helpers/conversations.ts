import { expect } from 'vitest';
import { placementOf } from '../../src/discussions/comment-rules.ts';
import type { CommentRecord } from '../../src/discussions/comment.ts';
import type { ThreadRef } from '../../src/discussions/discussion.ts';
import { keysOfThread } from '../../src/discussions/keys.ts';
import { isOnPage } from '../../src/discussions/visibility.ts';
import { compareSnowflakes } from '../../src/snowflake.ts';
import { type ListKeys, readList } from '../../src/store/lists.ts';
import type { Store } from '../../src/store/store.ts';

interface Fresh {
  /** The section of the head, if that is on the page. */
  head: { readonly section: string | null } | null;
  answers: { readonly id: string; readonly section: string | null }[];
}

/** The conversations that the stored comments make, by their heads' ids. */
async function freshFrom(store: Store, { guild, thread }: ThreadRef): Promise<Map<string, Fresh>> {
  const prefix = `{${guild}}:comment:${thread}:`;
  const fresh = new Map<string, Fresh>();
  for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
    if (!isOnPage(record)) continue;
    const id = key.slice(prefix.length);
    const { root, section } = placementOf(record);
    expect([id, root]).toEqual([id, expect.any(String)]);
    const conversation = fresh.get(root ?? '') ?? { head: null, answers: [] };
    if (root === id) conversation.head = { section };
    else conversation.answers.push({ id, section });
    fresh.set(root ?? '', conversation);
  }
  return fresh;
}

const countedBy = (sections: readonly (string | null)[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(sections)].flatMap((section) =>
      section === null ? [] : [[section, sections.filter((other) => other === section).length]],
    ),
  );

const listed = (store: Store, keys: ListKeys): Promise<string[]> =>
  readList(store, keys, async (list) => (await list.slice(0, list.total)).map(([id]) => id));

/** Expects that the lists of conversations are what the stored comments make of them, and that nothing else of any is stored. */
export async function expectConversations(
  store: Store,
  ref: ThreadRef,
  sections: readonly (string | null)[],
): Promise<void> {
  const keys = keysOfThread(ref);
  const fresh = await freshFrom(store, ref);
  for (const [root, { answers }] of fresh) {
    const ids = answers.map(({ id }) => id).toSorted(compareSnowflakes);
    expect(await listed(store, keys.answers(root))).toEqual(ids);
    const counts = {
      count: ids.length,
      first: ids.slice(0, 3),
      sections: countedBy(answers.map(({ section }) => section)),
    };
    expect(await store.get(keys.conversation(root))).toEqual(ids.length === 0 ? undefined : counts);
  }
  for (const section of sections) {
    const heads = [...fresh].filter(
      ([, { head, answers }]) =>
        section === null || head?.section === section || answers.some((answer) => answer.section === section),
    );
    expect(await listed(store, keys.heads(section))).toEqual(heads.map(([root]) => root).toSorted(compareSnowflakes));
  }
  const answered = [...fresh].filter(([, { answers }]) => answers.length > 0).map(([root]) => root);
  for (const prefix of [keys.conversation(''), keys.answers('').directory]) {
    const stored = new Set<string>();
    for await (const [key] of store.iterate(prefix)) stored.add(key.slice(prefix.length).split(':')[0] ?? '');
    expect([...stored].toSorted()).toEqual(answered.toSorted());
  }
}

/** The store as the version before conversations left it: records without heads, mere numbers of answers, no lists of conversations. */
export async function withoutConversations(store: Store, { guild, thread }: ThreadRef): Promise<void> {
  const entries = await Array.fromAsync(store.iterate<unknown>(`{${guild}}:`));
  const kindOf = (key: string) => key.split(':')[1] ?? '';
  await store.setMany(
    entries
      .filter(([key]) => key.split(/[:/]/)[2] === thread)
      .flatMap(([key, value]) => {
        if (['conv', 'head', 'heads'].includes(kindOf(key))) return [{ key, value: undefined }];
        if (kindOf(key) === 'replies') return [{ key, value: (value as { count: number }).count }];
        if (kindOf(key) === 'discussion')
          return [{ key, value: { ...(value as object), hasConversations: undefined } }];
        return kindOf(key) === 'comment' ? [{ key, value: formerRecord(value as CommentRecord) }] : [];
      }),
  );
}

function formerRecord(record: CommentRecord): unknown {
  const without = <Placed extends object>(placed: Placed) => ({ ...placed, root: undefined });
  if (record.state === 'published') return { ...record, comment: without(record.comment) };
  if (record.state === 'deleted') return { ...record, placement: record.placement && without(record.placement) };
  return without(record);
}
