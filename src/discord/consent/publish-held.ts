import type { APIMessage } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import type { HeldReplies } from '../../discussions/members.ts';
import type { MemberRef } from '../../discussions/membership.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { isForbidden, isUnknownChannel } from '../runtime/errors.ts';
import { fetchMessages, FULL_PAGE } from '../inbound/message-fetching.ts';
import type { BotContext } from '../runtime/context.ts';
import type { ReplyReader } from '../inbound/replies.ts';

/** Publishes held replies that may be published now. Their words are fetched from Discord, where they stayed. */
export interface PublishHeld {
  /** All held replies of a member. */
  of(member: MemberRef): Promise<void>;
  /** Replies in a thread that are held although they may be published: a crash or a failure of Discord came first. */
  overdueIn(ref: ThreadRef): Promise<void>;
}

/** Creates the publisher of held replies. */
export function createPublishHeld({ client, members, discussions }: BotContext, replies: ReplyReader): PublishHeld {
  /** Up to 100 messages of a thread, `from` the first, oldest first; none when the thread is gone or hidden. */
  async function pageFrom(thread: string, from: string): Promise<APIMessage[]> {
    try {
      return await fetchMessages(client.rest, thread, { after: String(BigInt(from) - 1n) });
    } catch (error) {
      if (isUnknownChannel(error) || isForbidden(error)) return [];
      throw error;
    }
  }

  async function publishIn(guild: string, { thread, ids }: HeldReplies): Promise<void> {
    const waiting = ids.toSorted(compareSnowflakes);
    const isWaiting = new Set(ids);
    for (let next = waiting[0]; next !== undefined;) {
      const page = await pageFrom(thread, next);
      const held = page.filter(({ id }) => isWaiting.has(id));
      const changes: Change[] = [];
      for (const message of held) changes.push(...(await replies.fromMessage(message)));
      await discussions.apply({ guild, thread }, changes);
      const seen = page.length < FULL_PAGE ? undefined : page.at(-1)?.id;
      next = seen === undefined ? undefined : waiting.find((id) => compareSnowflakes(id, seen) > 0);
    }
  }

  return {
    async of(member) {
      for await (const held of members.held(member)) await publishIn(member.guild, held);
    },
    async overdueIn({ guild, thread }) {
      await publishIn(guild, { thread, ids: await members.overdue({ guild, thread }) });
    },
  };
}
