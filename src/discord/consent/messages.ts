import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import { UNDO_FOR, type ConsentChoice, type Membership } from '../../discussions/membership.ts';
import type { Undone } from './decisions.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { linkButtons, cut, MAX_LABEL, type MessageContext } from '../runtime/text.ts';
import type { MemberExport } from '../../discussions/members.ts';
import { ID_RETENTION_DAYS } from '../../discussions/visibility.ts';

type Words = Pick<MessageContext, 'siteName' | 't'>;

const rowOf = (...buttons: ButtonBuilder[]): ActionRowBuilder<ButtonBuilder> =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);

const button = (customId: string, label: string): ButtonBuilder =>
  new ButtonBuilder().setStyle(ButtonStyle.Secondary).setCustomId(customId).setLabel(cut(label, MAX_LABEL));

/** A button for a member's choice. */
const consentButton = (choice: ConsentChoice, { siteName, t }: Words): ButtonBuilder =>
  button(`consent:${choice}`, t(`discord.consent.${choice}`, { site: siteName }));

/** The buttons for members' choices, and a link to what they mean. */
export const consentButtons = ({ links, ...words }: MessageContext): ButtonBuilder[] => [
  consentButton('publish', words),
  consentButton('keep', words),
  ...linkButtons(words.t('discord.consent.meaning'), links.privacy(words.t.language)),
];

/** How many of a member's replies are on the page (or that moderators hide them all), under which name, and where. */
interface PublishedView extends Pick<Undone, 'count' | 'isHidden'> {
  readonly name: string;
  readonly url: string;
}

/** The private answer to "Show mine", with buttons to take it back. */
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

/** The private answer to "Keep mine", with a button that publishes future replies, and one that undoes the withdrawal made `undo` that time. */
export const keptMessage = (undo: number | null, words: Words): BaseMessageOptions => ({
  content: withUndoLine(words.t('discord.consent.keepDone', { site: words.siteName }), undo, words),
  components: [rowOf(...undoButtons(undo, words), consentButton('publish', words))],
});

/** The private answer to "Only new ones", with buttons as in `keptMessage`. */
export const onlyNewMessage = (undo: number | null, words: Words): BaseMessageOptions => ({
  content: withUndoLine(words.t('discord.consent.onlyNewDone', { site: words.siteName }), undo, words),
  components: [rowOf(...undoButtons(undo, words), consentButton('keep', words))],
});

const undoButtons = (undo: number | null, { t }: Words): ButtonBuilder[] =>
  undo === null ? [] : [button(`consent:undo:${undo}`, t('discord.undo'))];

const withUndoLine = (content: string, undo: number | null, { t }: Words): string =>
  undo === null ? content : `${content}\n${t('discord.undo.until', { when: `<t:${seconds(undo + UNDO_FOR)}:t>` })}`;

const seconds = (time: number): number => Math.floor(time / 1000);

/** The private answer to "Undo": what counts again, with the buttons that go with it. */
export function undoneMessage({ choice, ...view }: PublishedView & Undone, words: Words): BaseMessageOptions {
  const { t, siteName } = words;
  const unanswered = {
    content: t('discord.undo.unanswered', { site: siteName }),
    components: [rowOf(consentButton('publish', words), consentButton('keep', words))],
  };
  const counts = choice === 'publish' ? publishedMessage(view, words) : unanswered;
  return { ...counts, content: `${t('discord.undo.done')} ${counts.content}` };
}

const MAX_LISTED = 10;

/** What `/privacy show` shows a member; `threads` are addresses. */
export interface PrivacyView {
  readonly membership: Membership;
  readonly published: number;
  readonly held: number;
  readonly threads: readonly string[];
}

/** What is stored about the asker, with the buttons that change it. */
export function privacyMessage(view: PrivacyView, context: MessageContext): BaseMessageOptions {
  const { t, siteName } = context;
  const { consent, hidden } = view.membership;
  const choice = consent
    ? t(`discord.privacy.chose.${consent.choice}`, { site: siteName, when: `<t:${seconds(consent.at)}:D>` })
    : t('discord.privacy.neverChose');
  const shown = view.threads.slice(0, MAX_LISTED).map((url) => `- <${url}>`);
  const more = view.threads.length - shown.length;
  const lines = [
    choice,
    t('discord.privacy.counts', {
      published: view.published,
      held: view.held,
      days: ID_RETENTION_DAYS,
      site: siteName,
    }),
    ...(hidden ? [t('discord.privacy.hiddenByModerators')] : []),
    ...(shown.length > 0 ? [t('discord.privacy.threads'), ...shown] : []),
    ...(more > 0 ? [t('discord.privacy.moreThreads', { count: more })] : []),
  ];
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(consentButtons(context));
  return { content: lines.join('\n'), components: [buttons] };
}

/** Asks for confirmation before everything of a member is erased. */
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
 * An export as JSON files of at most `limit` bytes: one if it fits, else parts with some of the comments each. A single comment
 * is far below Discord's limits.
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
