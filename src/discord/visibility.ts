import { Events, type Client, type Guild } from 'discord.js';
import type { CatchUp } from './catch-up.ts';
import type { Log } from './log.ts';
import type { Recorder } from './recorder.ts';
import { isOpeningChannel, unfitness } from './rights.ts';
import type { Threads } from './threads.ts';

interface Dependencies {
  client: Client;
  threads: Threads;
  recorder: Recorder;
  catchUp: CatchUp;
  log: Log;
}

/** Takes discussions off the page when their channel stops being for everyone, and puts them back when it is again. */
export function followVisibility({ client, threads, recorder, catchUp, log }: Dependencies): void {
  async function refresh(guild: Guild, isConcerned: (channel: string) => boolean): Promise<void> {
    for (const { thread, channel: id } of threads.all()) {
      const channel = guild.channels.cache.get(id);
      if (!channel || !isOpeningChannel(channel) || !isConcerned(id)) continue;
      await recorder.record(thread, [
        { type: 'state.changed', shown: channel.viewable && unfitness(channel) === null },
      ]);
      if (channel.viewable && threads.isBehind(thread)) await catchUp.thread(thread);
    }
  }

  const look = (guild: Guild, isConcerned: (channel: string) => boolean = () => true): void =>
    void refresh(guild, isConcerned).catch((error: unknown) =>
      log.error('Could not re-check who can read the channels', error),
    );

  client.on(Events.ChannelUpdate, (_before, channel) => {
    if (!channel.isDMBased()) look(channel.guild, (id) => id === channel.id);
  });
  client.on(Events.GuildRoleUpdate, (role) => look(role.guild));
  client.on(Events.GuildMemberUpdate, (_before, member) => {
    if (member.id === client.user?.id) look(member.guild);
  });
  client.on(Events.GuildCreate, (guild) => look(guild));
}
