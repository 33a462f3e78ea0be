import {
  ActionRowBuilder,
  ComponentType,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type ButtonBuilder,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  type Client,
} from 'discord.js';
import { consentButtons } from './messages.ts';
import type { MessageContext } from '../runtime/text.ts';
import {
  consentRequestStep,
  type ConsentRequest,
  type ConsentRequestStore,
  type WaitingMember,
} from '../../discussions/consent-request.ts';
import type { Clock } from '../../clock.ts';
import type { MemberStore } from '../../discussions/members.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';
import { lastOfItsTime, laterSnowflake } from '../../snowflake.ts';
import { PINGS_NOBODY } from '../session/client.ts';
import { hasCode, isGone, unless, isForbidden } from '../runtime/errors.ts';
import type { Links } from '../runtime/links.ts';
import type { GuildLanguage } from '../runtime/guild-language.ts';
import { fetchMessages } from '../inbound/message-fetching.ts';
import { nonceOf } from '../posting/posting.ts';
import { lookAtThread } from '../session/thread-place.ts';
import type { KnownThread, Threads } from '../session/threads.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Log } from '../runtime/log.ts';

/** The message that asks `count` members whether their replies shall be on the page. */
function consentRequestMessage(
  count: number,
  surroundings: MessageContext,
): { content: string; components: APIMessageTopLevelComponent[] } {
  const { siteName, t } = surroundings;
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(consentButtons(surroundings));
  return { content: t('discord.asking.question', { count, site: siteName }), components: [buttons.toJSON()] };
}

/** Whether a message of the bot is an asking message: those that open a discussion begin with the way to its page. */
function isConsentRequest({ components = [] }: Pick<APIMessage, 'components'>): boolean {
  const [row] = components;
  const [first] = row?.type === ComponentType.ActionRow ? row.components : [];
  return first !== undefined && 'custom_id' in first && first.custom_id === 'consent:publish';
}

const ANSWERED = 'Everyone has answered this question, or it is asked again further down'; // for the audit log

/** What asking in a thread needs. */
export interface AskingDependencies {
  readonly client: Client;
  readonly members: MemberStore;
  readonly store: ConsentRequestStore;
  readonly clock: Clock;
  readonly language: GuildLanguage;
  readonly siteName: string;
  readonly links: Links;
}

/**
 * Brings a thread's asking message to what it has to be now, without posting another one unless that is allowed; answers
 * in how many milliseconds to look again, null for no need.
 */
export type KeepAsking = (known: KnownThread, mayPost: boolean) => Promise<number | null>;

/** Creates the keeper of asking messages: it posts silently, pings nobody, and deletes what it replaces. */
export function createAskingKeeper(dependencies: AskingDependencies): KeepAsking {
  const { client, members, store, clock } = dependencies;
  const { rest } = client;
  const bodyFor = createBodies(dependencies);

  const remove = ({ thread }: ThreadRef, { message }: ConsentRequest): Promise<void> =>
    unless(isGone, () => rest.delete(Routes.channelMessage(thread, message), { reason: ANSWERED }));

  /** Nobody can answer in a thread that is closed, and a message would open it again. */
  async function isOpen(known: KnownThread): Promise<boolean> {
    const thread = await lookAtThread(client, known);
    return typeof thread !== 'string' && !thread.thread_metadata?.archived && !thread.thread_metadata?.locked;
  }

  async function post(known: KnownThread, waiting: readonly WaitingMember[], before?: ConsentRequest): Promise<void> {
    if (!(await isOpen(known))) return;
    if (before) await remove(known, before);
    const newest = lastOfItsTime(waiting.map(({ last }) => last).reduce(laterSnowflake, '0'));
    const asking = { message: newest, at: clock.now(), count: waiting.length };
    await store.setAsking(known, { ...asking, isPosting: true });
    const body = {
      ...(await bodyFor(known, waiting.length)),
      flags: MessageFlags.SuppressNotifications,
      nonce: nonceOf(known.thread, `asking/${newest}/${before?.message}`), // what was sent again is one message
      enforce_nonce: true,
    };
    const { id } = (await rest.post(Routes.channelMessages(known.thread), { body })) as APIMessage;
    await store.setAsking(known, { ...asking, message: id });
  }

  /** The message that is there; one whose posting a crash cut short is looked for in the thread. */
  async function current(known: KnownThread): Promise<ConsentRequest | undefined> {
    const asking = await store.asking(known);
    if (!asking?.isPosting) return asking;
    const messages = await fetchMessages(rest, known.thread, { after: asking.message });
    const posted = messages.find((message) => message.author.id === client.user?.id && isConsentRequest(message));
    const found = posted && { message: posted.id, at: asking.at, count: asking.count };
    await store.setAsking(known, found ?? null);
    return found;
  }

  async function edit(known: KnownThread, count: number, asking: ConsentRequest): Promise<void> {
    try {
      await rest.patch(Routes.channelMessage(known.thread, asking.message), { body: await bodyFor(known, count) });
      await store.setAsking(known, { ...asking, count });
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) return; // the next reply wakes it
      if (!isGone(error)) throw error;
      await store.setAsking(known, { ...asking, isDeleted: true });
    }
  }

  return async (known, mayPost) => {
    const [waiting, asking] = await Promise.all([members.waiting(known), current(known)]);
    const step = consentRequestStep({ waiting, asking, now: clock.now(), mayPost });
    if (step.type === 'wait') {
      const movesFor = lastOfItsTime(step.movesFor);
      if (asking && asking.movesFor !== movesFor) await store.setAsking(known, { ...asking, movesFor });
      return step.delay;
    }
    if (step.type === 'post') await post(known, waiting, asking);
    if (step.type === 'edit' && asking) await edit(known, waiting.length, asking);
    if (step.type === 'remove' && asking) {
      await remove(known, asking);
      await store.setAsking(known, null);
    }
    return null;
  };
}

const createBodies =
  ({ links, siteName, language }: AskingDependencies) =>
  async ({ guild }: ThreadRef, count: number): Promise<object> => {
    const t = await language.of(guild);
    return { ...consentRequestMessage(count, { links, siteName, t }), ...PINGS_NOBODY };
  };

/** How long replies are gathered before a thread is looked at, in milliseconds. */
const GATHERING = 1_500;

/** Asks members in each thread, with one message at most, whether their replies shall be on the page. */
export interface AskingMessages {
  /** Somebody replied just now: looks at the thread a moment later, and asks who is to be asked. */
  look(thread: string): void;
  /** Somebody waits, or waits no more: a moment later the message that is there is put right, or goes; none is posted. */
  tidy(thread: string): void;
  /** Looks at nothing any more, and resolves when what is under way has ended; the next reply after a start looks again. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly keep: KeepAsking;
  readonly threads: Threads;
  readonly clock: Clock;
  readonly log: Log;
}

/** A look that is to come. */
interface Pending {
  readonly timer: Disposable;
  readonly due: number;
  readonly mayPost: boolean;
}

/** Looks at each thread in turn, and again when the message may move. */
export function createAskingMessages({ keep, threads, clock, log }: Dependencies): AskingMessages {
  const tasks = createTasks();
  const pending = new Map<string, Pending>();
  const refused = new Set<string>();
  let isStopping = false;

  async function lookNow(thread: string): Promise<void> {
    const mayPost = pending.get(thread)?.mayPost ?? false;
    pending.delete(thread);
    const known = threads.get(thread);
    const delay = known ? await tasks.run(thread, () => keep(known, mayPost)) : null;
    refused.delete(thread);
    if (delay !== null) later(thread, { delay, mayPost });
  }

  /** Discord's refusal lasts until somebody mends the bot's rights: it is said once. */
  function failed(thread: string, error: unknown): void {
    if (isForbidden(error) && refused.has(thread)) return;
    if (isForbidden(error)) refused.add(thread);
    log.warn(`Could not ask members in thread ${thread}.`, error);
  }

  /** What is to come sooner stays; whoever wants to post, it may. */
  function later(thread: string, wanted: { delay: number; mayPost: boolean }): void {
    if (isStopping) return;
    const before = pending.get(thread);
    const mayPost = wanted.mayPost || (before?.mayPost ?? false);
    const due = clock.now() + wanted.delay;
    if (before && before.due <= due) return void pending.set(thread, { ...before, mayPost });
    before?.timer[Symbol.dispose]();
    const start = () =>
      tasks.start(
        () => lookNow(thread),
        (error) => failed(thread, error),
      );
    pending.set(thread, { timer: clock.after(wanted.delay, () => void start()), due, mayPost });
  }

  return {
    look: (thread) => later(thread, { delay: GATHERING, mayPost: true }),
    tidy: (thread) => later(thread, { delay: GATHERING, mayPost: false }),
    async stop() {
      isStopping = true;
      for (const { timer } of pending.values()) timer[Symbol.dispose]();
      await tasks.idle();
    },
  };
}
