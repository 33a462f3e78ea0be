import type { REST } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { authorOf } from '../../discussions/comment-rules.ts';
import type { CommentRecord } from '../../discussions/comment.ts';
import type { MemberRef, MemberStore } from '../../discussions/consent.ts';
import type { DiscussionStore, ThreadRef } from '../../discussions/ports.ts';
import { UserError } from '../user-error.ts';
import { fetchMessage, fetchReply } from '../message-fetching.ts';
import type { MessageReading } from '../message-reading.ts';
import type { Note } from './note.ts';

/** A message of a discussion's thread. */
export interface MessageRef extends ThreadRef {
  readonly id: string;
}

/** Who hides, why, and whether everything by the author, now and later, is meant. */
export interface HideDecision {
  readonly by: string;
  readonly reason: string;
  readonly isWholeMember: boolean;
}

/** Takes comments off the page and puts them back; who may is not asked here. */
export interface Hiding {
  /** What is known of the message. */
  record(message: MessageRef): Promise<CommentRecord | undefined>;
  /** Throws `UserError` for a message that is no member's reply, or was deleted. */
  hide(message: MessageRef, decision: HideDecision): Promise<void>;
  /** Undoes the hiding of the comment, or of everything by its author when that is how it was hidden. */
  show(message: MessageRef, by: string): Promise<void>;
}

interface Dependencies {
  rest: REST;
  store: DiscussionStore;
  members: MemberStore;
  messages: MessageReading;
  /** Applies again what is held of a member. */
  release(member: MemberRef): Promise<void>;
  note: Note;
  clock: Clock;
}

/** Hides in the store; who wrote what is not known there is asked of Discord. */
export function createHiding({ rest, store, members, messages, release, note, clock }: Dependencies): Hiding {
  const record = async (message: MessageRef): Promise<CommentRecord | undefined> =>
    (await store.records(message, [message.id]))[0];

  const authorFromDiscord = async (ref: MessageRef): Promise<string> =>
    (await fetchReply(rest, ref.thread, ref.id)).author.id;

  return {
    record,
    async hide(message, { by, reason, isWholeMember }) {
      const { guild, thread, id } = message;
      const known = await record(message);
      if (known?.state === 'deleted' || known?.state === 'tombstone') throw new UserError('discord.hide.deleted');
      const author = authorOf(known) ?? (await authorFromDiscord(message));
      const hide = { by, reason, at: clock.now() };
      const about = { by: by === author ? null : by, thread, comment: id, note: reason || null };
      if (isWholeMember) {
        await members.hideMember({ guild, user: author }, hide);
        return note(guild, 'member.hidden', about);
      }
      await store.apply(message, [{ type: 'comment.hidden', id, author, hide }]);
      return note(guild, 'comment.hidden', about);
    },
    async show(message, by) {
      const { guild, thread, id } = message;
      const known = await record(message);
      if (known?.state !== 'hidden') return;
      const about = { by: by === known.author ? null : by, thread, comment: id };
      if (known.isWholeMember) {
        const member = { guild, user: known.author };
        await members.hideMember(member, null);
        await release(member);
        return note(guild, 'member.unhidden', about);
      }
      const words = await fetchMessage(rest, message.thread, message.id);
      await store.apply(message, [{ type: 'comment.unhidden', id }, ...(words ? await messages.changes(words) : [])]);
      return note(guild, 'comment.unhidden', about);
    },
  };
}
