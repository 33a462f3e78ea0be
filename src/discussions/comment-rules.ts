import { isDeepStrictEqual } from 'node:util';
import {
  type Comment,
  type CommentRecord,
  type HiddenRecord,
  type Placement,
  type Reaction,
  type WrittenReply,
  scoreOf,
} from './comment.ts';
import type { MemberHide } from './membership.ts';
import type { SectionPost, Counts } from './discussion.ts';
import type { Standing } from './visibility.ts';
import { type Entry } from '../store/paged-list.ts';

/** A record, or undefined where nothing is known. Rules answer with the very record they were given when nothing changes. */
export type Known = CommentRecord | undefined;

type DeletionMark = Extract<CommentRecord, { state: 'deleted' | 'tombstone' }>;

const NOWHERE: Placement = { parent: null, section: null };

/** Where the message of a record stands. */
export function placementOf(record: Known): Placement {
  if (!record) return NOWHERE;
  switch (record.state) {
    case 'published':
      return { parent: record.comment.parent, section: record.comment.section };
    case 'deleted':
      return record.placement ?? NOWHERE;
    default:
      return { parent: record.parent, section: record.section };
  }
}

/** What a reply can answer: the starter message has the thread's own id, `posts` are the sections', `answered` is a message's record. */
export interface PlacementContext {
  readonly thread: string;
  readonly posts: readonly SectionPost[];
  readonly answered: Known;
}

/**
 * Where a reply stands: under the section whose post it answers, or under the message that it answers, in that one's
 * section. A message that is not known yet stays the parent, because events come in any order: it may be a member's
 * that arrives later. If it never does, the page only says that somebody is answered.
 */
export function placementOfReply(reply: Pick<WrittenReply, 'id' | 'answers'>, around: PlacementContext): Placement {
  const { answers } = reply;
  if (answers === null || answers === around.thread || answers === reply.id) return NOWHERE;
  const post = around.posts.find(({ message }) => message === answers);
  if (post) return { parent: null, section: post.section };
  return { parent: answers, section: placementOf(around.answered).section };
}

/** What becomes of a record when its message is (still) there with these words; a hide and a deletion stand. */
export function afterReply(
  known: Known,
  reply: WrittenReply,
  how: { placement: Placement; standing: Standing },
): Known {
  if (known?.state === 'hidden' && !known.isWholeMember) return afterDecision(known, how.standing);
  const placement = keptSection(how.placement, placementOf(known));
  if (known?.state === 'deleted' || known?.state === 'tombstone') return movedMark(known, placement, how.standing);
  switch (how.standing.kind) {
    case 'published':
      return sameOr(known, { state: 'published', comment: newerComment(known, reply, placement) });
    case 'held':
      return sameOr(known, heldRecord(reply, placement));
    case 'hidden':
      return sameOr(known, hiddenRecord({ author: reply.author, isWholeMember: true }, how.standing.hide, placement));
    case 'ignored':
      return undefined;
  }
}

/**
 * What becomes of a record when its author, or a moderator about its author, decided anew: words and ids that may not
 * be kept go. What may be public now stays held until its words are read from Discord again.
 */
export function afterDecision(known: Known, standing: Standing): Known {
  const author = authorOf(known);
  if (!known || author === null) return known;
  if (standing.kind === 'ignored') return undefined;
  if (known.state === 'hidden' && !known.isWholeMember) return known;
  if (known.state === 'published' && standing.kind === 'published') return known;
  if (standing.kind !== 'hidden')
    return sameOr(known, heldRecord({ author, staff: isByStaff(known) }, placementOf(known)));
  return sameOr(known, hiddenRecord({ author, isWholeMember: true }, standing.hide, placementOf(known)));
}

/** What becomes of a record when this one comment is hidden; its author does not undo what a moderator did. */
export function afterHiding(known: Known, author: string, hide: MemberHide): Known {
  if (known?.state === 'deleted' || known?.state === 'tombstone') return known;
  if (known?.state === 'hidden' && !known.isWholeMember && known.by !== author && hide.by === author) return known;
  return sameOr(known, hiddenRecord({ author, isWholeMember: false }, hide, placementOf(known)));
}

/** What becomes of a record when this one comment may be shown again: nothing is known of it until it is read from Discord. */
export const afterUnhiding = (known: Known): Known =>
  known?.state === 'hidden' && !known.isWholeMember ? undefined : known;

/** What becomes of a record when its author is forgotten: a tombstone where others answered, else nothing. */
export function afterForgetting(known: Known, answers: number): Known {
  if (authorOf(known) === null) return known;
  return known?.state === 'published' && answers > 0 ? { state: 'tombstone', ...placementOf(known) } : undefined;
}

/** What becomes of a record when its message is deleted on Discord: its words go, for good. */
export function afterDeletion(known: Known): CommentRecord {
  if (known?.state === 'deleted' || known?.state === 'tombstone') return known;
  return { state: 'deleted', placement: known?.state === 'published' ? placementOf(known) : null };
}

/** What becomes of a record when its reactions were counted again. */
export function afterCounting(known: Known, reactions: readonly Reaction[]): Known {
  if (known?.state !== 'published') return known;
  return sameOr(known, { state: 'published', comment: { ...known.comment, reactions } });
}

/** The user id of whose message a record is; null where that is not known or not wanted any more. */
export function authorOf(known: Known): string | null {
  if (known?.state === 'published') return known.comment.author;
  return known?.state === 'held' || known?.state === 'hidden' ? known.author : null;
}

/** Whether a record is known to be of somebody who could moderate. */
export function isByStaff(known: Known): boolean {
  if (known?.state === 'published') return known.comment.staff;
  return known?.state === 'held' && known.staff === true;
}

/** A deleted comment is a tombstone exactly as long as something on the page answers it. */
export function settled(known: Known, answers: number): Known {
  if (known?.state === 'tombstone' && answers === 0) return { state: 'deleted', placement: placementOf(known) };
  if (known?.state === 'deleted' && known.placement && answers > 0) return { state: 'tombstone', ...known.placement };
  return known;
}

const heldRecord = ({ author, staff }: Pick<Comment, 'author' | 'staff'>, placement: Placement): CommentRecord => ({
  state: 'held',
  author,
  ...(staff && { staff }),
  ...placement,
});

function commentFromReply(reply: WrittenReply, placement: Placement): Comment {
  const { answers: _answers, authorName: _authorName, ...rest } = reply;
  return { ...rest, ...placement };
}

/** An older edit changes nothing. An event without reactions says nothing about them: only counting takes them away. */
function newerComment(known: Known, reply: WrittenReply, placement: Placement): Comment {
  if (known?.state !== 'published') return commentFromReply(reply, placement);
  const { comment } = known;
  if ((reply.editedAt ?? 0) < (comment.editedAt ?? 0)) return { ...comment, ...placement };
  const reactions = reply.reactions.length > 0 ? reply.reactions : comment.reactions;
  return { ...commentFromReply(reply, placement), reactions };
}

/** What is deleted moves with its place; of one that was never on the page a public author's event tells the place. */
function movedMark(known: DeletionMark, placement: Placement, { kind }: Standing): CommentRecord {
  if (kind === 'ignored') return known;
  if (known.state === 'tombstone') return sameOr(known, { state: 'tombstone', ...placement });
  return known.placement || kind === 'published' ? sameOr(known, { state: 'deleted', placement }) : known;
}

const hiddenRecord = (
  whose: Pick<HiddenRecord, 'author' | 'isWholeMember'>,
  { by, reason, at }: MemberHide,
  { parent, section }: Placement,
): HiddenRecord => ({ state: 'hidden', ...whose, by, reason, at, parent, section });

/** A section once inherited stays, although what it was inherited from may be forgotten by now. */
const keptSection = (placement: Placement, before: Placement): Placement =>
  placement.parent !== null && placement.section === null ? { ...placement, section: before.section } : placement;

const sameOr = (known: Known, next: CommentRecord): CommentRecord =>
  known && isDeepStrictEqual(known, next) ? known : next;

/** The score of a tombstone: it stands in its place, and never among the top. */
const TOMBSTONE_SCORE = -1;

/** The comment's line in the lists, or null when it is not on the page. */
export function entryOf(id: string, record: Known): Entry | null {
  if (record?.state === 'published') return [id, scoreOf(record.comment.reactions)];
  return record?.state === 'tombstone' ? [id, TOMBSTONE_SCORE] : null;
}

/** Published comments about a section; own keys only, for a section may be called "Constructor". */
export const sectionCount = ({ sections }: Pick<Counts, 'sections'>, slug: string): number =>
  Object.hasOwn(sections, slug) ? (sections[slug] ?? 0) : 0;

/** What the counts are after one record took another's place. */
export function countsAfter(counts: Counts, before: Known, after: Known): Counts {
  const sections = { ...counts.sections };
  for (const [record, by] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const { section } = placementOf(record);
    if (record?.state === 'published' && section !== null) sections[section] = sectionCount({ sections }, section) + by;
  }
  return {
    comments: counts.comments + change('published', before, after),
    held: counts.held + change('held', before, after),
    sections: Object.fromEntries(Object.entries(sections).filter(([, count]) => count > 0)),
  };
}

const change = (state: CommentRecord['state'], before: Known, after: Known): number =>
  Number(after?.state === state) - Number(before?.state === state);
