import { ActionRowBuilder, type ButtonBuilder, type APIMessageTopLevelComponent } from 'discord.js';
import { consentButtons } from './consent.ts';
import type { Surroundings } from './text.ts';

/** The message that asks `count` members whether their replies shall be on the page. */
export function askingMessage(
  count: number,
  surroundings: Surroundings,
): { content: string; components: APIMessageTopLevelComponent[] } {
  const { siteName, t } = surroundings;
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(consentButtons(surroundings));
  return { content: t('discord.asking.question', { count, site: siteName }), components: [buttons.toJSON()] };
}
