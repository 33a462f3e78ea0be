import { escapeMarkup } from '../discord/escape.ts';
import { safeUrl } from '../url.ts';
import { attribute, type Token } from './parser.ts';
import { plainFromInline } from './plain.ts';

/** What inline text is rendered for. */
export interface DiscordTarget {
  /** The address that relative links start from; null drops them. */
  readonly base: string | null;
  /** Where a picture can be seen; for undefined it is linked as written. */
  readonly pictureUrl?: ((source: string) => string | undefined) | undefined;
  /** All of it is bold already. */
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

/** What stands in a line of an article, as Discord's markdown. */
export function inlineDiscord(tokens: readonly Token[], target: DiscordTarget): string {
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

/** A picture in a link is its description: links do not nest. */
function linkDiscord(href: string, inside: readonly Token[], target: DiscordTarget): string {
  const label = inside
    .map((token) =>
      token.type === 'image' ? escapeMarkup(plainFromInline(token.children ?? [])) : tokenDiscord(token, target),
    )
    .join('');
  return maskedLink(href, { words: plainFromInline(inside), label }, target);
}

/** A masked link that shows no embed. Discord refuses a label that looks like an address, so such a link shows where it leads. */
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
