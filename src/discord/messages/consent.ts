import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { ConsentChoice } from '../../discussions/changes.ts';
import type { Surroundings } from './text.ts';

/** The private answer to a choice, with the button that undoes it; `count` replies went on or off the page. */
export function choiceMessage(
  choice: ConsentChoice,
  count: number,
  { siteName, t }: Omit<Surroundings, 'links'>,
): BaseMessageOptions {
  const opposite = choice === 'keep' ? 'publish' : 'keep';
  const button = new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setCustomId(`consent:${opposite}`)
    .setLabel(t(`discord.consent.${opposite}`, { site: siteName }));
  return {
    content: t(`discord.consent.${choice}Done`, { count, site: siteName }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(button)],
  };
}
