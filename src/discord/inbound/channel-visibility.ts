import { Events, GatewayDispatchEvents, Status, type GatewayThreadListSyncDispatchData } from 'discord.js';
import type { CatchUp } from '../session/catch-up.ts';
import { placeOfThread, unreachableChanges, type KnownThread } from '../session/threads.ts';
import type { BotContext } from '../runtime/context.ts';

/**
 * Takes discussions off the page when their channel stops being public, and puts them back when it is public again. A
 * channel that was hidden from the bot is read first, so that nothing deleted meanwhile comes back.
 */
export function followVisibility(
  { client, threads, recorder, clock }: BotContext,
  {
    catchUp,
    isOverdue,
  }: {
    catchUp: CatchUp;
    /** Whether a thread's summary waits for the bot's permissions there. */
    isOverdue(thread: string): boolean;
  },
): void {
  function refresh(known: KnownThread): void {
    const { guildName, isVisible, isFit } = placeOfThread(client, known);
    if (guildName === undefined) return; // an outage, or a removal, which is an event of its own
    if (!isVisible) {
      threads.setBehind(known.thread);
      void recorder.record(known.thread, unreachableChanges(clock.now()));
      return;
    }
    const isBehind = threads.isBehind(known.thread);
    if (!isFit || !isBehind) void recorder.record(known.thread, [{ type: 'state.changed', shown: isFit }]);
    if (isBehind || isOverdue(known.thread)) catchUp.read(known.thread);
  }

  const refreshAll = (guild: string, isConcerned: (channel: string) => boolean = () => true): void =>
    threads.all().forEach((known) => {
      if (known.guild === guild && isConcerned(known.channel)) refresh(known);
    });

  client.on(Events.ChannelUpdate, (_before, channel) => {
    if (!channel.isDMBased()) refreshAll(channel.guild.id, (id) => id === channel.id);
  });
  client.on(Events.GuildRoleUpdate, (role) => refreshAll(role.guild.id));
  client.on(Events.GuildRoleDelete, (role) => refreshAll(role.guild.id));
  client.on(Events.GuildMemberUpdate, (_before, member) => {
    if (member.id === client.user?.id) refreshAll(member.guild.id);
  });
  client.on(Events.GuildCreate, (guild) => refreshAll(guild.id));
  client.on(Events.GuildAvailable, (guild) => {
    if (guild.shard.status === Status.Ready) refreshAll(guild.id); // else a session begins, and everything is read after that
  });
  client.ws.on(GatewayDispatchEvents.ThreadListSync, (data: GatewayThreadListSyncDispatchData) =>
    refreshAll(data.guild_id, (id) => data.channel_ids?.includes(id) ?? true),
  );
}
