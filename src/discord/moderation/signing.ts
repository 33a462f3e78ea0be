import type { Client } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import { isUnknownMember } from '../errors.ts';

/** The change that lets a moderator's name stand beside what they decide; none for somebody who has left, or nobody. */
export type Sign = (guild: string, user: string) => Promise<readonly Change[]>;

/** Creates it: whether they agreed to be shown is not asked here. */
export const createSigning =
  ({ client }: { client: Client }): Sign =>
  async (guild, user) => {
    const members = client.guilds.cache.get(guild)?.members;
    if (!members || user === '') return [];
    try {
      const { displayName } = await members.fetch(user); // kept for a while by discord.js
      return [{ type: 'moderator.named', user, name: displayName }];
    } catch (error) {
      if (isUnknownMember(error)) return [];
      throw error;
    }
  };
