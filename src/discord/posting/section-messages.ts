import { createHash } from 'node:crypto';
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { Article, Section } from '../../articles/article.ts';
import { firstParagraph } from '../../markdown/article/plain.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { splitForDiscord } from '../../markdown/discord/split-message.ts';
import { linkButtons, articleText, cut, MAX_CONTENT, type MessageContext } from '../runtime/text.ts';
import { fullLead, showsWholeLead } from './starter-message.ts';

const WHOLE_MESSAGES = 6; // longer articles are posted as excerpts
const MAX_HEADING = 200;
const MAX_EXCERPT = 1200;
const MAX_PRIVATE_PIECES = 5;
const MAX_EXCERPTS = 50; // the page has the rest

/** A message of the thread; `section` is the slug of the section it shows, null for the lead. */
export interface ThreadMessage {
  readonly section: string | null;
  readonly message: Pick<BaseMessageOptions, 'content' | 'components'>;
}

const headingText = ({ heading }: Section): string => `## ${cut(escapeDiscord(heading), MAX_HEADING)}`;

/** A short name of a section: fits into a custom id beside the article's slug, and stays when sections are moved. */
export const sectionToken = (section: Pick<Section, 'slug'>): string =>
  createHash('sha256').update(section.slug).digest('base64url').slice(0, 8);

/** A whole section, in messages of at most 2,000 UTF-16 units. */
function sectionPieces(article: Article, section: Section, context: MessageContext): string[] {
  const body = articleText(section.markdown, article, context);
  return splitForDiscord(`${headingText(section)}\n${body}`.trim(), MAX_CONTENT);
}

/** A section for one asker: at most five messages, the last of which may link to the page. */
export function sectionAnswer(article: Article, section: Section, context: MessageContext): string[] {
  const pieces = sectionPieces(article, section, context);
  if (pieces.length <= MAX_PRIVATE_PIECES) return pieces;
  const more = context.t('discord.section.more', { url: context.links.article(article) });
  return [...pieces.slice(0, MAX_PRIVATE_PIECES - 1), more];
}

function excerpt(article: Article, section: Section, context: MessageContext): ThreadMessage {
  const { links, siteName, t } = context;
  const paragraph = articleText(firstParagraph(section.markdown), article, context);
  const readOn = new ButtonBuilder()
    .setStyle(ButtonStyle.Secondary)
    .setCustomId(`read:${sectionToken(section)}:${article.slug}`)
    .setLabel(t('discord.section.readOn'));
  const link = linkButtons(t('discord.starter.page', { site: siteName }), links.article(article));
  return {
    section: section.slug,
    message: {
      content: `${headingText(section)}\n${cut(paragraph, MAX_EXCERPT)}`.trim(),
      components: [new ActionRowBuilder<ButtonBuilder>().addComponents(readOn, ...link)],
    },
  };
}

/**
 * The messages that follow the starter: every section whole when all fit in six messages (and the article wants it),
 * else an excerpt of each. A lead that the starter had to cut comes first, whole.
 */
export function threadMessages(article: Article, context: MessageContext): ThreadMessage[] {
  const lead = showsWholeLead(article, context) ? [] : splitForDiscord(fullLead(article, context), MAX_CONTENT);
  const whole = article.sections.flatMap((section) =>
    sectionPieces(article, section, context).map((content) => ({ section: section.slug, content })),
  );
  const isLeadShort = lead.length <= WHOLE_MESSAGES; // else the starter's beginning and its link must do
  const leadMessages = isLeadShort ? lead.map((content) => ({ section: null, message: { content } })) : [];
  if (article.posting === 'whole' && leadMessages.length + whole.length <= WHOLE_MESSAGES && isLeadShort) {
    return [...leadMessages, ...whole.map(({ section, content }) => ({ section, message: { content } }))];
  }
  const excerpts = article.sections.slice(0, MAX_EXCERPTS).map((section) => excerpt(article, section, context));
  const isCut = article.sections.length > MAX_EXCERPTS;
  const more = context.t('discord.section.more', { url: context.links.article(article) });
  return [...leadMessages, ...excerpts, ...(isCut ? [{ section: null, message: { content: more } }] : [])];
}
