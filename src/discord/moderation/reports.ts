import { isPublished, isTakenDown } from '../../discussions/visibility.ts';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  type BaseMessageOptions,
  type Message,
} from 'discord.js';
import type { Translate, MessageKey } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { cut } from '../runtime/text.ts';
import { LRUCache } from 'lru-cache';
import type { Discussion, ThreadRef } from '../../discussions/discussion.ts';
import { UserError } from '../runtime/user-error.ts';
import { isForbidden, isGone, isUnknownChannel, unless } from '../runtime/errors.ts';
import { fetchReply } from '../inbound/replies.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { BotContext } from '../runtime/context.ts';

/** Why a comment is reported: fixed words only, because a report stays when its author is forgotten. */
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

/** A report for the moderators' channel: a link to the comment, without anybody's words or name. */
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

/** The report after a moderator acted on it: with the outcome, without buttons. */
export const closedReport = (content: string, outcome: string): BaseMessageOptions => ({
  content: `${content}\n${outcome}`,
  components: [],
});

/** Passes members' reports of comments on to the moderators. */
export interface Reports {
  /** Throws `UserError` when the guild has no channel for reports. */
  assertPossible(guild: string): Promise<void>;
  /** Whether a comment is deleted or hidden already, so that its report needs no decision. */
  isSettled(ref: ThreadRef, comment: string): Promise<boolean>;
  /** Posts the report in the moderators' channel; once for each version of a comment. Throws `UserError`, also for a comment that is off the page already. */
  make(discussion: Discussion, report: Report): Promise<void>;
  /** Writes the outcome into the report and removes its buttons; does nothing when the report is gone or out of reach. */
  close(report: Message<true>, outcome: MessageKey): Promise<void>;
  /** Forgets when a member reported something. */
  forget(reporter: string): void;
}

/** Which comment, why, and by whom; the reporter's id never leaves this process. */
export interface Report {
  readonly comment: string;
  readonly reason: ReportReason;
  readonly reporter: string;
}

const MOST_REMEMBERED = 1_000;
const MOST_EACH = 5; // reports of one member within the time below
const WITHIN = 10 * 60_000;

/** Creates the reports. They are remembered in memory: after a restart a comment can be reported once more. */
export function createReports(context: BotContext): Reports {
  const { client, discussions, library, settings, links, language, contact, writeAudit, clock } = context;
  const reported = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  const tasks = createTasks(); // for two members who report the same comment at once
  const times = new LRUCache<string, readonly number[]>({ max: MOST_REMEMBERED });

  async function channelOf(guild: string): Promise<string> {
    const { moderatorChannel } = await settings.settings(guild);
    if (moderatorChannel) return moderatorChannel;
    throw contact ? new UserError('discord.report.write', { contact }) : new UserError('discord.report.noChannel');
  }

  function assertNotTooOften(reporter: string): void {
    const now = clock.now();
    const recent = (times.get(reporter) ?? []).filter((time) => time > now - WITHIN);
    if (recent.length >= MOST_EACH) throw new UserError('discord.report.tooOften');
    times.set(reporter, [...recent, now]);
  }

  async function send(discussion: Discussion, { comment, reason }: Report): Promise<void> {
    const channel = client.channels.cache.get(await channelOf(discussion.guild));
    const title = library.byKey(discussion.article)?.title ?? discussion.article;
    const url = `${links.thread(discussion)}/${comment}`;
    const t = await language.of(discussion.guild);
    try {
      if (!channel?.isSendable()) throw new UserError('discord.report.unreachable');
      await channel.send(reportMessage({ title, url, reason, thread: discussion.thread, comment }, t));
    } catch (error) {
      throw isForbidden(error) || isUnknownChannel(error) ? new UserError('discord.report.unreachable') : error;
    }
  }

  async function make(discussion: Discussion, report: Report): Promise<void> {
    const { comment, reporter } = report;
    const [record] = await discussions.records(discussion, [comment]);
    const edited = isPublished(record) ? record.comment.editedAt : null;
    const version = `${comment}/${edited}`; // an edited comment can be reported again
    if (reported.has(version)) return;
    assertNotTooOften(reporter);
    if (isTakenDown(record)) throw new UserError('discord.report.settled');
    if (!record) await fetchReply(client.rest, discussion.thread, comment); // nothing is stored of it: it must be a reply
    await send(discussion, report);
    reported.set(version, true);
    await writeAudit(discussion.guild, 'report.made', { thread: discussion.thread, comment });
  }

  return {
    isSettled: async (ref, comment) => isTakenDown((await discussions.records(ref, [comment]))[0]),
    assertPossible: async (guild) => void (await channelOf(guild)),
    make: (discussion, report) => tasks.run(report.comment, () => make(discussion, report)),
    async close(report, outcome) {
      const t = await language.of(report.guildId);
      await unless(
        (error) => isGone(error) || isForbidden(error),
        () => report.edit(closedReport(report.content, t(outcome))),
      );
    },
    forget: (reporter) => void times.delete(reporter),
  };
}
