import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { ConsentChoice, Membership } from '../../discussions/membership.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { linkButtons, cut, MAX_LABEL, type MessageContext } from '../runtime/text.ts';
import type { MemberExport } from '../../discussions/members.ts';
import { DAYS_OF_TRACES } from '../../discussions/retention.ts';

type Words = Pick<MessageContext, 'siteName' | 't'>;

const rowOf = (...buttons: ButtonBuilder[]): ActionRowBuilder<ButtonBuilder> =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);

const button = (customId: string, label: string): ButtonBuilder =>
  new ButtonBuilder().setStyle(ButtonStyle.Secondary).setCustomId(customId).setLabel(cut(label, MAX_LABEL));

/** The button with which a member says what shall be done with their words. */
const consentButton = (choice: ConsentChoice, { siteName, t }: Words): ButtonBuilder =>
  button(`consent:${choice}`, t(`discord.consent.${choice}`, { site: siteName }));

/** The buttons with which everyone decides about their words, and the way to what that means. */
export const consentButtons = ({ links, ...words }: MessageContext): ButtonBuilder[] => [
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

const MAX_LISTED = 10;

/** What `/privacy show` tells a member about themselves; `threads` are addresses. */
export interface PrivacyView {
  readonly membership: Membership;
  readonly published: number;
  readonly held: number;
  readonly threads: readonly string[];
}

/** What is stored about the asker, since when, and where; with the buttons that change it. */
export function privacyMessage(view: PrivacyView, surroundings: MessageContext): BaseMessageOptions {
  const { t, siteName } = surroundings;
  const { consent, hidden } = view.membership;
  const choice = consent
    ? t(`discord.privacy.chose.${consent.choice}`, { site: siteName, when: `<t:${Math.floor(consent.at / 1000)}:D>` })
    : t('discord.privacy.neverChose');
  const shown = view.threads.slice(0, MAX_LISTED).map((url) => `- <${url}>`);
  const more = view.threads.length - shown.length;
  const lines = [
    choice,
    t('discord.privacy.counts', { published: view.published, held: view.held, days: DAYS_OF_TRACES, site: siteName }),
    ...(hidden ? [t('discord.privacy.hiddenByModerators')] : []),
    ...(shown.length > 0 ? [t('discord.privacy.threads'), ...shown] : []),
    ...(more > 0 ? [t('discord.privacy.moreThreads', { count: more })] : []),
  ];
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(consentButtons(surroundings));
  return { content: lines.join('\n'), components: [buttons] };
}

/** The question before everything of a member is erased. */
export function forgetQuestion({ t }: Pick<MessageContext, 't'>): BaseMessageOptions {
  const yes = new ButtonBuilder()
    .setStyle(ButtonStyle.Danger)
    .setCustomId('privacy:forget')
    .setLabel(cut(t('discord.privacy.forgetYes'), MAX_LABEL));
  const no = new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setCustomId('privacy:stay')
    .setLabel(cut(t('discord.privacy.forgetNo'), MAX_LABEL));
  return {
    content: t('discord.privacy.forgetQuestion'),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(yes, no)],
  };
}

/**
 * An export as JSON files of at most `limit` bytes each: one when it fits, else parts that each hold some of the comments.
 * A single comment is far below any limit of Discord's.
 */
export function exportFiles(data: MemberExport, limit: number): { name: string; attachment: Buffer }[] {
  const { comments, ...rest } = data;
  const whole = jsonFile(data);
  if (whole.byteLength <= limit || comments.length <= 1) return [{ name: 'belowline.json', attachment: whole }];
  const half = Math.ceil(comments.length / 2);
  const parts = [comments.slice(0, half), comments.slice(half)].flatMap((part) =>
    exportFiles({ ...rest, comments: part }, limit),
  );
  return parts.map(({ attachment }, index) => ({ name: `belowline-${index + 1}.json`, attachment }));
}

const jsonFile = (data: unknown): Buffer => Buffer.from(`${JSON.stringify(data, null, 2)}\n`);
