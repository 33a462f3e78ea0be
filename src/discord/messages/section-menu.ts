import { ActionRowBuilder, StringSelectMenuBuilder } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import type { Translate } from '../../language/translate.ts';
import { cut } from './text.ts';

const MAX_OPTIONS = 25; // of one menu
const MAX_MENUS = 4; // five rows a message, one of them for buttons
const MAX_LABEL = 100;

/** Menus of an article's sections (one for each 25, at most four), as rows; none for an article without sections. */
export function sectionMenus(article: Article, t: Translate): ActionRowBuilder<StringSelectMenuBuilder>[] {
  const rows: ActionRowBuilder<StringSelectMenuBuilder>[] = [];
  for (let start = 0; start < article.sections.length && rows.length < MAX_MENUS; start += MAX_OPTIONS) {
    const options = article.sections
      .slice(start, start + MAX_OPTIONS)
      .map(({ heading, slug }) => ({ label: cut(heading, MAX_LABEL), value: slug }));
    const menu = new StringSelectMenuBuilder()
      .setCustomId(`menu:${rows.length}:${article.slug}`)
      .setPlaceholder(t('discord.menu.placeholder'))
      .addOptions(options);
    rows.push(new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu));
  }
  return rows;
}
