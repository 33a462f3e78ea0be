import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  CheckboxBuilder,
  LabelBuilder,
  ModalBuilder,
  type BaseMessageOptions,
  type REST,
} from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { MAX_NOTE, textField } from '../runtime/text.ts';
import type { Clock } from '../../clock.ts';
import { authorOf } from '../../discussions/comment-rules.ts';
import type { CommentRecord } from '../../discussions/comment.ts';
import type { MemberRef } from '../../discussions/membership.ts';
import type { MemberStore } from '../../discussions/members.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { ThreadRef, Discussion } from '../../discussions/discussion.ts';
import { UserError } from '../runtime/user-error.ts';
import { fetchMessage } from '../inbound/message-fetching.ts';
import { fetchReply, type ReplyReader } from '../inbound/replies.ts';
import type { Note } from './moderators.ts';
import type { ArticleLibrary } from '../../articles/library.ts';

/** Custom ids of the modal's fields. */
export const HIDE_FIELDS = { reason: 'reason', everything: 'everything' } as const;

/** A message of a thread, as custom ids name it. */
interface Target {
  readonly thread: string;
  readonly id: string;
}

/** Asks a moderator why, and whether everything by the member is meant. */
export const hideModal = ({ thread, id }: Target, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId(`hide:${thread}:${id}`)
    .setTitle(t('discord.hide.title'))
    .addLabelComponents(
      textField({ id: HIDE_FIELDS.reason, label: t('discord.hide.reason'), maxLength: MAX_NOTE }),
      new LabelBuilder()
        .setLabel(t('discord.hide.everything'))
        .setCheckboxComponent(new CheckboxBuilder().setCustomId(HIDE_FIELDS.everything)),
    );

/** The private answer after something was hidden, with the button that undoes it. */
export const hiddenMessage = (
  { thread, id, isWholeMember }: Target & { readonly isWholeMember: boolean },
  t: Translate,
): BaseMessageOptions => ({
  content: t(isWholeMember ? 'discord.hide.memberDone' : 'discord.hide.done'),
  components: [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId(`hide:undo:${thread}:${id}`)
        .setLabel(t('discord.hide.undo'))
        .setStyle(ButtonStyle.Secondary),
    ),
  ],
});

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
  messages: ReplyReader;
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

/** A message's address in Discord, or a comment's on the page. */
const IN_DISCORD = /\/channels\/(\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/;
const ON_PAGE = /\/articles\/([^/?#]+)(?:\/comments\/|[^#]*#comment-)(\d{1,20})\/?$/;

/** Finds the message that an address leads to. Throws `UserError` for one that leads to no discussion of the guild. */
export type FindByLink = (guild: string, link: string) => Promise<MessageRef>;

interface LinkDependencies {
  library: ArticleLibrary;
  store: DiscussionStore;
}

/** Creates the look-up, for addresses in Discord and on the page. */
export function createFindByLink({ library, store }: LinkDependencies): FindByLink {
  async function discussionOn(guild: string, slug: string): Promise<Discussion | undefined> {
    const article = library.all().find((known) => slug === known.slug || slug === encodeURIComponent(known.slug));
    const place = article && (await store.place(guild, article.key));
    return place?.state === 'open' ? store.byThread({ guild, thread: place.thread }) : undefined;
  }

  return async (guild, link) => {
    const [, linkedGuild, thread, message] = IN_DISCORD.exec(link.trim()) ?? [];
    if (thread && message && linkedGuild === guild) return { guild, thread, id: message };
    const [, slug, comment] = ON_PAGE.exec(link.trim()) ?? [];
    const discussion = slug && comment ? await discussionOn(guild, slug) : undefined;
    if (!discussion || !comment) throw new UserError('discord.badLink');
    return { guild, thread: discussion.thread, id: comment };
  };
}
