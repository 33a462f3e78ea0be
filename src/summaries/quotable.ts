import { parseDiscord } from '../markdown/discord/parse.ts';
import type { DiscordBlock, DiscordInline, DiscordLink } from '../markdown/discord/tree.ts';

/** Stands in a text for what must not, or cannot, be quoted. */
export const UNQUOTABLE = '\uFFFC';

/**
 * What of a comment (Discord's markdown) can be quoted word for word, one line per line: no quotes of others, no fenced code.
 * `UNQUOTABLE` stands where something is that means nothing elsewhere or would give somebody away (a mention, a spoiler, a bare link).
 */
export const quotableText = (content: string): string => blocksText(parseDiscord(content));

const blocksText = (blocks: readonly DiscordBlock[]): string => blocks.map(blockText).join('\n');

function blockText(block: DiscordBlock): string {
  switch (block.type) {
    case 'quote':
    case 'codeBlock':
      return '';
    case 'list':
      return block.items.map(blocksText).join('\n');
    default:
      return inlineText(block.children);
  }
}

const inlineText = (nodes: readonly DiscordInline[]): string => nodes.map(nodeText).join('');

function nodeText(node: DiscordInline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return '\n';
    case 'emoji':
      return `:${node.name}:`;
    case 'link':
      return linkText(node);
    case 'strong':
    case 'emphasis':
    case 'underline':
      return inlineText(node.children);
    default:
      return UNQUOTABLE;
  }
}

function linkText({ children }: DiscordLink): string {
  const label = inlineText(children);
  return /^https?:\/\//i.test(label) ? UNQUOTABLE : label;
}
