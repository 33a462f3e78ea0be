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
import { MAX_NOTE, textField } from './form.ts';

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
