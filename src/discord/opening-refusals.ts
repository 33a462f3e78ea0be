import { DiscordAPIError } from 'discord.js';
import type { Article } from '../articles/article.ts';
import { UserError } from './user-error.ts';
import { missingRights, unfitness, type OpeningChannel } from './rights.ts';

type Illustrated = Pick<Article, 'image'>;

function rightsRefusal(channel: OpeningChannel, article: Illustrated): UserError | null {
  const rights = missingRights(channel, article);
  if (rights.length === 0) return null;
  return new UserError('discord.missingRights', (t) => ({
    channel: `<#${channel.id}>`,
    rights: rights.map((right) => t(`discord.right.${right}`)).join(', '),
  }));
}

/** Throws `UserError` for a channel whose words may not go on the page, or in which the bot lacks a right. */
export function assertChannelFits(channel: OpeningChannel, article: Illustrated): void {
  const unfit = unfitness(channel);
  if (unfit) throw new UserError(`discord.unfit.${unfit}`, { channel: `<#${channel.id}>` });
  const refusal = rightsRefusal(channel, article);
  if (refusal) throw refusal;
}

/** What Discord refused is the asker's to know, as a `UserError`; anything else is a fault of ours, as it is. */
export function refusalFrom(error: unknown, channel: OpeningChannel, article: Illustrated): unknown {
  if (!(error instanceof DiscordAPIError)) return error;
  return (
    rightsRefusal(channel, article) ??
    new UserError('discord.refused', { reason: error.message, code: String(error.code) })
  );
}
