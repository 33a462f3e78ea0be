import { isDeepStrictEqual } from 'node:util';
import {
  type Answers,
  type Comment,
  type CommentRecord,
  type HiddenRecord,
  type KnownRecord,
  type Placement,
  type Reaction,
  type WrittenReply,
} from './comment.ts';
import { scoreOf } from './ranking.ts';
import type { MemberHide } from './membership.ts';
import type { SectionPost, Counts } from './discussion.ts';
import { isDeleted, isHiddenAlone, isOnPage, isPublished, type Standing, standsByItself } from './visibility.ts';
import { type Entry } from '../store/lists.ts';

// The rules answer with the same record when nothing changes, so that nothing is written then.

type DeletionMark = Extract<CommentRecord, { state: 'deleted' | 'tombstone' }>;

const NOWHERE: Placement = { parent: null, section: null };

/** Where a record's message is placed. */
export function placementOf(record: KnownRecord): Placement {
  if (!record) return NOWHERE;
  switch (record.state) {
    case 'published':
      return placeOf(record.comment);
    case 'deleted':
      return record.placement ?? NOWHERE;
    default:
      return placeOf(record);
  }
}

const placeOf = ({ parent, section, root }: Placement): Placement => ({
  parent,
  section,
  ...(root !== undefined && { root }),
});

/** The record in a conversation; one without a place stays as it is. */
export function withRoot(record: CommentRecord, root: string): CommentRecord {
  switch (record.state) {
    case 'published':
      return { ...record, comment: { ...record.comment, root } };
    case 'deleted':
      return record.placement ? { ...record, placement: { ...record.placement, root } } : record;
    default:
      return { ...record, root };
  }
}

/** How many comments on the page answer a message. */
export const countOf = (answers: Answers | undefined): number =>
  typeof answers === 'object' ? answers.count : (answers ?? 0);

/** What a reply can answer: the starter message (its id is the thread's), a section's post, or the message with the record `answered`. */
export interface PlacementContext {
  readonly thread: string;
  readonly posts: readonly SectionPost[];
  readonly answered: KnownRecord;
}

/**
 * Places a reply: in the section whose post it answers, or below the message that it answers, in that one's section.
 * An unknown message stays the parent, because events come in any order: it may be a member's that arrives later. If it
 * never does, the page only says that somebody is answered.
 */
export function placementOfReply(reply: Pick<WrittenReply, 'id' | 'answers'>, around: PlacementContext): Placement {
  const { answers } = reply;
  if (answers === null || answers === around.thread || answers === reply.id) return NOWHERE;
  const post = around.posts.find(({ message }) => message === answers);
  if (post) return { parent: null, section: post.section };
  return { parent: answers, section: placementOf(around.answered).section };
}

/** The record once Discord has its message with these words. */
export function afterReply(
  known: KnownRecord,
  reply: WrittenReply,
  { placement: placed, standing }: { placement: Placement; standing: Standing },
): KnownRecord {
  const placement = keptPlacement(placed, placementOf(known));
  if (standsByItself(known, standing)) return isDeleted(known) ? movedMark(known, placement, standing) : known;
  switch (standing.kind) {
    case 'published':
      return sameOr(known, { state: 'published', comment: newerComment(known, reply, placement) });
    case 'held':
      return sameOr(known, heldRecord(reply, placement, standing));
    case 'hidden':
      return sameOr(known, hiddenRecord({ author: reply.author, isWholeMember: true }, standing.hide, placement));
    case 'ignored':
      return undefined;
  }
}

/**
 * The record after its author, or a moderator about its author, decided anew: words and ids that must not be kept go.
 * What may be published now stays held until its words are read from Discord again.
 */
export function afterDecision(known: KnownRecord, standing: Standing): KnownRecord {
  const author = authorOf(known);
  if (!known || author === null || standsByItself(known, standing)) return known;
  if (standing.kind === 'ignored') return undefined;
  if (isPublished(known) && standing.kind === 'published') return known;
  if (standing.kind !== 'hidden') return sameOr(known, heldRecord({ author }, placementOf(known), standing));
  return sameOr(known, hiddenRecord({ author, isWholeMember: true }, standing.hide, placementOf(known)));
}

/** The record after this one comment was hidden; its author cannot undo what a moderator did. */
export function afterHiding(known: KnownRecord, author: string, hide: MemberHide): KnownRecord {
  if (isDeleted(known)) return known;
  if (isHiddenAlone(known) && known.by !== author && hide.by === author) return known;
  return sameOr(known, hiddenRecord({ author, isWholeMember: false }, hide, placementOf(known)));
}

/** The record after the hide of this one comment was undone: nothing is known until its words are read from Discord. */
export const afterUnhiding = (known: KnownRecord): KnownRecord => (isHiddenAlone(known) ? undefined : known);

/** The record after its author was forgotten: a tombstone where others answered, else nothing. */
export function afterForgetting(known: KnownRecord, answers: number): KnownRecord {
  if (authorOf(known) === null) return known;
  return isPublished(known) && answers > 0 ? { state: 'tombstone', ...placementOf(known) } : undefined;
}

/** The record after its message was deleted on Discord: its words go for good. */
export function afterDeletion(known: KnownRecord): CommentRecord {
  if (isDeleted(known)) return known;
  return { state: 'deleted', placement: isPublished(known) ? placementOf(known) : null };
}

/** The record after its reactions were counted again. */
export function afterCounting(known: KnownRecord, reactions: readonly Reaction[]): KnownRecord {
  if (!isPublished(known)) return known;
  return sameOr(known, { state: 'published', comment: { ...known.comment, reactions } });
}

/** The user id of a record's author; null for a deleted message, and where nothing is known. */
export function authorOf(known: KnownRecord): string | null {
  if (isPublished(known)) return known.comment.author;
  return known?.state === 'held' || known?.state === 'hidden' ? known.author : null;
}

/** The record with the right mark: a deleted comment is a tombstone exactly as long as it has replies on the page. */
export function settled(known: KnownRecord, answers: number): KnownRecord {
  if (known?.state === 'tombstone' && answers === 0) return { state: 'deleted', placement: placementOf(known) };
  if (known?.state === 'deleted' && known.placement && answers > 0) return { state: 'tombstone', ...known.placement };
  return known;
}

const heldRecord = ({ author }: Pick<Comment, 'author'>, placement: Placement, standing: Standing): CommentRecord => ({
  state: 'held',
  author,
  ...(standing.kind === 'held' && standing.isWithdrawn && { isWithdrawn: true }),
  ...placement,
});

function commentFromReply(reply: WrittenReply, placement: Placement): Comment {
  const { answers: _answers, authorName: _name, authorDuties: _duties, ...rest } = reply;
  return { ...rest, ...placement };
}

/** An older edit changes nothing. An event without reactions says nothing about them: only counting takes them away. */
function newerComment(known: KnownRecord, reply: WrittenReply, placement: Placement): Comment {
  if (!isPublished(known)) return commentFromReply(reply, placement);
  const { comment } = known;
  if ((reply.editedAt ?? 0) < (comment.editedAt ?? 0)) return { ...comment, ...placement };
  const reactions = reply.reactions.length > 0 ? reply.reactions : comment.reactions;
  return { ...commentFromReply(reply, placement), reactions };
}

/** When a late event places a deleted message elsewhere, its record follows. A record without a place takes one only if its author publishes. */
function movedMark(known: DeletionMark, placement: Placement, { kind }: Standing): CommentRecord {
  if (kind === 'ignored') return known;
  if (known.state === 'tombstone') return sameOr(known, { state: 'tombstone', ...placement });
  return known.placement || kind === 'published' ? sameOr(known, { state: 'deleted', placement }) : known;
}

const hiddenRecord = (
  whose: Pick<HiddenRecord, 'author' | 'isWholeMember'>,
  { by, reason, at }: MemberHide,
  placement: Placement,
): HiddenRecord => ({ state: 'hidden', ...whose, by, reason, at, ...placement });

/** Keeps the section and the conversation that were taken from the parent, even if the parent is erased by now. */
function keptPlacement(placed: Placement, before: Placement): Placement {
  const section = placed.parent === null ? placed.section : (placed.section ?? before.section);
  return { ...(placed.parent === before.parent ? before : placed), section };
}

const sameOr = (known: KnownRecord, next: CommentRecord): CommentRecord =>
  known && isDeepStrictEqual(known, next) ? known : next;

/** The score of a tombstone, which keeps it out of the top list. */
const TOMBSTONE_SCORE = -1;

/** The comment's line in the lists, or null when it is not on the page. */
export function entryOf(id: string, record: KnownRecord): Entry | null {
  if (!isOnPage(record)) return null;
  return [id, record.state === 'published' ? scoreOf(record.comment.reactions) : TOMBSTONE_SCORE];
}

/** Published comments about a section; own keys only, for a section may be called "Constructor". */
export const sectionCount = ({ sections }: Pick<Counts, 'sections'>, slug: string): number =>
  Object.hasOwn(sections, slug) ? (sections[slug] ?? 0) : 0;

/** The counts after one record took another's place. */
export function countsAfter(counts: Counts, before: KnownRecord, after: KnownRecord): Counts {
  const sections = { ...counts.sections };
  for (const [record, by] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const { section } = placementOf(record);
    if (isPublished(record) && section !== null) sections[section] = sectionCount({ sections }, section) + by;
  }
  return {
    comments: counts.comments + Number(isPublished(after)) - Number(isPublished(before)),
    held: counts.held + Number(isCountedAsHeld(after)) - Number(isCountedAsHeld(before)),
    sections: Object.fromEntries(Object.entries(sections).filter(([, count]) => count > 0)),
  };
}

/** What its author took back is not even counted. */
const isCountedAsHeld = (record: KnownRecord): boolean => record?.state === 'held' && !record.isWithdrawn;
