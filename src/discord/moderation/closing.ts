import { PermissionFlagsBits, Routes, MessageFlags } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { DAY } from '../../clock.ts';
import type { Discussion, ThreadRef } from '../../discussions/discussion.ts';
import { timeOfSnowflake } from '../../snowflake.ts';
import { nonceOf } from '../posting/posting.ts';
import type { BotContext } from '../runtime/context.ts';
import { isForbidden, unless } from '../runtime/errors.ts';
import { createTasks } from '../runtime/tasks.ts';
import { UserError } from '../runtime/user-error.ts';
import { PINGS_NOBODY } from '../session/client.ts';
import { lookAtThread, type KnownThread } from '../session/threads.ts';

/** When comments close by themselves, in milliseconds since 1970: so many days after the article was published, or after its discussion was opened if that came later. */
export const closingTime = (
  { published }: Pick<Article, 'published'>,
  { thread, attachedAt }: Pick<Discussion, 'thread' | 'attachedAt'>,
  days: number,
): number => Math.max(published ?? 0, timeOfSnowflake(attachedAt ?? thread)) + days * DAY;

/** Closes discussions' comments by locking their threads, and opens them again. Callers check who may. */
export interface Closing {
  /** Locks the thread after a notice in it. Throws `UserError` when it is locked already, and without the permission. */
  close(discussion: Discussion): Promise<void>;
  /** Unlocks the thread; from then on its comments do not close by themselves. Throws `UserError` without the permission. */
  reopen(discussion: Discussion): Promise<void>;
}

const CLOSED = 'Comments are closed'; // for the audit log
const REOPENED = 'Comments are open again';

/** Creates the closing. */
export function createClosing({ client, discussions, language, clock }: BotContext): Closing {
  function assertPermitted({ guild, channel }: Discussion): void {
    const home = client.guilds.cache.get(guild);
    const rights = home?.members.me && home.channels.cache.get(channel)?.permissionsFor(home.members.me);
    if (!rights?.has(PermissionFlagsBits.ManageThreads)) throw new UserError('discord.close.forbidden');
  }

  async function threadOf(discussion: Discussion) {
    const thread = await lookAtThread(client, discussion);
    if (typeof thread === 'string') throw new UserError('discord.close.forbidden');
    return thread;
  }

  const change = (thread: string, body: object, reason: string) =>
    client.rest.patch(Routes.channel(thread), { body, reason });

  async function explained(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw isForbidden(error) ? new UserError('discord.close.forbidden') : error;
    }
  }

  async function notify({ guild, thread, version }: Discussion): Promise<void> {
    const t = await language.of(guild);
    const nonce = nonceOf(thread, `closing/${version}`); // a repeated send is the same message
    const once = { nonce, enforce_nonce: true, flags: MessageFlags.SuppressNotifications };
    const body = { content: t('discord.close.notice'), ...PINGS_NOBODY, ...once };
    await client.rest.post(Routes.channelMessages(thread), { body });
  }

  /** An archived thread stays archived, and gets no notice: that would bring it back to everyone. */
  async function lock(discussion: Discussion): Promise<void> {
    const { thread } = discussion;
    const { thread_metadata: now } = await threadOf(discussion);
    if (now?.locked) return;
    if (!now?.archived) {
      await unless(isForbidden, () => notify(discussion)); // the page says it too
      await change(thread, { locked: true }, CLOSED);
      return;
    }
    await change(thread, { archived: false }, CLOSED); // Discord changes nothing in an archived thread
    await change(thread, { locked: true, archived: true }, CLOSED);
  }

  return {
    async close(discussion) {
      if (!discussion.open) throw new UserError('discord.close.already');
      assertPermitted(discussion);
      await explained(() => lock(discussion));
      await discussions.apply(discussion, [{ type: 'state.changed', open: false, at: clock.now() }]);
    },
    async reopen(discussion) {
      assertPermitted(discussion);
      await explained(async () => {
        const { thread_metadata: now } = await threadOf(discussion);
        if (now?.archived) await change(discussion.thread, { archived: false }, REOPENED);
        if (now?.locked) await change(discussion.thread, { locked: false }, REOPENED);
      });
      await discussions.apply(discussion, [{ type: 'state.changed', open: true, staysOpen: true }]);
    },
  };
}

const PERIOD = 10 * 60_000; // between two looks, in milliseconds: so short that no timer is too long for Node

/** Closes comments when their time has come, until it is stopped. */
export interface ClosingByTime {
  /** Closes no more; resolves when work under way has ended. */
  stop(): Promise<void>;
}

/** Looks at once, and then every ten minutes, for discussions that are due in guilds that chose a number of days. */
export function followClosing(context: BotContext, closing: Closing): ClosingByTime {
  const { client, threads, library, discussions, settings, language, writeAudit, clock, log } = context;
  const tasks = createTasks();
  const refused = new Set<string>();
  let timer: Disposable | null = null;
  let isStopped = false;

  async function closeIfDue(known: KnownThread): Promise<void> {
    const { closesAfterDays: days } = await settings.settings(known.guild);
    const article = library.byKey(known.article);
    if (days === null || !article || closingTime(article, known, days) > clock.now()) return;
    const discussion = await discussions.byThread(known);
    if (!discussion?.open || discussion.staysOpen || discussion.unreachableSince !== null) return;
    if (closingTime(article, discussion, days) > clock.now()) return;
    try {
      await closing.close(discussion);
      refused.delete(known.thread);
      await writeAudit(known.guild, 'discussion.closed', { thread: known.thread });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!refused.has(known.thread)) await tell(known);
      refused.add(known.thread);
    }
  }

  /** The permission is missing until somebody grants it, so that is said once for each thread and start. */
  async function tell(ref: ThreadRef): Promise<void> {
    log.warn(`The comments in thread ${ref.thread} are due to close, but the bot lacks Manage Threads there.`);
    const { moderatorChannel } = await settings.settings(ref.guild);
    if (!moderatorChannel || [...refused].some((thread) => threads.get(thread)?.guild === ref.guild)) return;
    const t = await language.of(ref.guild);
    const body = { content: t('discord.close.refused', { thread: `<#${ref.thread}>` }), ...PINGS_NOBODY };
    await client.rest.post(Routes.channelMessages(moderatorChannel), { body }).catch((error: unknown) => {
      log.warn('Could not tell the moderators that comments cannot be closed.', error);
    });
  }

  async function look(): Promise<void> {
    for (const known of threads.all()) {
      if (isStopped) return;
      await closeIfDue(known).catch((error: unknown) => {
        log.warn(`Could not close the comments in thread ${known.thread}; it will be tried again.`, error);
      });
    }
  }

  function again(): void {
    if (isStopped) return;
    void tasks
      .start(look, (error) => log.error('Could not look for comments to close', error))
      .then(() => {
        if (!isStopped) timer = clock.after(PERIOD, again);
      });
  }

  again();
  return {
    async stop() {
      isStopped = true;
      timer?.[Symbol.dispose]();
      await tasks.idle();
    },
  };
}
