import { ModalBuilder } from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { MAX_NOTE, textField } from '../runtime/text.ts';
import type { Clock } from '../../clock.ts';
import { MOST_RECOMMENDED, type Discussion } from '../../discussions/discussion.ts';
import { whyUnusable } from '../../discussions/visibility.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Note, Sign } from './moderators.ts';

/** Custom id of the modal's one field. */
export const NOTE_FIELD = 'note';

/** Asks a moderator for a note that stands with the recommended comment. */
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

/** A comment that a moderator picks, with what they say of it. */
export interface Pick {
  readonly comment: string;
  readonly note: string | null;
  readonly by: string;
}

/** Picks comments for readers; who may is not asked here. */
export interface Recommending {
  /** Throws `UserError` with the reason why the message cannot be recommended. */
  assertFit(discussion: Discussion, id: string): Promise<void>;
  /** Answers whether the oldest recommendation had to make room. Throws `UserError` as `assertFit` does. */
  recommend(discussion: Discussion, pick: Pick): Promise<boolean>;
  undo(discussion: Discussion, id: string, by: string): Promise<void>;
}

interface Dependencies {
  store: DiscussionStore;
  sign: Sign;
  note: Note;
  clock: Clock;
}

/** Keeps what was picked in the discussion, and notes it in the guild's log. */
export function createRecommending({ store, sign, note, clock }: Dependencies): Recommending {
  async function assertFit(discussion: Discussion, id: string): Promise<void> {
    const [record] = await store.records(discussion, [id]);
    const reason = whyUnusable(record);
    if (reason)
      throw new UserError(reason === 'held' ? 'discord.recommend.discordOnly' : `discord.recommend.${reason}`);
  }

  return {
    assertFit,
    async recommend(discussion, { comment, note: words, by }) {
      await assertFit(discussion, comment);
      const recommendation = { comment, note: words, by, at: clock.now() };
      const signed = await sign(discussion.guild, by);
      await store.apply(discussion, [{ type: 'comment.recommended', recommendation }, ...signed]);
      await note(discussion.guild, 'comment.recommended', { by, thread: discussion.thread, comment, note: words });
      const others = discussion.recommended.filter((other) => other.comment !== comment);
      return others.length >= MOST_RECOMMENDED;
    },
    async undo(discussion, id, by) {
      await store.apply(discussion, [{ type: 'comment.unrecommended', id }]);
      await note(discussion.guild, 'comment.unrecommended', { by, thread: discussion.thread, comment: id });
    },
  };
}
