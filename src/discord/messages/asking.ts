import {
  ActionRowBuilder,
  ComponentType,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type ButtonBuilder,
} from 'discord.js';
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

/** Whether a message of the bot is an asking message: those that open a discussion begin with the way to its page. */
export function isAskingMessage({ components = [] }: Pick<APIMessage, 'components'>): boolean {
  const [row] = components;
  const [first] = row?.type === ComponentType.ActionRow ? row.components : [];
  return first !== undefined && 'custom_id' in first && first.custom_id === 'consent:publish';
}
