import {
  GatewayDispatchEvents,
  type Client,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { createTasks, type Tasks } from '../runtime/tasks.ts';
import type { Recorder } from './recorder.ts';
import type { Change } from '../../discussions/changes.ts';
import { type ReplyReader, shownName } from './replies.ts';
import type { ReactionCounts } from './reaction-counts.ts';
import type { Threads } from '../session/threads.ts';
import type { Clock } from '../../clock.ts';
import { unreachableChanges } from '../session/thread-place.ts';
import type { GuildStore } from '../../discussions/guilds.ts';
import type { MemberStore } from '../../discussions/members.ts';

type PayloadOf<Name extends GatewayDispatchEvents> = Extract<GatewayDispatchPayload, { t: Name }>['d'];

/** What some dispatches of Discord do to the discussions, by the dispatch's name. */
export type DispatchHandlers = {
  readonly [Name in GatewayDispatchEvents]?: (data: PayloadOf<Name>) => Promise<void> | void;
};

type Handler = (data: never) => Promise<void> | void;

interface Dependencies {
  client: Client;
  recorder: Recorder;
}

/** The thread that a dispatch is about: that of its message, or itself. */
function threadOf(data: object): string | undefined {
  if ('channel_id' in data && typeof data.channel_id === 'string') return data.channel_id;
  return 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}

/**
 * Follows the raw stream of dispatches: discord.js emits nothing for threads that it has not cached. A thread for which
 * a handler fails is read from Discord again. `idle()` of the answer waits until all dispatches so far are worked off.
 */
export function followEvents(
  { client, recorder }: Dependencies,
  tables: readonly DispatchHandlers[],
): Pick<Tasks, 'idle'> {
  const tasks = createTasks();
  for (const name of Object.values(GatewayDispatchEvents)) {
    for (const handle of tables.flatMap((table): Handler | [] => table[name] ?? [])) {
      client.ws.on(name, (data: object) => {
        const work = () => handle(data as never); // the table's type pairs each name with its own payload
        void tasks.start(work, (error) => recorder.fallBehind(threadOf(data), error));
      });
    }
  }
  return tasks;
}

interface ReplyDependencies {
  threads: Threads;
  recorder: Recorder;
  reactions: ReactionCounts;
  messages: ReplyReader;
  /** Hears of a thread in which somebody replied just now; never of what catching up finds. */
  onReply(thread: string): void;
}

/** What is written, edited, deleted and reacted to in discussions' threads. */
export function createReplyEvents({
  threads,
  recorder,
  reactions,
  messages,
  onReply,
}: ReplyDependencies): DispatchHandlers {
  /** Answers whether it is a reply that is stored now. */
  async function written(message: GatewayMessageCreateDispatchData): Promise<boolean> {
    let found: readonly Change[] = [];
    await recorder.record(message.channel_id, async () => {
      found = await messages.written(message);
      return [...found, { type: 'cursor.moved', cursor: message.id }];
    });
    return found.length > 0;
  }

  const deleted = (thread: string, ids: readonly string[]) =>
    recorder.record(thread, [{ type: 'replies.deleted', ids }]);

  const reacted = ({
    channel_id,
    message_id,
  }: Pick<GatewayMessageReactionAddDispatchData, 'channel_id' | 'message_id'>) => {
    if (threads.get(channel_id)) reactions.mark(channel_id, message_id);
  };

  return {
    async [GatewayDispatchEvents.MessageCreate](message) {
      if (await written(message)) onReply(message.channel_id);
    },
    [GatewayDispatchEvents.MessageUpdate]: (message) =>
      recorder.record(message.channel_id, () => messages.written(message)),
    [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => deleted(channel_id, [id]),
    [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => deleted(channel_id, ids),
    [GatewayDispatchEvents.MessageReactionAdd]: reacted,
    [GatewayDispatchEvents.MessageReactionRemove]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveAll]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveEmoji]: reacted,
  };
}

interface ThreadDependencies {
  threads: Threads;
  recorder: Recorder;
  clock: Clock;
}

/** What becomes of discussions' threads, their channels and guilds, and of what is known of them in a new session. */
export function createThreadEvents({ threads, recorder, clock }: ThreadDependencies): DispatchHandlers {
  const gone = async (thread: string): Promise<void> => void (await recorder.close(thread));

  return {
    [GatewayDispatchEvents.Ready]() {
      for (const { thread } of threads.all()) threads.setBehind(thread); // what came since the last session is lost
    },
    [GatewayDispatchEvents.ThreadUpdate]: ({ id, thread_metadata }) =>
      recorder.record(id, [{ type: 'state.changed', open: !thread_metadata?.locked }]),
    [GatewayDispatchEvents.ThreadDelete]: ({ id }) => gone(id),
    async [GatewayDispatchEvents.ChannelDelete]({ id }) {
      const lost = threads.all().filter(({ channel }) => channel === id);
      await Promise.all(lost.map(({ thread }) => gone(thread)));
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      const lost = threads.all().filter(({ guild }) => guild === id);
      for (const { thread } of lost) threads.setBehind(thread);
      if (unavailable) return; // an outage of Discord's, not a farewell
      await Promise.all(lost.map(({ thread }) => recorder.record(thread, unreachableChanges(clock.now()))));
    },
  };
}

/** Notes which guilds removed the bot, and which took it back, also while it was away. */
export function createGuildEvents({ guilds, clock }: { guilds: GuildStore; clock: Clock }): DispatchHandlers {
  const present = new Set<string>();

  return {
    async [GatewayDispatchEvents.Ready](ready) {
      present.clear();
      for (const { id } of ready.guilds) present.add(id);
      for (const guild of await guilds.all()) {
        if (present.has(guild)) await guilds.present(guild);
        else await guilds.left(guild, clock.now());
      }
    },
    async [GatewayDispatchEvents.GuildCreate]({ id }) {
      present.add(id);
      await guilds.present(id);
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      if (unavailable) return; // an outage of Discord's, not a farewell
      present.delete(id);
      if ((await guilds.all()).includes(id)) await guilds.left(id, clock.now());
    },
  };
}

/**
 * Follows the names of members in what is no reply of theirs: whenever they change, where the application may hear of
 * members, and in every use of a command, a button or a menu of the bot's.
 */
export const createNameEvents = ({ members }: { members: Pick<MemberStore, 'rename'> }): DispatchHandlers => ({
  [GatewayDispatchEvents.GuildMemberUpdate]: ({ guild_id, user, nick }) =>
    members.rename({ guild: guild_id, user: user.id }, shownName(user, { nick: nick ?? null })),
  async [GatewayDispatchEvents.InteractionCreate]({ guild_id, member }) {
    if (guild_id && member)
      await members.rename({ guild: guild_id, user: member.user.id }, shownName(member.user, member));
  },
});
