import { whyUnusable } from '../../discussions/visibility.ts';
import { ModalBuilder } from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { MAX_NOTE, textField } from '../runtime/text.ts';
import { MOST_RECOMMENDED, type Discussion } from '../../discussions/discussion.ts';
import { UserError } from '../runtime/user-error.ts';
import type { BotContext } from '../runtime/context.ts';
import { moderatorNamed } from './moderators.ts';
import { createTellRecommended } from './telling.ts';

/** Custom id of the modal's one field. */
export const NOTE_FIELD = 'note';

/** Asks a moderator for a note to show with the recommended comment. */
export const recommendModal = (comment: string, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId(`recommend:${comment}`)
    .setTitle(t('discord.recommend.title'))
    .addLabelComponents(
      textField({
        id: NOTE_FIELD,
        label: t('discord.recommend.note'),
        description: t('discord.recommend.noteMeaning'),
        maxLength: MAX_NOTE,
        isLong: true,
      }),
    );

/** A comment that a moderator picks, with their note. */
export interface Recommended {
  readonly comment: string;
  readonly note: string | null;
  readonly by: string;
}

/** Recommends comments to readers; callers check who may. */
export interface Recommending {
  /** Throws `UserError` with the reason why the message cannot be recommended. */
  assertFit(discussion: Discussion, id: string): Promise<void>;
  /** Resolves with whether the oldest recommendation had to make room. Throws `UserError` as `assertFit` does. */
  recommend(discussion: Discussion, pick: Recommended): Promise<boolean>;
  undo(discussion: Discussion, id: string, by: string): Promise<void>;
}

/** Creates the recommending: picks are stored with the discussion and go into the audit log. */
export function createRecommending(context: BotContext): Recommending {
  const { discussions, writeAudit, clock } = context;
  const tellRecommended = createTellRecommended(context);
  async function assertFit(discussion: Discussion, id: string): Promise<void> {
    const [record] = await discussions.records(discussion, [id]);
    const reason = whyUnusable(record);
    if (reason) throw new UserError(`discord.recommend.${reason}`);
  }

  return {
    assertFit,
    async recommend(discussion, { comment, note, by }) {
      await assertFit(discussion, comment);
      const recommendation = { comment, note, by, at: clock.now() };
      const named = await moderatorNamed(context, discussion.guild, by);
      await discussions.apply(discussion, [{ type: 'comment.recommended', recommendation }, ...named]);
      await writeAudit(discussion.guild, 'comment.recommended', { by, thread: discussion.thread, comment, note });
      await tellRecommended(discussion, comment, by);
      const others = discussion.recommended.filter((other) => other.comment !== comment);
      return others.length >= MOST_RECOMMENDED;
    },
    async undo(discussion, id, by) {
      await discussions.apply(discussion, [{ type: 'comment.unrecommended', id }]);
      await writeAudit(discussion.guild, 'comment.unrecommended', { by, thread: discussion.thread, comment: id });
    },
  };
}
