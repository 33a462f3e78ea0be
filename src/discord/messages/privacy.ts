import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { MemberExport, Membership } from '../../discussions/consent.ts';
import { DAYS_OF_TRACES } from '../../discussions/retention.ts';
import { consentButtons } from './consent.ts';
import { cut, MAX_LABEL, type Surroundings } from './text.ts';

const MAX_LISTED = 10;

/** What `/privacy show` tells a member about themselves; `threads` are addresses. */
export interface PrivacyView {
  readonly membership: Membership;
  readonly published: number;
  readonly held: number;
  readonly threads: readonly string[];
}

/** What is stored about the asker, since when, and where; with the buttons that change it. */
export function privacyMessage(view: PrivacyView, surroundings: Surroundings): BaseMessageOptions {
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
export function forgetQuestion({ t }: Pick<Surroundings, 't'>): BaseMessageOptions {
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
