import type { Conversation, KnownRecord, Placement } from './comment.ts';
import { placementOf, sectionCount, withRoot } from './comment-rules.ts';
import type { ThreadKeys } from './keys.ts';
import { isOnPage } from './visibility.ts';
import { compareSnowflakes } from '../snowflake.ts';
import { entriesAfter, putEntry, removeEntry } from '../store/lists.ts';
import type { Transaction } from '../store/queues.ts';

/** One record taking another's place; `after` is undefined when nothing is to be stored any more. */
export interface Replacement {
  readonly id: string;
  readonly before: KnownRecord;
  readonly after: KnownRecord;
}

/** How many answers of a conversation are shown with its head. */
const FIRST_ANSWERS = 3;

/** How many messages of an earlier version, each answering the one before, are looked at to find a head. */
const MOST_CLIMBED = 1_000;

/**
 * The head of the conversation that a message is in, or would be: what answers of it know, what its parent knows, else
 * the oldest message that is known of. Once any of them is stored that stays, so a parent that comes late heads its own.
 */
export async function rootOf(tx: Transaction, keys: ThreadKeys, id: string, placed?: Placement): Promise<string> {
  const passed = new Set<string>();
  for (let at = id, placement = placed; ; placement = undefined) {
    const { root, parent } = placement ?? placementOf(await tx.get(keys.comment(at)));
    const answers = await tx.get(keys.replies(at));
    const known = root ?? (typeof answers === 'object' ? answers.root : undefined);
    if (known !== undefined) return known;
    passed.add(at);
    if (parent === null || passed.has(parent) || passed.size === MOST_CLIMBED) return at;
    at = parent;
  }
}

/** The record in its conversation; the same object when it is in one already, or has no place. */
export async function withOwnRoot(
  tx: Transaction,
  keys: ThreadKeys,
  { id, record }: { id: string; record: KnownRecord },
): Promise<KnownRecord> {
  const placement = placementOf(record);
  if (!record || placement.root !== undefined) return record;
  return withRoot(record, await rootOf(tx, keys, id, placement));
}

/** Where a comment stands in the lists of conversations; null while it is in none. */
interface Line {
  readonly root: string;
  readonly section: string | null;
}

function lineOf(record: KnownRecord): Line | null {
  const { root, section } = placementOf(record);
  return isOnPage(record) && root !== undefined ? { root, section } : null;
}

/** Updates the lists of conversations after a record was replaced. The work does not grow with the conversation. */
export async function updateConversations(
  tx: Transaction,
  keys: ThreadKeys,
  { id, before, after }: Replacement,
): Promise<void> {
  const [was, is] = [lineOf(before), lineOf(after)];
  if (was?.root === is?.root && was?.section === is?.section) return;
  if (was) await leave(tx, keys, id, was);
  if (is) await enter(tx, keys, id, is);
}

const NO_ANSWERS: Conversation = { count: 0, first: [], sections: {} };

async function enter(tx: Transaction, keys: ThreadKeys, id: string, { root, section }: Line): Promise<void> {
  if (id !== root) {
    await putEntry(tx, keys.answers(root), [id, 0]);
    const before = (await tx.get(keys.conversation(root))) ?? NO_ANSWERS;
    const first = [...before.first, id].toSorted(compareSnowflakes).slice(0, FIRST_ANSWERS);
    tx.set(keys.conversation(root), { ...counted(before, section, 1), first });
  }
  for (const list of listsOf(keys, section)) await putEntry(tx, list, [root, 0]);
}

async function leave(tx: Transaction, keys: ThreadKeys, id: string, { root, section }: Line): Promise<void> {
  const before = (await tx.get(keys.conversation(root))) ?? NO_ANSWERS;
  let left = before;
  if (id !== root) {
    await removeEntry(tx, keys.answers(root), id);
    const first = before.first.includes(id) ? await firstAnswers(tx, keys, root) : before.first;
    left = { ...counted(before, section, -1), first };
    if (left.count > 0) tx.set(keys.conversation(root), left);
    else tx.delete(keys.conversation(root));
  }
  const head = headLineOf(root, await tx.get(keys.comment(root)));
  if (!head && left.count === 0) await removeEntry(tx, keys.heads(null), root);
  if (section !== null && head?.section !== section && sectionCount(left, section) === 0)
    await removeEntry(tx, keys.heads(section), root);
}

const listsOf = (keys: ThreadKeys, section: string | null) =>
  section === null ? [keys.heads(null)] : [keys.heads(null), keys.heads(section)];

/** The line of a message that heads its own conversation. */
function headLineOf(id: string, record: KnownRecord): Line | null {
  const line = lineOf(record);
  return line?.root === id ? line : null;
}

function counted(conversation: Conversation, section: string | null, by: 1 | -1): Conversation {
  const { count, sections } = conversation;
  const others = Object.entries(sections).filter(([other]) => other !== section);
  const left = section === null ? 0 : sectionCount(conversation, section) + by;
  return {
    ...conversation,
    count: count + by,
    sections: Object.fromEntries(section === null || left === 0 ? others : [...others, [section, left]]),
  };
}

async function firstAnswers(tx: Transaction, keys: ThreadKeys, root: string): Promise<string[]> {
  const first: string[] = [];
  while (first.length < FIRST_ANSWERS) {
    const more = await entriesAfter(tx, keys.answers(root), first.at(-1) ?? '');
    if (more.length === 0) break;
    first.push(...more.map(([id]) => id));
  }
  return first.slice(0, FIRST_ANSWERS);
}
