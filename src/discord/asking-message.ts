import { MessageFlags, Routes, type APIMessage, type Client } from 'discord.js';
import { askingStep, type Asking, type AskingStore } from '../discussions/asking.ts';
import type { Clock } from '../clock.ts';
import type { MemberStore } from '../discussions/consent.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { isGone, unless } from './errors.ts';
import type { Links } from './command.ts';
import type { GuildLanguage } from './guild-language.ts';
import { askingMessage } from './messages/asking.ts';

export interface AskingDependencies {
  readonly client: Client;
  readonly members: MemberStore;
  readonly store: AskingStore;
  readonly clock: Clock;
  readonly language: GuildLanguage;
  readonly siteName: string;
  readonly links: Links;
}

/** Brings a thread's asking message to what it has to be now; answers in how many milliseconds to look again, null for no need. */
export type KeepAsking = (ref: ThreadRef) => Promise<number | null>;

/** Creates the keeper of asking messages: it posts silently, pings nobody, and deletes what it replaces. */
export function createAskingKeeper(dependencies: AskingDependencies): KeepAsking {
  const { client, members, store, clock, language, siteName, links } = dependencies;
  const { rest } = client;

  async function bodyFor({ guild }: ThreadRef, count: number): Promise<object> {
    const t = await language.of(guild);
    return { ...askingMessage(count, { links, siteName, t }), allowed_mentions: { parse: [] } };
  }

  const remove = ({ thread }: ThreadRef, { message }: Asking): Promise<void> =>
    unless(isGone, () => rest.delete(Routes.channelMessage(thread, message)));

  async function post(ref: ThreadRef, count: number, before: Asking | undefined): Promise<void> {
    if (before) await remove(ref, before);
    const body = { ...(await bodyFor(ref, count)), flags: MessageFlags.SuppressNotifications };
    const { id } = (await rest.post(Routes.channelMessages(ref.thread), { body })) as APIMessage;
    await store.setAsking(ref, { message: id, at: clock.now(), count });
  }

  /** One that a moderator deleted is forgotten; who waits is asked again with the next reply. */
  async function edit(ref: ThreadRef, count: number, asking: Asking): Promise<void> {
    try {
      await rest.patch(Routes.channelMessage(ref.thread, asking.message), { body: await bodyFor(ref, count) });
      await store.setAsking(ref, { ...asking, count });
    } catch (error) {
      if (!isGone(error)) throw error;
      await store.setAsking(ref, null);
    }
  }

  return async (ref) => {
    const [waiting, asking] = await Promise.all([members.waiting(ref), store.asking(ref)]);
    const step = askingStep({ waiting, asking, now: clock.now() });
    switch (step.type) {
      case 'post':
        await post(ref, waiting.length, asking);
        return null;
      case 'edit':
        if (asking) await edit(ref, waiting.length, asking);
        return null;
      case 'remove':
        if (asking) await remove(ref, asking);
        await store.setAsking(ref, null);
        return null;
      case 'wait':
        return step.delay;
      case 'nothing':
        return null;
    }
  };
}
