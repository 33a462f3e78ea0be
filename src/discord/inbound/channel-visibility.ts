import { Events, GatewayDispatchEvents, Status, type Client, type GatewayThreadListSyncDispatchData } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { CatchUp } from '../session/catch-up.ts';
import type { Recorder } from './recorder.ts';
import { placeOfThread, unreachableChanges } from '../session/thread-place.ts';
import type { KnownThread, Threads } from '../session/threads.ts';

interface Dependencies {
  client: Client;
  threads: Threads;
  recorder: Recorder;
  catchUp: CatchUp;
  /** Whether something in a thread waits for the bot's rights there. */
  isOverdue(thread: string): boolean;
  clock: Clock;
}

/**
 * Takes discussions off the page when their channel stops being for everyone, and puts them back when it is again.
 * What was hidden from the bot is read first: what was deleted there meanwhile must not be shown again.
 */
export function followVisibility(dependencies: Dependencies): void {
  const { client, threads, recorder, catchUp, isOverdue, clock } = dependencies;
  function refresh(known: KnownThread): void {
    const { guildName, isVisible, isFit } = placeOfThread(client, known);
    if (guildName === undefined) return; // an outage, or a farewell that is an event of its own
    if (!isVisible) {
      threads.setBehind(known.thread);
      void recorder.record(known.thread, unreachableChanges(clock.now()));
      return;
    }
    const isBehind = threads.isBehind(known.thread);
    if (!isFit || !isBehind) void recorder.record(known.thread, [{ type: 'state.changed', shown: isFit }]);
    if (isBehind || isOverdue(known.thread)) catchUp.soon(known.thread);
  }

  const look = (guild: string, isConcerned: (channel: string) => boolean = () => true): void =>
    threads.all().forEach((known) => {
      if (known.guild === guild && isConcerned(known.channel)) refresh(known);
    });

  client.on(Events.ChannelUpdate, (_before, channel) => {
    if (!channel.isDMBased()) look(channel.guild.id, (id) => id === channel.id);
  });
  client.on(Events.GuildRoleUpdate, (role) => look(role.guild.id));
  client.on(Events.GuildRoleDelete, (role) => look(role.guild.id));
  client.on(Events.GuildMemberUpdate, (_before, member) => {
    if (member.id === client.user?.id) look(member.guild.id);
  });
  client.on(Events.GuildCreate, (guild) => look(guild.id));
  client.on(Events.GuildAvailable, (guild) => {
    if (guild.shard.status === Status.Ready) look(guild.id); // else a session begins, after which everything is read
  });
  client.ws.on(GatewayDispatchEvents.ThreadListSync, (data: GatewayThreadListSyncDispatchData) =>
    look(data.guild_id, (id) => data.channel_ids?.includes(id) ?? true),
  );
}
