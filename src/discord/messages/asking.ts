import { ActionRowBuilder, type ButtonBuilder, type APIMessageTopLevelComponent } from 'discord.js';
import { consentButton } from './consent.ts';
import { linkButtons } from './starter.ts';
import type { Surroundings } from './text.ts';

/** The message that asks `count` members whether their replies shall be on the page; `privacyUrl` says what that means. */
export function askingMessage(
  count: number,
  privacyUrl: string,
  surroundings: Pick<Surroundings, 'siteName' | 't'>,
): { content: string; components: APIMessageTopLevelComponent[] } {
  const { siteName, t } = surroundings;
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    consentButton('publish', surroundings),
    consentButton('keep', surroundings),
    ...linkButtons(t('discord.asking.meaning'), privacyUrl),
  );
  return { content: t('discord.asking.question', { count, site: siteName }), components: [buttons.toJSON()] };
}
