import {
  GatewayDispatchEvents,
  type APIGuildMember,
  type GatewayDispatchPayload,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { createTasks, type Tasks } from '../runtime/tasks.ts';
import type { Change } from '../../discussions/changes.ts';
import type { ReactionCounts } from './reaction-counts.ts';
import type { Moderators } from '../moderation/moderators.ts';
import type { BotContext } from '../runtime/context.ts';
import { unreachableChanges } from '../session/threads.ts';
import { shownName, type ReplyReader } from './replies.ts';

type PayloadOf<Name extends GatewayDispatchEvents> = Extract<GatewayDispatchPayload, { t: Name }>['d'];

/** Handlers of Discord's dispatches, by the dispatch's name. */
export type DispatchHandlers = {
  readonly [Name in GatewayDispatchEvents]?: (data: PayloadOf<Name>) => Promise<void> | void;
};

type Handler = (data: never) => Promise<void> | void;

/** The thread that a dispatch is about: the one its message is in, or itself. */
function threadOf(data: object): string | undefined {
  if ('channel_id' in data && typeof data.channel_id === 'string') return data.channel_id;
  return 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}

/**
 * Handles the raw dispatches, because discord.js emits nothing for threads that it has not cached. A thread for which a
 * handler fails is read from Discord again. The returned `idle()` waits for all dispatches so far.
 */
export function followEvents(
  { client, recorder }: BotContext,
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

/** Handles messages and reactions in discussions' threads. */
export function createReplyEvents(
  { threads, recorder }: Pick<BotContext, 'threads' | 'recorder'>,
  {
    replies,
    reactions,
    onReply,
  }: {
    replies: ReplyReader;
    reactions: ReactionCounts;
    /** Called with the thread of a new reply from a live event; catching up does not call it. */
    onReply(thread: string): void;
  },
): DispatchHandlers {
  /** Resolves with whether the message is a reply. */
  async function written(message: GatewayMessageCreateDispatchData): Promise<boolean> {
    let found: readonly Change[] = [];
    await recorder.record(message.channel_id, async () => {
      found = await replies.fromEvent(message);
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
      recorder.record(message.channel_id, () => replies.fromEvent(message)),
    [GatewayDispatchEvents.MessageDelete]: ({ channel_id, id }) => deleted(channel_id, [id]),
    [GatewayDispatchEvents.MessageDeleteBulk]: ({ channel_id, ids }) => deleted(channel_id, ids),
    [GatewayDispatchEvents.MessageReactionAdd]: reacted,
    [GatewayDispatchEvents.MessageReactionRemove]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveAll]: reacted,
    [GatewayDispatchEvents.MessageReactionRemoveEmoji]: reacted,
  };
}

/** Handles locked and deleted threads, deleted channels, lost guilds, and new sessions. */
export function createThreadEvents({ threads, recorder, clock }: BotContext): DispatchHandlers {
  const gone = async (thread: string): Promise<void> => void (await recorder.close(thread));

  return {
    [GatewayDispatchEvents.Ready]() {
      for (const { thread } of threads.all()) threads.setBehind(thread); // events since the last session are lost
    },
    [GatewayDispatchEvents.ThreadUpdate]: ({ id, thread_metadata }) =>
      recorder.record(id, [{ type: 'state.changed', open: !thread_metadata?.locked, at: clock.now() }]),
    [GatewayDispatchEvents.ThreadDelete]: ({ id }) => gone(id),
    async [GatewayDispatchEvents.ChannelDelete]({ id }) {
      const lost = threads.all().filter(({ channel }) => channel === id);
      await Promise.all(lost.map(({ thread }) => gone(thread)));
    },
    async [GatewayDispatchEvents.GuildDelete]({ id, unavailable }) {
      const lost = threads.all().filter(({ guild }) => guild === id);
      for (const { thread } of lost) threads.setBehind(thread);
      if (unavailable) return; // an outage of Discord, the bot was not removed
      await Promise.all(lost.map(({ thread }) => recorder.record(thread, unreachableChanges(clock.now()))));
    },
  };
}

/** Records which guilds removed the bot or added it again, also while it was offline. */
export function createGuildEvents({ guilds, clock }: BotContext): DispatchHandlers {
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
      if (unavailable) return; // an outage of Discord, the bot was not removed
      present.delete(id);
      if ((await guilds.all()).includes(id)) await guilds.left(id, clock.now());
    },
  };
}

type SeenMember = Pick<APIGuildMember, 'user' | 'roles'> & { readonly nick?: string | null };

/**
 * Keeps members' names and badges current between their replies: from member updates, where the application gets those,
 * and from every use of a command, button or menu.
 */
export function createMemberEvents(
  { members, threads }: BotContext,
  moderators: Pick<Moderators, 'duties'>,
): DispatchHandlers {
  async function seen(guild: string, { user, nick = null, roles }: SeenMember): Promise<void> {
    const mine = threads.all().filter((known) => known.guild === guild);
    const channels = [...new Set(mine.map(({ channel }) => channel))];
    const duties = await moderators.duties(guild, channels, { user: user.id, roles });
    await members.rename({ guild, user: user.id }, { name: shownName(user, { nick }), duties });
  }

  return {
    [GatewayDispatchEvents.GuildMemberUpdate]: ({ guild_id, ...member }) => seen(guild_id, member),
    async [GatewayDispatchEvents.InteractionCreate]({ guild_id, member }) {
      if (guild_id && member) await seen(guild_id, member);
    },
  };
}
