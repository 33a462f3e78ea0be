import { isDeepStrictEqual } from 'node:util';
import type { Comment, CommentRecord, Placement, Reaction, WrittenReply } from './comment.ts';
import type { SectionPost } from './discussion.ts';

/** A record, or undefined where nothing is known. Rules answer with the very record they were given when nothing changes. */
export type Known = CommentRecord | undefined;

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
export interface Surroundings {
  readonly thread: string;
  readonly posts: readonly SectionPost[];
  readonly answered: Known;
}

/**
 * Where a reply stands: under the section whose post it answers, or under the message that it answers, in that one's
 * section. A message that is not known yet stays the parent, because events come in any order: it may be a member's
 * that arrives later. If it never does, the page only says that somebody is answered.
 */
export function placementOfReply(reply: Pick<WrittenReply, 'id' | 'answers'>, around: Surroundings): Placement {
  const { answers } = reply;
  if (answers === null || answers === around.thread || answers === reply.id) return NOWHERE;
  const post = around.posts.find(({ message }) => message === answers);
  if (post) return { parent: null, section: post.section };
  return { parent: answers, section: placementOf(around.answered).section };
}

/** What becomes of a record when its message is (still) there with these words; `isPublic` is its author's choice. */
export function afterReply(known: Known, reply: WrittenReply, how: { placement: Placement; isPublic: boolean }): Known {
  const placement = keptSection(how.placement, placementOf(known));
  switch (known?.state) {
    case undefined:
    case 'discordOnly':
      if (how.isPublic) return { state: 'published', comment: commentFromReply(reply, placement) };
      return sameOr(known, { state: 'discordOnly', author: reply.author, ...placement });
    case 'published':
      return sameOr(known, { state: 'published', comment: newerComment(known.comment, reply, placement) });
    case 'deleted':
      return how.isPublic ? sameOr(known, { state: 'deleted', placement }) : known;
    case 'tombstone':
      return sameOr(known, { state: 'tombstone', ...placement });
    default:
      return known;
  }
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

/** What becomes of a record when its author keeps their words on Discord. */
export function afterWithdrawal(known: Known): Known {
  if (known?.state !== 'published') return known;
  return { state: 'discordOnly', author: known.comment.author, ...placementOf(known) };
}

/** A deleted comment is a tombstone exactly as long as something on the page answers it. */
export function settled(known: CommentRecord, answers: number): CommentRecord {
  if (known.state === 'tombstone' && answers === 0) return { state: 'deleted', placement: placementOf(known) };
  if (known.state === 'deleted' && known.placement && answers > 0) return { state: 'tombstone', ...known.placement };
  return known;
}

function commentFromReply(reply: WrittenReply, placement: Placement): Comment {
  const { answers: _answers, authorName: _authorName, ...rest } = reply;
  return { ...rest, ...placement };
}

/** An older edit changes nothing. An event without reactions says nothing about them: only counting takes them away. */
function newerComment(comment: Comment, reply: WrittenReply, placement: Placement): Comment {
  if ((reply.editedAt ?? 0) < (comment.editedAt ?? 0)) return { ...comment, ...placement };
  const reactions = reply.reactions.length > 0 ? reply.reactions : comment.reactions;
  return { ...commentFromReply(reply, placement), reactions };
}

/** A section once inherited stays, although what it was inherited from may be forgotten by now. */
const keptSection = (placement: Placement, before: Placement): Placement =>
  placement.parent !== null && placement.section === null ? { ...placement, section: before.section } : placement;

const sameOr = (known: Known, next: CommentRecord): CommentRecord =>
  known && isDeepStrictEqual(known, next) ? known : next;
