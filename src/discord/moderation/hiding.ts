import { isDeleted } from '../../discussions/visibility.ts';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  CheckboxBuilder,
  LabelBuilder,
  ModalBuilder,
  type BaseMessageOptions,
} from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { MAX_NOTE, textField } from '../runtime/text.ts';
import { authorOf } from '../../discussions/comment-rules.ts';
import type { CommentRecord } from '../../discussions/comment.ts';
import type { ThreadRef, Discussion } from '../../discussions/discussion.ts';
import { UserError } from '../runtime/user-error.ts';
import { fetchMessage } from '../inbound/message-fetching.ts';
import { storedDiscussion, type BotContext } from '../runtime/context.ts';
import { fetchReply, type ReplyReader } from '../inbound/replies.ts';
import type { PublishHeld } from '../consent/publish-held.ts';

/** Custom ids of the modal's fields. */
export const HIDE_FIELDS = { reason: 'reason', everything: 'everything' } as const;

/** A message of a thread, as custom ids name it. */
interface Target {
  readonly thread: string;
  readonly id: string;
}

/** Asks a moderator for the reason, and whether to hide everything by the member. */
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

/** The private answer after hiding, with a button that undoes it. */
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

/** Who hides, why, and whether it covers everything by the author, now and later. */
export interface HideDecision {
  readonly by: string;
  readonly reason: string;
  readonly isWholeMember: boolean;
}

/** Takes comments off the page and puts them back; callers check who may. */
export interface Hiding {
  /** What is stored of the message. */
  record(message: MessageRef): Promise<CommentRecord | undefined>;
  /** Throws `UserError` for a deleted message, and for one that is no member's reply. */
  hide(message: MessageRef, decision: HideDecision): Promise<void>;
  /** Shows the comment again, or everything by its author if the author was hidden. */
  show(message: MessageRef, by: string): Promise<void>;
}

/** Creates the hiding; Discord names the author of a message that is not stored. */
export function createHiding(
  { client, discussions, members, writeAudit, clock }: BotContext,
  { replies, publishHeld }: { replies: ReplyReader; publishHeld: PublishHeld },
): Hiding {
  const record = async (message: MessageRef): Promise<CommentRecord | undefined> =>
    (await discussions.records(message, [message.id]))[0];

  const authorFromDiscord = async (ref: MessageRef): Promise<string> =>
    (await fetchReply(client.rest, ref.thread, ref.id)).author.id;

  return {
    record,
    async hide(message, { by, reason, isWholeMember }) {
      const { guild, thread, id } = message;
      const known = await record(message);
      if (isDeleted(known)) throw new UserError('discord.hide.deleted');
      const author = authorOf(known) ?? (await authorFromDiscord(message));
      const hide = { by, reason, at: clock.now() };
      const about = { by: by === author ? null : by, thread, comment: id, note: reason || null };
      if (isWholeMember) {
        await members.hideMember({ guild, user: author }, hide);
        return writeAudit(guild, 'member.hidden', about);
      }
      await discussions.apply(message, [{ type: 'comment.hidden', id, author, hide }]);
      return writeAudit(guild, 'comment.hidden', about);
    },
    async show(message, by) {
      const { guild, thread, id } = message;
      const known = await record(message);
      if (known?.state !== 'hidden') return;
      const about = { by: by === known.author ? null : by, thread, comment: id };
      if (known.isWholeMember) {
        const member = { guild, user: known.author };
        await members.hideMember(member, null);
        await publishHeld.of(member);
        return writeAudit(guild, 'member.unhidden', about);
      }
      const words = await fetchMessage(client.rest, message.thread, message.id);
      await discussions.apply(message, [
        { type: 'comment.unhidden', id },
        ...(words ? await replies.fromMessage(words) : []),
      ]);
      return writeAudit(guild, 'comment.unhidden', about);
    },
  };
}

const IN_DISCORD = /\/channels\/(\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/;
const ON_PAGE = /\/articles\/([^/?#]+)(?:\/comments\/|[^#]*#comment-)(\d{1,20})\/?$/;

/** Finds the message that an address points to. Throws `UserError` for an address outside the guild's discussions. */
export type FindByLink = (guild: string, link: string) => Promise<MessageRef>;

/** Creates the look-up for addresses in Discord and on the page. */
export function createFindByLink(context: BotContext): FindByLink {
  const { library } = context;
  async function discussionOn(guild: string, slug: string): Promise<Discussion | undefined> {
    const article = library.all().find((known) => slug === known.slug || slug === encodeURIComponent(known.slug));
    return article && storedDiscussion(guild, article, context);
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
