import { afforded, affordedText, type Budget, createBudget, eachAfforded } from './budget.ts';
import type { DiscordOptions } from './options.ts';
import { parseDiscord } from './parse.ts';
import type { DiscordBlock, DiscordInline } from './tree.ts';
import { wordsOf } from './words.ts';

interface Writing extends DiscordOptions, Budget {}

/** A message as plain text, one line per line; what is under a spoiler is left out, and what names make of it beyond 16 KiB. */
export function plainFromDiscord(text: string, options: DiscordOptions): string {
  const writing: Writing = { ...options, ...createBudget() };
  const plain = blocksPlain(parseDiscord(text), writing);
  return writing.isCut ? `${plain}…` : plain;
}

const blocksPlain = (blocks: readonly DiscordBlock[], writing: Writing): string =>
  eachAfforded(writing, blocks, (block) => blockPlain(block, writing)).join('\n');

function blockPlain(block: DiscordBlock, writing: Writing): string {
  switch (block.type) {
    case 'codeBlock':
      return textPlain(block.text, writing);
    case 'quote':
      return blocksPlain(block.children, writing);
    case 'list':
      return eachAfforded(
        writing,
        block.items,
        (item, index) => `${bullet(block.start, index)} ${blocksPlain(item, writing)}`,
      ).join('\n');
    default:
      return inlinePlain(block.children, writing);
  }
}

const bullet = (start: number | null, index: number): string => (start === null ? '•' : `${start + index}.`);

const textPlain = (text: string, writing: Writing): string => affordedText(writing, text, String);

const inlinePlain = (nodes: readonly DiscordInline[], writing: Writing): string =>
  eachAfforded(writing, nodes, (node) => nodePlain(node, writing)).join('');

function nodePlain(node: DiscordInline, writing: Writing): string {
  switch (node.type) {
    case 'text':
    case 'code':
    case 'codeBlock':
      return textPlain(node.text, writing);
    case 'break':
      return '\n';
    case 'spoiler':
      return afforded(writing, `[${writing.t('markdown.spoiler')}]`);
    case 'mention':
    case 'command':
    case 'place':
    case 'emoji':
    case 'timestamp':
      return afforded(writing, wordsOf(node, writing));
    default:
      return inlinePlain(node.children, writing);
  }
}
