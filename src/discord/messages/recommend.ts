import { ModalBuilder } from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { MAX_NOTE, textField } from './form.ts';

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
