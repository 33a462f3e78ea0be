import type { DiscordOptions } from './options.ts';
import { parseDiscord } from './parse.ts';
import type { DiscordBlock, DiscordInline } from './tree.ts';
import { wordsOf } from './words.ts';

/** A message as plain text, one line per line; what is under a spoiler is left out. */
export function plainFromDiscord(text: string, options: DiscordOptions): string {
  return blocksPlain(parseDiscord(text), options);
}

const blocksPlain = (blocks: readonly DiscordBlock[], options: DiscordOptions): string =>
  blocks.map((block) => blockPlain(block, options)).join('\n');

function blockPlain(block: DiscordBlock, options: DiscordOptions): string {
  switch (block.type) {
    case 'codeBlock':
      return block.text;
    case 'quote':
      return blocksPlain(block.children, options);
    case 'list':
      return block.items.map((item, index) => `${bullet(block.start, index)} ${blocksPlain(item, options)}`).join('\n');
    default:
      return inlinePlain(block.children, options);
  }
}

const bullet = (start: number | null, index: number): string => (start === null ? '•' : `${start + index}.`);

const inlinePlain = (nodes: readonly DiscordInline[], options: DiscordOptions): string =>
  nodes.map((node) => nodePlain(node, options)).join('');

function nodePlain(node: DiscordInline, options: DiscordOptions): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
      return node.text;
    case 'break':
      return '\n';
    case 'spoiler':
      return `[${options.t('markdown.spoiler')}]`;
    case 'mention':
    case 'command':
    case 'place':
    case 'emoji':
    case 'timestamp':
      return wordsOf(node, options);
    default:
      return inlinePlain(node.children, options);
  }
}
