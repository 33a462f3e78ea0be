import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  type BaseMessageOptions,
} from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { cut } from './text.ts';

/** Why a comment is reported: words of ours alone, for a report stays when its author is forgotten. */
export const REPORT_REASONS = ['insult', 'spam', 'privacy', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** Custom id of the modal's one field. */
export const REASON_FIELD = 'reason';

const MAX_TITLE = 200;

/** Asks for the reason. */
export const reportModal = (comment: string, t: Translate): ModalBuilder =>
  new ModalBuilder()
    .setCustomId(`report:${comment}`)
    .setTitle(t('discord.report.title'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel(t('discord.report.reason'))
        .setDescription(t('discord.report.reasonMeaning'))
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId(REASON_FIELD)
            .setOptions(REPORT_REASONS.map((value) => ({ value, label: t(`discord.report.reason.${value}`) }))),
        ),
    );

/** A report for the moderators' channel: a link to the comment, no word or name of anybody. */
export function reportMessage(
  report: { title: string; url: string; reason: ReportReason; thread: string; comment: string },
  t: Translate,
): BaseMessageOptions {
  const { url, reason, thread, comment } = report;
  const title = escapeDiscord(cut(report.title, MAX_TITLE));
  const target = `${thread}:${comment}`;
  const buttons = [
    new ButtonBuilder()
      .setCustomId(`report:hide:${target}`)
      .setLabel(t('discord.report.hide'))
      .setStyle(ButtonStyle.Danger),
    new ButtonBuilder()
      .setCustomId(`report:dismiss:${target}`)
      .setLabel(t('discord.report.dismiss'))
      .setStyle(ButtonStyle.Secondary),
  ];
  return {
    content: t('discord.report.made', { title, url, reason: t(`discord.report.reason.${reason}`) }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)],
  };
}

/** The report after a moderator acted on it: without buttons, with what was done. */
export const closedReport = (content: string, outcome: string): BaseMessageOptions => ({
  content: `${content}\n${outcome}`,
  components: [],
});
