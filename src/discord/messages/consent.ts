import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { ConsentChoice } from '../../discussions/consent.ts';
import { cut, type Surroundings } from './text.ts';

const MAX_LABEL = 80;

/** The button with which a member says what shall be done with their words. */
export const consentButton = (
  choice: ConsentChoice,
  { siteName, t }: Pick<Surroundings, 'siteName' | 't'>,
): ButtonBuilder =>
  new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setCustomId(`consent:${choice}`)
    .setLabel(cut(t(`discord.consent.${choice}`, { site: siteName }), MAX_LABEL));

/** The private answer to a choice, with the button that undoes it; `count` replies went on or off the page. */
export function choiceMessage(
  choice: ConsentChoice,
  count: number,
  surroundings: Pick<Surroundings, 'siteName' | 't'>,
): BaseMessageOptions {
  const { siteName, t } = surroundings;
  const opposite = choice === 'keep' ? 'publish' : 'keep';
  return {
    content: t(`discord.consent.${choice}Done`, { count, site: siteName }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(consentButton(opposite, surroundings))],
  };
}
