import { createHash } from 'node:crypto';
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type BaseMessageOptions } from 'discord.js';
import type { Article, Section } from '../../articles/article.ts';
import { firstParagraph } from '../../markdown/article/plain.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { splitForDiscord } from '../../markdown/discord/split-message.ts';
import { linkButtons, articleText, cut, MAX_CONTENT, type Surroundings } from '../runtime/text.ts';
import { fullLead, showsWholeLead } from './starter-message.ts';

const WHOLE_MESSAGES = 6; // an article that needs more is posted as excerpts
const MAX_HEADING = 200;
const MAX_EXCERPT = 1200;
const MAX_PRIVATE_PIECES = 5;
const MAX_EXCERPTS = 50; // so that no article floods its thread; the page has the rest

/** A message of the thread; `section` is the slug of the section that it shows, null for the rest of the lead. */
export interface ThreadMessage {
  readonly section: string | null;
  readonly message: Pick<BaseMessageOptions, 'content' | 'components'>;
}

const headingText = ({ heading }: Section): string => `## ${cut(escapeDiscord(heading), MAX_HEADING)}`;

/** A name for a section that fits into a custom id beside the article's slug, and stays when sections are moved. */
export const sectionToken = (section: Pick<Section, 'slug'>): string =>
  createHash('sha256').update(section.slug).digest('base64url').slice(0, 8);

/** A section in full, in as many messages of at most 2,000 UTF-16 units as it needs. */
function sectionPieces(article: Article, section: Section, surroundings: Surroundings): string[] {
  const body = articleText(section.markdown, article, surroundings);
  return splitForDiscord(`${headingText(section)}\n${body}`.trim(), MAX_CONTENT);
}

/** A section for one asker: at most five messages, then the way to the page. */
export function sectionAnswer(article: Article, section: Section, surroundings: Surroundings): string[] {
  const pieces = sectionPieces(article, section, surroundings);
  if (pieces.length <= MAX_PRIVATE_PIECES) return pieces;
  const more = surroundings.t('discord.section.more', { url: surroundings.links.article(article) });
  return [...pieces.slice(0, MAX_PRIVATE_PIECES - 1), more];
}

function excerpt(article: Article, section: Section, surroundings: Surroundings): ThreadMessage {
  const { links, siteName, t } = surroundings;
  const paragraph = articleText(firstParagraph(section.markdown), article, surroundings);
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
export function threadMessages(article: Article, surroundings: Surroundings): ThreadMessage[] {
  const lead = showsWholeLead(article, surroundings)
    ? []
    : splitForDiscord(fullLead(article, surroundings), MAX_CONTENT);
  const whole = article.sections.flatMap((section) =>
    sectionPieces(article, section, surroundings).map((content) => ({ section: section.slug, content })),
  );
  const isLeadShort = lead.length <= WHOLE_MESSAGES; // else its beginning in the starter and the way to the page must do
  const leadMessages = isLeadShort ? lead.map((content) => ({ section: null, message: { content } })) : [];
  if (article.posting === 'whole' && leadMessages.length + whole.length <= WHOLE_MESSAGES && isLeadShort) {
    return [...leadMessages, ...whole.map(({ section, content }) => ({ section, message: { content } }))];
  }
  const excerpts = article.sections.slice(0, MAX_EXCERPTS).map((section) => excerpt(article, section, surroundings));
  const isCut = article.sections.length > MAX_EXCERPTS;
  const more = surroundings.t('discord.section.more', { url: surroundings.links.article(article) });
  return [...leadMessages, ...excerpts, ...(isCut ? [{ section: null, message: { content: more } }] : [])];
}
