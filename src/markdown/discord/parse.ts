import { cleanText } from '../clean.ts';
import { parseBlocks } from './blocks.ts';
import type { DiscordBlock } from './tree.ts';

/**
 * Reads a Discord message. Any string is a message: nothing throws, and the time grows with the length only.
 * What is in the tree is clean (see `cleanText`) but not escaped for HTML.
 */
export const parseDiscord = (text: string): DiscordBlock[] =>
  parseBlocks(cleanText(text), { quotes: true, lists: true });
