import { ActionRowBuilder, type BaseMessageOptions, type ButtonBuilder } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { PublishPolicy } from '../../discussions/publish-policy.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { consentButtons } from './consent.ts';
import { linkButtons } from './link-buttons.ts';
import { cut, type Surroundings } from './text.ts';

const MAX_TITLE = 256;

/** Tells a thread that it is an article's discussion from now on and what becomes of replies, with the link to the page and the buttons of consent. */
export function attachMessage(article: Article, policy: PublishPolicy, surroundings: Surroundings): BaseMessageOptions {
  const { links, siteName, t } = surroundings;
  const title = escapeDiscord(cut(article.title, MAX_TITLE));
  const buttons = [
    ...linkButtons(t('discord.starter.page', { site: siteName }), links.comments(article)),
    ...consentButtons(surroundings),
  ];
  return {
    content: t(`discord.attach.notice.${policy}`, { title, site: siteName }),
    components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)],
  };
}
