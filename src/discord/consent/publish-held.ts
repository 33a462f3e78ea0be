import type { APIMessage, Client } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import type { HeldReplies, MemberStore } from '../../discussions/members.ts';
import type { MemberRef } from '../../discussions/membership.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { isForbidden, isUnknownChannel } from '../runtime/errors.ts';
import { fetchMessages, FULL_PAGE } from '../inbound/message-fetching.ts';
import type { ReplyReader } from '../inbound/replies.ts';

interface Dependencies {
  client: Client;
  members: MemberStore;
  store: DiscussionStore;
  messages: ReplyReader;
}

/** Fetches from Discord what is held and applies it again: what is public now goes on the page. */
export interface PublishHeld {
  /** All that is held of a member. */
  of(member: MemberRef): Promise<void>;
  /** What is held in a thread although it may be public: a process ended, or Discord failed, before it was fetched. */
  overdueIn(ref: ThreadRef): Promise<void>;
}

/** Fetches the words from Discord, where they stayed. */
export function createPublishHeld({ client, members, store, messages }: Dependencies): PublishHeld {
  /** Up to 100 messages of a thread, `from` the first, oldest first; none where the thread is gone or closed to us. */
  async function pageFrom(thread: string, from: string): Promise<APIMessage[]> {
    try {
      return await fetchMessages(client.rest, thread, { after: String(BigInt(from) - 1n) });
    } catch (error) {
      if (isUnknownChannel(error) || isForbidden(error)) return [];
      throw error;
    }
  }

  async function releaseIn(guild: string, { thread, ids }: HeldReplies): Promise<void> {
    const waiting = ids.toSorted(compareSnowflakes);
    const isWaiting = new Set(ids);
    for (let next = waiting[0]; next !== undefined;) {
      const page = await pageFrom(thread, next);
      const held = page.filter(({ id }) => isWaiting.has(id));
      const changes: Change[] = [];
      for (const message of held) changes.push(...(await messages.changes(message)));
      await store.apply({ guild, thread }, changes);
      const seen = page.length < FULL_PAGE ? undefined : page.at(-1)?.id;
      next = seen === undefined ? undefined : waiting.find((id) => compareSnowflakes(id, seen) > 0);
    }
  }

  return {
    async of(member) {
      for await (const replies of members.held(member)) await releaseIn(member.guild, replies);
    },
    async overdueIn({ guild, thread }) {
      await releaseIn(guild, { thread, ids: await members.overdue({ guild, thread }) });
    },
  };
}
