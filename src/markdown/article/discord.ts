import { escapeMarkup } from '../discord/escape.ts';
import { safeUrl } from '../html.ts';
import { attribute, type Token, tokensFromArticle } from './parser.ts';
import { plainFromInline } from './plain.ts';
import { graphemesOf, cleanText } from '../text.ts';

/** Options for inline text. */
export interface DiscordTarget {
  /** The base of relative links; null drops them. */
  readonly base: string | null;
  /** A picture's address; when undefined, it is linked as written. */
  readonly pictureUrl?: ((source: string) => string | undefined) | undefined;
  /** Whether all of it is bold already. */
  readonly bold?: boolean;
}

const MARKS: Readonly<Record<string, string>> = {
  em_open: '*',
  em_close: '*',
  strong_open: '**',
  strong_close: '**',
  s_open: '~~',
  s_close: '~~',
};

/** Inline tokens of an article as Discord's markdown. */
function inlineDiscord(tokens: readonly Token[], target: DiscordTarget): string {
  let text = '';
  let link: { href: string; inside: Token[] } | undefined;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      link = { href: attribute(token, 'href'), inside: [] };
    } else if (token.type === 'link_close' && link) {
      text += linkDiscord(link.href, link.inside, target);
      link = undefined;
    } else if (link) link.inside.push(token);
    else text += tokenDiscord(token, target);
  }
  return text;
}

function tokenDiscord(token: Token, target: DiscordTarget): string {
  switch (token.type) {
    case 'softbreak':
      return ' ';
    case 'hardbreak':
      return '\n';
    case 'code_inline':
      return inlineCode(token.content);
    case 'image': {
      const words = plainFromInline(token.children ?? []);
      const source = attribute(token, 'src');
      return maskedLink(target.pictureUrl?.(source) ?? source, { words, label: escapeMarkup(words) }, target);
    }
    case 'strong_open':
    case 'strong_close':
      return target.bold ? '' : '**';
    default:
      return MARKS[token.type] ?? escapeMarkup(token.content);
  }
}

/** A picture inside a link becomes its description: links do not nest. */
function linkDiscord(href: string, inside: readonly Token[], target: DiscordTarget): string {
  const label = inside
    .map((token) =>
      token.type === 'image' ? escapeMarkup(plainFromInline(token.children ?? [])) : tokenDiscord(token, target),
    )
    .join('');
  return maskedLink(href, { words: plainFromInline(inside), label }, target);
}

/** A masked link that shows no embed. Discord refuses a label that looks like an address: such a link shows its address. */
function maskedLink(href: string, { words, label }: { words: string; label: string }, { base }: DiscordTarget): string {
  const url = safeUrl(URL.parse(href, base ?? undefined)?.href ?? '');
  if (url === null) return label;
  const address = url.replace(/[()|*`\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return words.trim() === '' || words.includes('://') ? `<${address}>` : `[${label}](<${address}>)`;
}

function inlineCode(code: string): string {
  if (!code.includes('`')) return `\`${code}\``;
  return `\`\` ${code.replace(/`(?=`)/g, '`\u200B')} \`\``;
}

const widthOf = (text: string): number => [...graphemesOf(text)].length;

/** A table as lines of equal columns for a code block; its head is underlined. */
function tableDiscord(tokens: readonly Token[]): string {
  const rows = rowsFromTokens(tokens);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width))
      .join(' | ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-|-'));
  return lines.join('\n');
}

function rowsFromTokens(tokens: readonly Token[]): string[][] {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push(plainFromInline(token.children ?? []).replace(/\s+/g, ' '));
  }
  return rows;
}

const pad = (text: string, width: number): string => text + ' '.repeat(width - widthOf(text));

/** The renderer's state. */
interface Reader extends DiscordTarget {
  readonly tokens: readonly Token[];
  at: number;
}

const LANGUAGE = /^[a-z0-9_+\-.#]{1,32}(?=\s|$)/i;
const RULE = '\\* \\* \\*'; // Discord has no horizontal rule

/**
 * An article's Markdown as Discord's: small headings bold, tables as code, pictures as links, text that Discord would read as
 * markup or a mention escaped. `base` is the base of relative links; without it only their words remain.
 */
export function discordFromArticle(
  markdown: string,
  { base = null, pictureUrl }: Partial<Pick<DiscordTarget, 'base' | 'pictureUrl'>> = {},
): string {
  const reader = { tokens: tokensFromArticle(cleanText(markdown)), at: 0, base, pictureUrl };
  return joinBlocks(blocksUntil(reader, null));
}

/** Discord adds space around headings. */
const joinBlocks = (blocks: readonly string[]): string =>
  blocks.map((block, index) => block + separator(block, index === blocks.length - 1)).join('');

const separator = (block: string, isLast: boolean): string => (isLast ? '' : /^#{1,3} /.test(block) ? '\n' : '\n\n');

/** Renders the blocks up to the token that closes their container, and skips that. */
function blocksUntil(reader: Reader, close: string | null): string[] {
  const blocks: string[] = [];
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    reader.at += 1;
    if (token.type === close) break;
    const block = blockFrom(token, reader);
    if (block.trim() !== '') blocks.push(block);
  }
  return blocks;
}

function blockFrom(token: Token, reader: Reader): string {
  switch (token.type) {
    case 'inline':
      return inlineDiscord(token.children ?? [], reader);
    case 'heading_open':
      return headingFrom(Number(token.tag.slice(1)), reader);
    case 'blockquote_open':
      return quoteFrom(reader);
    case 'bullet_list_open':
      return itemsFrom(reader, 'bullet_list_close', null);
    case 'ordered_list_open':
      return itemsFrom(reader, 'ordered_list_close', Number(attribute(token, 'start') || 1));
    case 'fence':
    case 'code_block':
      return fence(token.level > 0 ? withoutItems(token.content) : token.content, LANGUAGE.exec(token.info)?.[0]);
    case 'table_open':
      return tableFrom(reader);
    case 'hr':
      return RULE;
    default:
      return ''; // the edges of paragraphs
  }
}

function headingFrom(level: number, reader: Reader): string {
  const inline = reader.tokens[reader.at];
  reader.at += 2;
  const text = inlineDiscord(inline?.children ?? [], { ...reader, bold: level > 3 }).replaceAll('\n', ' ');
  if (text.trim() === '') return '';
  return level > 3 ? `**${text}**` : `${'#'.repeat(level)} ${text}`;
}

/** Discord does not nest quotes: an inner one joins the outer. */
function quoteFrom(reader: Reader): string {
  const text = joinBlocks(blocksUntil(reader, 'blockquote_close')).replace(/^> /gm, '');
  return text.replace(/^/gm, '> ');
}

function itemsFrom(reader: Reader, close: string, start: number | null): string {
  const items: string[] = [];
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    reader.at += 1;
    if (token.type === close) break;
    const marker = start === null ? '- ' : `${start + items.length}. `;
    const text = blocksUntil(reader, 'list_item_close').join('\n');
    items.push(marker + text.replaceAll('\n', `\n${' '.repeat(marker.length)}`));
  }
  return items.join('\n');
}

function tableFrom(reader: Reader): string {
  const start = reader.at;
  while (reader.tokens[reader.at - 1]?.type !== 'table_close') reader.at += 1;
  return fence(tableDiscord(reader.tokens.slice(start, reader.at)));
}

/** Code in a list. Discord reads a line like an item as an item, even inside fences: an invisible character prevents that. */
const withoutItems = (code: string): string => code.replace(/^(?=[ \t]*(?:[-*]|\d+\.)[ \t])/gm, '\u200B');

/** A code block; '' for an empty one, which Discord would join to the next. An invisible character splits three backticks inside, which would end it. */
const fence = (code: string, language = ''): string =>
  code.trim() === '' ? '' : `\`\`\`${language}\n${code.trimEnd().replace(/`(?=``)/g, '`\u200B')}\n\`\`\``;
