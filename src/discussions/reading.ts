import {
  type Answers,
  type Comment,
  type CommentRecord,
  type Conversation,
  type KnownRecord,
  mentionedIn,
} from './comment.ts';
import { type Discussion, decidersOf, type ThreadRef } from './discussion.ts';
import { isOnPage, isPublished, isShown, type PublishPolicy } from './visibility.ts';
import { type Entry, type ListKeys, type ListSnapshot, positionIn, readList, TOP_SHOWN } from '../store/lists.ts';
import { type CommentListKeys, keysOfGuild, keysOfThread, guildsKey, type ThreadKeys } from './keys.ts';
import type { Store, Key } from '../store/store.ts';
import { type Badge, badgeIn, type Duties } from './badges.ts';
import { authorOf, countOf, placementOf } from './comment-rules.ts';
import { timeOfSnowflake, compareSnowflakes } from '../snowflake.ts';

/** The orders in which comments can be read: heads by time, each with its answers, or all of them in one list; "top" is by reactions. */
export const SORTS = ['conversations', 'oldest', 'newest', 'top'] as const;

export type Sort = (typeof SORTS)[number];

/** Which page of comments: by number, or after or before a comment. `size` is 1–100. */
export interface PageQuery {
  readonly sort: Sort;
  /** Only comments about this section. */
  readonly section: string | null;
  readonly size: number;
  readonly from: { readonly page: number } | { readonly after: string } | { readonly before: string };
}

/** The message that a comment answers. `published` is false when it is not on the page, so that nothing can link to it. */
export interface AnsweredComment {
  readonly id: string;
  readonly published: boolean;
  /** True for a tombstone. */
  readonly deleted: boolean;
  /** Null for "a member", or "a moderator". */
  readonly name: string | null;
  /** The answered comment's text (Discord's markdown), empty when it is not published. */
  readonly content: string;
}

/** A comment with all that the page shows of it. */
export interface ShownComment {
  readonly id: string;
  readonly createdAt: number;
  readonly section: string | null;
  readonly parent: string | null;
  /** The head of its conversation, whose id must not be shown unless that is on the page. */
  readonly root?: string;
  /** Null for a tombstone. */
  readonly comment: Comment | null;
  /** Null for "a member". */
  readonly authorName: string | null;
  /** Its author's; null for none. */
  readonly badge: Badge | null;
  /** Published replies to it. */
  readonly replies: number;
  readonly answered: AnsweredComment | null;
}

/** A conversation, or its beginning. */
export interface ShownConversation {
  /** The id by which it is asked for: its head's, or while that is not on the page its first answer's. */
  readonly name: string;
  /** Null while it is not on the page: it was hidden, held or forgotten. */
  readonly head: ShownComment | null;
  /** Oldest first. */
  readonly answers: readonly ShownComment[];
  /** How many answers it has on all pages. */
  readonly count: number;
}

/** One page. `page` and `pages` count positions at this moment. */
export interface CommentPage {
  /** All that the page shows, in its order. */
  readonly comments: readonly ShownComment[];
  /** The same as conversations; null for a list. */
  readonly conversations: readonly ShownConversation[] | null;
  /** The comments before and after which the neighbouring pages end and begin; null for a page without any. */
  readonly ends: readonly [first: string, last: string] | null;
  /** Names of authors, mentioned members and deciding moderators, by user id; anyone absent is "a member". */
  readonly names: ReadonlyMap<string, string>;
  readonly page: number;
  readonly pages: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A guild with a policy of its own. */
export interface OwnPolicy {
  readonly guildName: string;
  readonly policy: PublishPolicy;
}

/** The page's side of the store. Its lists hold published comments and tombstones only, so nothing else can leak. */
export interface DiscussionReader {
  /** The article's discussions that may be shown, of every guild, oldest first. */
  ofArticle(article: string): Promise<Discussion[]>;
  /** Undefined when there is no such page (past the end, or an unknown anchor). Page 1 always exists. */
  page(discussion: Discussion, query: PageQuery): Promise<CommentPage | undefined>;
  /** The conversation that a comment is in, a page of its answers at a time; undefined as above, or when the comment is not on the page. */
  conversation(
    discussion: Discussion,
    id: string,
    query: Pick<PageQuery, 'size' | 'from'>,
  ): Promise<CommentPage | undefined>;
  /** The name of the conversation that a comment is in, and how many answers precede the comment there; undefined when it is not on the page. */
  conversationOf(discussion: Discussion, id: string): Promise<{ name: string; before: number } | undefined>;
  /** The published comments and tombstones among these ids, in the order of the ids. */
  comments(discussion: Discussion, ids: readonly string[]): Promise<Pick<CommentPage, 'comments' | 'names'>>;
  /** How many comments precede this one, oldest first; undefined when it is not on the page. */
  position(discussion: Discussion, id: string): Promise<number | undefined>;
  /** The guild's invite for readers; null for none. */
  invite(guild: string): Promise<string | null>;
  /** Guilds with a policy of their own and a shown discussion. */
  ownPolicies(): Promise<readonly OwnPolicy[]>;
  /** Changes whenever the store may have changed; cheap enough for every request. */
  revision(): string;
}

/** The entries of one page in the order shown, how many precede them, and how many there are. */
export interface Range {
  readonly entries: readonly Entry[];
  readonly start: number;
  readonly total: number;
}

/** Reads a page's entries in a fixed number of reads; undefined when there is no such page. */
async function readRange(store: Store, keys: CommentListKeys, query: PageQuery): Promise<Range | undefined> {
  const range = query.sort === 'top' ? await readTop(store, keys, query) : await readByTime(store, keys, query);
  return existing(range, query);
}

const existing = (range: Range | undefined, query: Pick<PageQuery, 'from'>): Range | undefined =>
  range && (range.entries.length > 0 || isFirstPage(query)) ? range : undefined;

const isFirstPage = ({ from }: Pick<PageQuery, 'from'>): boolean => 'page' in from && from.page === 1;

async function readTop(store: Store, keys: CommentListKeys, { from, size }: PageQuery): Promise<Range | undefined> {
  const top = ((await store.get(keys.top))?.entries ?? []).slice(0, TOP_SHOWN);
  const anchor = 'after' in from ? from.after : 'before' in from ? from.before : null;
  const index = top.findIndex(([id]) => id === anchor);
  if (anchor !== null && index === -1) return undefined;
  const [start, end] = windowOf(from, { index, isThere: true }, size);
  return { entries: top.slice(start, end), start, total: top.length };
}

async function readByTime(
  store: Store,
  keys: ListKeys,
  { sort, from, size }: Omit<PageQuery, 'section'>,
): Promise<Range> {
  return readList(store, keys, async (list) => {
    const isNewest = sort === 'newest';
    const found = await anchorOf(list, from);
    const { total } = list;
    // Positions count from the oldest; seen from the newest, the same anchor has as many after as it had before.
    const anchor = isNewest ? { ...found, index: total - found.index - Number(found.isThere) } : found;
    const [start, end] = windowOf(from, anchor, size).map((position) => Math.min(position, total)) as [number, number];
    const entries = await list.slice(isNewest ? total - end : start, isNewest ? total - start : end);
    return { entries: isNewest ? entries.toReversed() : entries, start, total };
  });
}

interface Anchor {
  /** Where the anchor is, or would be: a comment that was deleted meanwhile still marks its place. */
  readonly index: number;
  readonly isThere: boolean;
}

async function anchorOf(list: ListSnapshot, from: PageQuery['from']): Promise<Anchor> {
  if ('page' in from) return { index: 0, isThere: false };
  return positionIn(list, 'after' in from ? from.after : from.before);
}

function windowOf(from: PageQuery['from'], anchor: Anchor, size: number): readonly [start: number, end: number] {
  if ('page' in from) return [(from.page - 1) * size, from.page * size];
  if ('before' in from) return [Math.max(0, anchor.index - size), anchor.index];
  const start = anchor.index + Number(anchor.isThere);
  return [start, start + size];
}

type Records = ReadonlyMap<string, CommentRecord>;
type Names = CommentPage['names'];

/** The comments among these ids that may be shown, in three reads. */
async function readShown(
  store: Store,
  discussion: Discussion,
  ids: readonly string[],
): Promise<Pick<CommentPage, 'comments' | 'names'>> {
  const { records, replies } = await readComments(store, discussion, ids);
  const shown = ids.flatMap((id) => {
    const record = records.get(id);
    return isOnPage(record) ? [{ id, record }] : [];
  });
  const answered = await readAnswered(store, discussion, { shown: shown.map(({ record }) => record), known: records });
  const written = [...shown.map(({ record }) => record), ...answered.values()].flatMap(usersIn);
  const { names, duties, erased } = await readUsers(store, discussion, [...written, ...decidersOf(discussion)]);
  const mayShow = (record: KnownRecord) =>
    isShown({ discussion, isAuthorBeingForgotten: erased.has(authorOf(record) ?? '') });
  const left = (id: string) => (mayShow(answered.get(id)) ? answered.get(id) : undefined);
  const comments = shown
    .filter(({ record }) => mayShow(record))
    .map(({ id, record }): ShownComment => {
      const placement = placementOf(record);
      const comment = isPublished(record) ? record.comment : null;
      return {
        id,
        createdAt: comment?.createdAt ?? timeOfSnowflake(id),
        ...placement,
        comment,
        authorName: nameOf(record, names),
        badge: badgeIn(duties.get(authorOf(record) ?? ''), discussion.channel),
        replies: replies.get(id) ?? 0,
        answered: placement.parent === null ? null : answeredComment(placement.parent, left(placement.parent), names),
      };
    });
  return { comments, names };
}

async function readComments(store: Store, ref: ThreadRef, ids: readonly string[]) {
  const keys = keysOfThread(ref);
  const wanted: Key<CommentRecord | Answers>[] = [...ids.map(keys.comment), ...ids.map(keys.replies)];
  const values = await store.getMany(wanted);
  const records = new Map<string, CommentRecord>();
  const replies = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const [record, answers] = [values[index], values[ids.length + index]];
    if (typeof record === 'object' && 'state' in record) records.set(id, record);
    if (typeof answers === 'number' || (answers && 'count' in answers)) replies.set(id, countOf(answers));
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

/** Names and duties of these users, and who of them is being forgotten at this moment. */
async function readUsers(store: Store, ref: ThreadRef, mentioned: readonly string[]) {
  const keys = keysOfGuild(ref.guild);
  const users = [...new Set(mentioned)];
  const wanted: Key<string | number | Duties>[] = [
    ...users.map(keys.name),
    ...users.map(keys.forgetting),
    ...users.map(keys.duties),
  ];
  const values = await store.getMany(wanted);
  const names = new Map<string, string>();
  const duties = new Map<string, Duties>();
  const erased = new Set<string>();
  for (const [index, user] of users.entries()) {
    const [name, isErased, known] = [0, 1, 2].map((kind) => values[kind * users.length + index]);
    if (typeof name === 'string') names.set(user, name);
    if (isErased !== undefined) erased.add(user);
    if (typeof known === 'object') duties.set(user, known);
  }
  return { names, duties, erased };
}

/** How many of one comment's mentions get names: each is a read from the store. */
const MOST_NAMED = 20;

function usersIn(record: CommentRecord): string[] {
  if (!isPublished(record)) return [];
  return [record.comment.author, ...mentionedIn(record.comment.content).slice(0, MOST_NAMED)];
}

function nameOf(record: KnownRecord, names: Names): string | null {
  return isPublished(record) ? (names.get(authorOf(record) ?? '') ?? null) : null;
}

function answeredComment(id: string, record: KnownRecord, names: Names): AnsweredComment {
  return {
    id,
    published: isOnPage(record),
    deleted: record?.state === 'tombstone',
    name: nameOf(record, names),
    content: isPublished(record) ? record.comment.content : '',
  };
}

/** Creates the page's reader: it never writes, and each answer takes a fixed number of reads. */
export function createDiscussionReader({ store }: { store: Store }): DiscussionReader {
  return {
    ofArticle: (article) => readDiscussions(store, article),
    async page(discussion, query) {
      if (query.sort === 'conversations') return readHeads(store, discussion, query);
      const range = await readRange(store, keysOfThread(discussion).list(query.section), query);
      if (!range) return undefined;
      const ids = range.entries.map(([id]) => id);
      const shown = await readShown(store, discussion, ids);
      return { ...shown, ...numbered(range, query.size), conversations: null, ends: endsOf(ids) };
    },
    conversation: (discussion, id, query) => readConversation(store, discussion, { ...query, id }),
    conversationOf: (discussion, id) => findConversation(store, discussion, id),
    comments: (discussion, ids) => readShown(store, discussion, ids),
    position: (discussion, id) =>
      readList(store, keysOfThread(discussion).list(null), async (list) => {
        const { index, isThere } = await positionIn(list, id);
        return isThere ? index : undefined;
      }),
    invite: async (guild) => (await store.get(keysOfGuild(guild).settings))?.invite ?? null,
    ownPolicies: () => readOwnPolicies(store),
    revision: () => store.revision(),
  };
}

/** The page's number and its neighbours. */
const numbered = ({ start, total, entries }: Range, size: number) => ({
  page: Math.floor(start / size) + 1,
  pages: Math.max(1, Math.ceil(total / size)),
  isFirst: start === 0,
  isLast: start + entries.length >= total,
});

function endsOf(ids: readonly string[]): CommentPage['ends'] {
  const [first, last] = [ids[0], ids.at(-1)];
  return first !== undefined && last !== undefined ? [first, last] : null;
}

/** A page of heads, each with its first answers. */
async function readHeads(store: Store, discussion: Discussion, query: PageQuery): Promise<CommentPage | undefined> {
  const keys = keysOfThread(discussion);
  const { size, from } = query;
  const range = existing(
    await readByTime(store, keys.heads(query.section), {
      sort: 'oldest',
      size,
      from: 'page' in from ? from : await fromRoot(store, keys, from),
    }),
    query,
  );
  if (!range) return undefined;
  const roots = range.entries.map(([id]) => id);
  const begun = (await store.getMany(roots.map(keys.conversation))).map((known) => known ?? NO_ANSWERS);
  const shown = await readShown(store, discussion, [
    ...new Set(roots.flatMap((root, at) => [root, ...(begun[at]?.first ?? [])])),
  ]);
  const byId = new Map(shown.comments.map((comment) => [comment.id, comment]));
  const conversations = roots.flatMap((root, at) =>
    conversationFrom(root, begun[at] ?? NO_ANSWERS, begun[at]?.first ?? [], byId),
  );
  return {
    ...numbered(range, size),
    comments: commentsIn(conversations),
    names: shown.names,
    conversations,
    ends: endsOf(conversations.map(({ name }) => name)),
  };
}

const NO_ANSWERS: Conversation = { count: 0, first: [], sections: {} };

/** A conversation goes by the name of an answer where its head is not on the page; its place is its head's all the same. */
async function fromRoot(store: Store, keys: ThreadKeys, from: { after: string } | { before: string }) {
  const id = 'after' in from ? from.after : from.before;
  const root = rootOf(await store.get(keys.comment(id))) ?? id;
  return 'after' in from ? { after: root } : { before: root };
}

const rootOf = (record: KnownRecord): string | undefined => (isOnPage(record) ? placementOf(record).root : undefined);

/** The conversation as far as anything of it may be shown. */
function conversationFrom(
  root: string,
  { count, first }: Conversation,
  ids: readonly string[],
  shown: ReadonlyMap<string, ShownComment>,
): ShownConversation[] {
  const own = shown.get(root);
  const head = own?.root === root ? own : null;
  const answers = ids.flatMap((id) => shown.get(id) ?? []);
  const name = head?.id ?? first[0] ?? answers[0]?.id;
  return name === undefined || (!head && answers.length === 0) ? [] : [{ name, head, answers, count }];
}

const commentsIn = (conversations: readonly ShownConversation[]): ShownComment[] =>
  conversations.flatMap(({ head, answers }) => (head ? [head, ...answers] : answers));

async function readConversation(
  store: Store,
  discussion: Discussion,
  { id, size, from }: { id: string } & Pick<PageQuery, 'size' | 'from'>,
): Promise<CommentPage | undefined> {
  const keys = keysOfThread(discussion);
  const root = rootOf(await store.get(keys.comment(id)));
  if (root === undefined) return undefined;
  const range = existing(await readByTime(store, keys.answers(root), { sort: 'oldest', size, from }), { from });
  if (!range) return undefined;
  const ids = range.entries.map(([answer]) => answer);
  const known = (await store.get(keys.conversation(root))) ?? NO_ANSWERS;
  const shown = await readShown(store, discussion, [root, ...ids]);
  const byId = new Map(shown.comments.map((comment) => [comment.id, comment]));
  const conversations = conversationFrom(root, { ...known, count: range.total }, ids, byId);
  if (conversations.length === 0) return undefined;
  return {
    ...numbered(range, size),
    comments: commentsIn(conversations),
    names: shown.names,
    conversations,
    ends: endsOf(ids),
  };
}

async function findConversation(store: Store, discussion: Discussion, id: string) {
  const keys = keysOfThread(discussion);
  const root = rootOf(await store.get(keys.comment(id)));
  if (root === undefined) return undefined;
  if (id === root) return { name: root, before: 0 };
  const before = await readList(store, keys.answers(root), async (list) => (await positionIn(list, id)).index);
  if (rootOf(await store.get(keys.comment(root))) === root) return { name: root, before };
  return { name: (await store.get(keys.conversation(root)))?.first[0] ?? id, before };
}

async function readOwnPolicies(store: Store): Promise<OwnPolicy[]> {
  const guilds = (await store.get(guildsKey)) ?? [];
  const settings = await store.getMany(guilds.map((guild) => keysOfGuild(guild).settings));
  const own: OwnPolicy[] = [];
  for (const [index, guild] of guilds.entries()) {
    const policy = settings[index]?.policy;
    const guildName = policy && (await nameOfShown(store, guild));
    if (guildName) own.push({ guildName, policy });
  }
  return own;
}

/** The guild's name, if the page shows one of its discussions. */
async function nameOfShown(store: Store, guild: string): Promise<string | undefined> {
  for await (const [, discussion] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) {
    if (isShown({ discussion })) return discussion.guildName;
  }
  return undefined;
}

/** The epoch includes the state of the guild's names, because pages show them beside the discussion. */
async function readDiscussions(store: Store, article: string): Promise<Discussion[]> {
  const guilds = (await store.get(guildsKey)) ?? [];
  const places = await store.getMany(guilds.map((guild) => keysOfGuild(guild).place(article)));
  const threads = guilds.flatMap((guild, index) => {
    const place = places[index];
    return place?.state === 'open' ? [{ guild, thread: place.thread }] : [];
  });
  const [discussions, names] = await Promise.all([
    store.getMany(threads.map((ref) => keysOfThread(ref).discussion)),
    store.getMany(threads.map(({ guild }) => keysOfGuild(guild).named)),
  ]);
  return discussions
    .flatMap((discussion, index) =>
      discussion ? [{ ...discussion, epoch: `${discussion.epoch}.${names[index] ?? ''}` }] : [],
    )
    .filter((discussion) => isShown({ discussion }))
    .toSorted((a, b) => compareSnowflakes(a.thread, b.thread));
}
