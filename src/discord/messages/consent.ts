import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { ConsentChoice } from '../../discussions/consent.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { linkButtons } from './link-buttons.ts';
import { cut, MAX_LABEL, type Surroundings } from './text.ts';

type Words = Pick<Surroundings, 'siteName' | 't'>;

const rowOf = (...buttons: ButtonBuilder[]): ActionRowBuilder<ButtonBuilder> =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);

const button = (customId: string, label: string): ButtonBuilder =>
  new ButtonBuilder().setStyle(ButtonStyle.Secondary).setCustomId(customId).setLabel(cut(label, MAX_LABEL));

/** The button with which a member says what shall be done with their words. */
const consentButton = (choice: ConsentChoice, { siteName, t }: Words): ButtonBuilder =>
  button(`consent:${choice}`, t(`discord.consent.${choice}`, { site: siteName }));

/** The buttons with which everyone decides about their words, and the way to what that means. */
export const consentButtons = ({ links, ...words }: Surroundings): ButtonBuilder[] => [
  consentButton('publish', words),
  consentButton('keep', words),
  ...linkButtons(words.t('discord.consent.meaning'), links.privacy(words.t.language)),
];

/** How many of a member's replies are on the page, or whether moderators keep them all off it; under which name, and where. */
interface PublishedView {
  readonly count: number;
  readonly isHidden: boolean;
  readonly name: string;
  readonly url: string;
}

/** The private answer to "Show mine": how many are on the page, under which name, and the ways back. */
export function publishedMessage(
  { count, isHidden, name, url }: PublishedView,
  { siteName, t }: Words,
): BaseMessageOptions {
  const values = { count, name: escapeDiscord(name), url, site: siteName };
  return {
    content: t(isHidden ? 'discord.consent.publishHidden' : 'discord.consent.publishDone', values),
    components: [
      rowOf(button('consent:new', t('discord.consent.onlyNew')), button('consent:keep', t('discord.consent.takeBack'))),
    ],
  };
}

/** The private answer to "Keep mine", with the button that undoes it for what comes. */
export const keptMessage = (words: Words): BaseMessageOptions => ({
  content: words.t('discord.consent.keepDone', { site: words.siteName }),
  components: [rowOf(consentButton('publish', words))],
});

/** The private answer to "Only new ones". */
export const onlyNewMessage = (words: Words): BaseMessageOptions => ({
  content: words.t('discord.consent.onlyNewDone', { site: words.siteName }),
  components: [rowOf(consentButton('keep', words))],
});
