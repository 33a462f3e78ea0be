import {
  ActionRowBuilder,
  ComponentType,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type ButtonBuilder,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { consentButtons } from './messages.ts';
import type { MessageContext } from '../runtime/text.ts';
import { consentRequestStep, type ConsentRequest, type WaitingMember } from '../../discussions/consent-request.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';
import { lastOfItsTime, laterSnowflake } from '../../snowflake.ts';
import { PINGS_NOBODY } from '../session/client.ts';
import { hasCode, isGone, unless, isForbidden } from '../runtime/errors.ts';
import { fetchMessages } from '../inbound/message-fetching.ts';
import { nonceOf } from '../posting/posting.ts';
import { lookAtThread, type KnownThread } from '../session/threads.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { BotContext } from '../runtime/context.ts';

/** The message that asks `count` members whether to publish their replies. */
function consentRequestMessage(
  count: number,
  context: MessageContext,
): { content: string; components: APIMessageTopLevelComponent[] } {
  const { siteName, t } = context;
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(consentButtons(context));
  return { content: t('discord.asking.question', { count, site: siteName }), components: [buttons.toJSON()] };
}

/** Whether a message of the bot is a consent request: only its buttons begin with the one to publish. */
function isConsentRequest({ components = [] }: Pick<APIMessage, 'components'>): boolean {
  const [row] = components;
  const [first] = row?.type === ComponentType.ActionRow ? row.components : [];
  return first !== undefined && 'custom_id' in first && first.custom_id === 'consent:publish';
}

const ANSWERED = 'Everyone has answered this question, or it is asked again further down'; // for the audit log

/**
 * Posts, edits, moves or deletes a thread's consent request, whatever is due; posts one only with `mayPost`. Resolves with the
 * milliseconds until the next look, null for none.
 */
type UpdateConsentRequest = (known: KnownThread, mayPost: boolean) => Promise<number | null>;

/** Creates the update. Requests are silent and ping nobody. */
function createUpdate({
  client,
  members,
  consentRequests,
  links,
  siteName,
  language,
  clock,
}: BotContext): UpdateConsentRequest {
  const { rest } = client;

  const bodyFor = async ({ guild }: ThreadRef, count: number): Promise<object> => ({
    ...consentRequestMessage(count, { links, siteName, t: await language.of(guild) }),
    ...PINGS_NOBODY,
  });

  const remove = ({ thread }: ThreadRef, { message }: ConsentRequest): Promise<void> =>
    unless(isGone, () => rest.delete(Routes.channelMessage(thread, message), { reason: ANSWERED }));

  /** Nobody can answer in a closed thread, and a message would open it again. */
  async function isOpen(known: KnownThread): Promise<boolean> {
    const thread = await lookAtThread(client, known);
    return typeof thread !== 'string' && !thread.thread_metadata?.archived && !thread.thread_metadata?.locked;
  }

  async function post(known: KnownThread, waiting: readonly WaitingMember[], before?: ConsentRequest): Promise<void> {
    if (!(await isOpen(known))) return;
    if (before) await remove(known, before);
    const newest = lastOfItsTime(waiting.map(({ last }) => last).reduce(laterSnowflake, '0'));
    const request = { message: newest, at: clock.now(), count: waiting.length };
    await consentRequests.write(known, { ...request, isPosting: true });
    const body = {
      ...(await bodyFor(known, waiting.length)),
      flags: MessageFlags.SuppressNotifications,
      nonce: nonceOf(known.thread, `asking/${newest}/${before?.message}`), // a repeated send is the same message
      enforce_nonce: true,
    };
    const { id } = (await rest.post(Routes.channelMessages(known.thread), { body })) as APIMessage;
    await consentRequests.write(known, { ...request, message: id });
  }

  /** The thread's request. If a crash interrupted its posting, it is looked for in the thread. */
  async function current(known: KnownThread): Promise<ConsentRequest | undefined> {
    const request = await consentRequests.read(known);
    if (!request?.isPosting) return request;
    const messages = await fetchMessages(rest, known.thread, { after: request.message });
    const posted = messages.find((message) => message.author.id === client.user?.id && isConsentRequest(message));
    const found = posted && { message: posted.id, at: request.at, count: request.count };
    await consentRequests.write(known, found ?? null);
    return found;
  }

  async function edit(known: KnownThread, count: number, request: ConsentRequest): Promise<void> {
    try {
      await rest.patch(Routes.channelMessage(known.thread, request.message), { body: await bodyFor(known, count) });
      await consentRequests.write(known, { ...request, count });
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) return; // the next reply wakes the thread
      if (!isGone(error)) throw error;
      await consentRequests.write(known, { ...request, isDeleted: true });
    }
  }

  return async (known, mayPost) => {
    const [waiting, request] = await Promise.all([members.waiting(known), current(known)]);
    const step = consentRequestStep({ waiting, request, now: clock.now(), mayPost });
    if (step.type === 'wait') {
      const movesFor = lastOfItsTime(step.movesFor);
      if (request && request.movesFor !== movesFor) await consentRequests.write(known, { ...request, movesFor });
      return step.delay;
    }
    if (step.type === 'post') await post(known, waiting, request);
    if (step.type === 'edit' && request) await edit(known, waiting.length, request);
    if (step.type === 'remove' && request) {
      await remove(known, request);
      await consentRequests.write(known, null);
    }
    return null;
  };
}

/** How long a thread is left alone before a look, so that replies are gathered; in milliseconds. */
const GATHERING = 1_500;

/** Asks members for their consent, with at most one message in each thread. */
export interface ConsentRequests {
  /** Somebody replied: looks at the thread a moment later, and posts a request if one is due. */
  onReply(thread: string): void;
  /** The list of waiting members changed: a moment later an existing request is corrected or deleted; none is posted. */
  onWaiting(thread: string): void;
  /** Looks at no more threads; resolves when current work has ended. After a restart the next reply looks again. */
  stop(): Promise<void>;
}

/** The next look at a thread. */
interface Look {
  readonly timer: Disposable;
  readonly due: number;
  readonly mayPost: boolean;
}

/** Creates the requests. Each thread has a timer of its own, because a later event may bring its next look forward. */
export function createConsentRequests(context: BotContext): ConsentRequests {
  const { threads, clock, log } = context;
  const update = createUpdate(context);
  const tasks = createTasks();
  const looks = new Map<string, Look>();
  const refused = new Set<string>();
  let isStopping = false;

  async function lookNow(thread: string): Promise<void> {
    const mayPost = looks.get(thread)?.mayPost ?? false;
    looks.delete(thread);
    const known = threads.get(thread);
    const delay = known ? await tasks.run(thread, () => update(known, mayPost)) : null;
    refused.delete(thread);
    if (delay !== null) lookLater(thread, { delay, mayPost });
  }

  /** A refusal lasts until somebody corrects the bot's permissions, so it is logged once. */
  function failed(thread: string, error: unknown): void {
    if (isForbidden(error) && refused.has(thread)) return;
    if (isForbidden(error)) refused.add(thread);
    log.warn(`Could not ask the members in thread ${thread} for consent.`, error);
  }

  /** The earlier look wins; it may post if either may. */
  function lookLater(thread: string, wanted: { delay: number; mayPost: boolean }): void {
    if (isStopping) return;
    const before = looks.get(thread);
    const mayPost = wanted.mayPost || (before?.mayPost ?? false);
    const due = clock.now() + wanted.delay;
    if (before && before.due <= due) return void looks.set(thread, { ...before, mayPost });
    before?.timer[Symbol.dispose]();
    const start = () =>
      tasks.start(
        () => lookNow(thread),
        (error) => failed(thread, error),
      );
    looks.set(thread, { timer: clock.after(wanted.delay, () => void start()), due, mayPost });
  }

  return {
    onReply: (thread) => lookLater(thread, { delay: GATHERING, mayPost: true }),
    onWaiting: (thread) => lookLater(thread, { delay: GATHERING, mayPost: false }),
    async stop() {
      isStopping = true;
      for (const { timer } of looks.values()) timer[Symbol.dispose]();
      await tasks.idle();
    },
  };
}
