import { isPublished, isTakenDown, whyUnusable } from '../../discussions/visibility.ts';
import {
  ActionRowBuilder,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  Routes,
} from 'discord.js';
import type { Translate } from '../../language/translate.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { beginning } from '../../markdown/text.ts';
import { cut, linkButtons, MAX_CONTENT, MAX_NAME } from '../runtime/text.ts';
import { LRUCache } from 'lru-cache';
import type { CommentRecord } from '../../discussions/comment.ts';
import type { Discussion, ThreadRef } from '../../discussions/discussion.ts';
import {
  REPORT_REASONS,
  staleReports,
  type PostedReport,
  type ReportOutcome,
  type ReportReason,
} from '../../discussions/report.ts';
import { placementOf } from '../../discussions/comment-rules.ts';
import { UserError } from '../runtime/user-error.ts';
import { isForbidden, isGone, isUnknownChannel } from '../runtime/errors.ts';
import { fetchReply } from '../inbound/replies.ts';
import { PINGS_NOBODY } from '../session/client.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { BotContext } from '../runtime/context.ts';

/** Custom id of the modal's one field. */
export const REASON_FIELD = 'reason';

const MAX_TITLE = 200;
const MAX_WORDS = 500;
const MAX_CONTEXT = 80;

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

/** What a report shows of a comment: a link, and the words while it is published. */
export interface ReportView {
  readonly title: string;
  readonly url: string;
  readonly thread: string;
  readonly comment: string;
  /** Null where it is not known any more. */
  readonly reason: ReportReason | null;
  /** What is stored of it; null for a report that shows nothing of it, as it is new or no longer followed. */
  readonly record: CommentRecord | undefined | null;
  /** What it answers; the record is undefined for a message that is not stored. */
  readonly answered: { readonly record: CommentRecord | undefined } | null;
  /** The heading of the section that it is about. */
  readonly section: string | null;
  readonly outcome: ReportOutcome | null;
}

/** A report for the moderators' channel. */
export function reportMessage(
  report: ReportView,
  t: Translate,
): { content: string; components: APIMessageTopLevelComponent[] } {
  const { url, reason, record, outcome } = report;
  const title = escapeDiscord(cut(report.title, MAX_TITLE));
  const lines = [
    t('discord.report.made', { title, url }),
    ...(reason ? [t('discord.report.for', { reason: t(`discord.report.reason.${reason}`) })] : []),
    ...(record === null ? [] : [contextLine(record, report, t)]),
    ...(record && isPublished(record) ? [`> ${quoted(record.comment.content, MAX_WORDS, t)}`] : []),
    ...outcomeLines(record, outcome, t),
  ];
  const isDone = outcome !== null || isTakenDown(record ?? undefined);
  return {
    content: lines.join('\n').slice(0, MAX_CONTENT),
    components: isDone ? [] : [reportButtons(report, t).toJSON()],
  };
}

function reportButtons({ url, thread, comment }: ReportView, t: Translate): ActionRowBuilder<ButtonBuilder> {
  const target = `${thread}:${comment}`;
  return new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder()
      .setCustomId(`report:hide:${target}`)
      .setLabel(t('discord.report.hide'))
      .setStyle(ButtonStyle.Danger),
    new ButtonBuilder()
      .setCustomId(`report:dismiss:${target}`)
      .setLabel(t('discord.report.dismiss'))
      .setStyle(ButtonStyle.Secondary),
    ...linkButtons(t('discord.report.open'), url),
  );
}

/** Who wrote it and on what, if it is published; else why its words are not here. */
function contextLine(
  record: CommentRecord | undefined,
  { answered, section }: Pick<ReportView, 'answered' | 'section'>,
  t: Translate,
): string {
  if (!isPublished(record)) return t(`discord.report.noWords.${whyUnusable(record) ?? 'held'}`);
  const author = `<@${record.comment.author}>`;
  if (answered && isPublished(answered.record)) {
    const { comment } = answered.record;
    const values = { author, answered: `<@${comment.author}>`, words: quoted(comment.content, MAX_CONTEXT, t) };
    return t('discord.report.by.answering', values);
  }
  if (answered) return t('discord.report.by.answeringUnshown', { author });
  if (section) return t('discord.report.by.section', { author, section: escapeDiscord(cut(section, MAX_NAME)) });
  return t('discord.report.by', { author });
}

function outcomeLines(record: ReportView['record'], outcome: ReportOutcome | null, t: Translate): string[] {
  if (outcome) return [t(`discord.report.${outcome.what}`, { by: outcome.by ? `<@${outcome.by}>` : 'nobody' })];
  return isTakenDown(record ?? undefined) ? [t('discord.report.settledBy')] : [];
}

/** Words in one line, without markup; whom they mention is not named. */
function quoted(content: string, limit: number, t: Translate): string {
  const names = { user: () => null, role: () => null, channel: () => null };
  const words = plainFromDiscord(content, { names, t, language: t.language }).replace(/\s+/gu, ' ').trim();
  return words === '' ? t('discord.report.noText') : escapeDiscord(beginningOf(words, limit));
}

const beginningOf = (words: string, limit: number): string =>
  words.length > limit ? `${beginning(words, limit)}…` : words;

/** Passes members' reports of comments on to the moderators. */
export interface Reports {
  /** Throws `UserError` when the guild has no channel for reports. */
  assertPossible(guild: string): Promise<void>;
  /** Whether a comment is deleted or hidden already, so that its report needs no decision. */
  isSettled(ref: ThreadRef, comment: string): Promise<boolean>;
  /** Posts the report in the moderators' channel; once for each version of a comment. Throws `UserError`, also for a comment that is off the page already. */
  make(discussion: Discussion, report: Report): Promise<void>;
  /**
   * Notes what a moderator did about the report in this message, which then says so and loses its buttons. Answers false when
   * another moderator was faster.
   */
  decide(posted: ReportMessage, outcome: Pick<ReportOutcome, 'what' | 'by'>, rewrite?: Rewrite): Promise<boolean>;
  /** Writes into a report's message what is true now. */
  refresh(posted: ReportMessage, rewrite?: Rewrite): Promise<void>;
  /** Corrects the messages of a thread's reports that miss a change, because Discord or this process failed. */
  look(ref: ThreadRef): Promise<void>;
  /** Resolves when the messages follow all changes so far. */
  idle(): Promise<void>;
  /** Forgets when a member reported something. */
  forget(reporter: string): void;
}

/** Which comment, why, and by whom; the reporter's id never leaves this process. */
export interface Report {
  readonly comment: string;
  readonly reason: ReportReason;
  readonly reporter: string;
}

/** The message of a report, and which comment it is about. */
export interface ReportMessage extends ThreadRef {
  readonly channel: string;
  readonly message: string;
  readonly comment: string;
}

const MOST_REMEMBERED = 1_000;
const MOST_EACH = 5; // reports of one member within the time below
const WITHIN = 10 * 60_000;

/** Creates the reports. That a version of a comment was reported is remembered in memory: after a restart it can be reported once more. */
export function createReports(context: BotContext): Reports {
  const { client, discussions, library, settings, links, language, contact, writeAudit, clock, log } = context;
  const reported = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  const tasks = createTasks(); // for two members who report the same comment at once
  const editing = createTasks();
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

  const blankView = (discussion: Discussion, comment: string): ReportView => ({
    title: library.byKey(discussion.article)?.title ?? discussion.article,
    url: `${links.thread(discussion)}/${comment}`,
    thread: discussion.thread,
    comment,
    reason: null,
    record: null,
    answered: null,
    section: null,
    outcome: null,
  });

  async function viewOf(discussion: Discussion, report: Shown): Promise<ReportView> {
    const { comment, answers, reason, outcome, isOver } = report;
    const blank = { ...blankView(discussion, comment), reason, outcome };
    if (isOver) return blank;
    const [record] = await discussions.records(discussion, [comment]);
    const { section } = placementOf(record);
    const [answered] = answers === null ? [] : await discussions.records(discussion, [answers]);
    const heading = library.byKey(discussion.article)?.sections.find(({ slug }) => slug === section)?.heading;
    return { ...blank, record, answered: answers === null ? null : { record: answered }, section: heading ?? null };
  }

  async function edit({ channel, message }: Pick<PostedReport, 'channel' | 'message'>, body: object): Promise<void> {
    await client.rest.patch(Routes.channelMessage(channel, message), { body: { ...body, ...PINGS_NOBODY } });
  }

  async function show(
    discussion: Discussion,
    report: Shown,
    rewrite: Rewrite = (body) => edit(report, body),
  ): Promise<void> {
    const t = await language.of(discussion.guild);
    await rewrite(reportMessage(await viewOf(discussion, report), t));
  }

  /** Runs an edit. Resolves with false when it must be tried again later. */
  async function tried(channel: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (isGone(error)) return true;
      log.warn(
        `Could not edit a report in channel ${channel}; it may show words that are no longer on the page.`,
        error,
      );
      return false;
    }
  }

  /** Discord's records are read after the count of changes, so a change in between is shown twice rather than missed. */
  const look = (ref: ThreadRef): Promise<void> =>
    editing.run(ref.thread, async () => {
      const discussion = await discussions.byThread(ref);
      for (const report of staleReports(discussion?.reports)) {
        if (!discussion || !(await tried(report.channel, () => show(discussion, report)))) continue;
        await discussions.apply(ref, [{ type: 'report.shown', report }]);
      }
    });

  const close = (ref: ThreadRef, reports: readonly PostedReport[]): Promise<void> =>
    editing.run(ref.thread, async () => {
      const t = await language.of(ref.guild);
      const body = { content: t('discord.report.discussionGone'), components: [] };
      for (const report of reports) await tried(report.channel, () => edit(report, body));
    });

  discussions.onReports((ref, reports, isGone) => {
    void editing.start(
      () => (isGone ? close(ref, reports) : look(ref)),
      (error) => log.error('Could not follow a change in a report', error),
    );
  });

  /** Posts it without words, so that none are in a message that a crash keeps from the store. */
  async function send(discussion: Discussion, { comment, reason }: Report): Promise<Omit<PostedReport, 'answers'>> {
    const channel = await channelOf(discussion.guild);
    const t = await language.of(discussion.guild);
    const body = { ...reportMessage({ ...blankView(discussion, comment), reason }, t), ...PINGS_NOBODY };
    try {
      const { id } = (await client.rest.post(Routes.channelMessages(channel), { body })) as APIMessage;
      return { channel, message: id, comment, reason, outcome: null, stale: 1 };
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
    const posted = { ...(await send(discussion, report)), answers: placementOf(record).parent };
    reported.set(version, true);
    await discussions.apply(discussion, [{ type: 'report.posted', report: posted }]);
    await look(discussion);
    await writeAudit(discussion.guild, 'report.made', { thread: discussion.thread, comment });
  }

  const reportIn = async ({ guild, thread, message }: ReportMessage): Promise<PostedReport | undefined> =>
    (await discussions.byThread({ guild, thread }))?.reports?.find((one) => one.message === message);

  /** A report that is not followed, because it is old, is edited all the same, and has no words. */
  async function refresh(posted: ReportMessage, outcome: ReportOutcome | null, rewrite?: Rewrite): Promise<void> {
    const discussion = await discussions.byThread(posted);
    const known = (await reportIn(posted)) ?? {
      ...posted,
      answers: null,
      reason: null,
      outcome,
      isOver: true as const,
    };
    if (discussion)
      await editing.run(
        posted.thread,
        async () => void (await tried(known.channel, () => show(discussion, known, rewrite))),
      );
  }

  return {
    isSettled: async (ref, comment) => isTakenDown((await discussions.records(ref, [comment]))[0]),
    assertPossible: async (guild) => void (await channelOf(guild)),
    make: (discussion, report) => tasks.run(report.comment, () => make(discussion, report)),
    look,
    idle: editing.idle,
    refresh: (posted, rewrite) => refresh(posted, null, rewrite),
    async decide(posted, by, rewrite) {
      const outcome = { ...by, at: clock.now() };
      await discussions.apply(posted, [{ type: 'report.decided', message: posted.message, outcome }]);
      const known = await reportIn(posted);
      const isFirst = !known || (known.outcome?.at === outcome.at && known.outcome.by === outcome.by);
      await refresh(posted, outcome, isFirst ? rewrite : undefined);
      return isFirst;
    },
    forget: (reporter) => void times.delete(reporter),
  };
}

/** Edits a report's message; a press on one of its buttons does so by its answer. */
type Rewrite = (body: ReturnType<typeof reportMessage>) => Promise<unknown>;

/** What is known of a report that is shown; less of an old one. */
type Shown = Pick<PostedReport, 'channel' | 'message' | 'comment' | 'answers' | 'outcome' | 'isOver'> & {
  readonly reason: ReportReason | null;
};
