import type { DiscordBlock, DiscordInline } from './tree.ts';
import { parseInline } from './inline.ts';
import { createLookahead, type Lookahead } from './tokens.ts';
import { cleanText } from '../text.ts';

/** Splits inline nodes into blocks at blank lines and at fenced code outside any style. */
function paragraphsFromInline(nodes: readonly DiscordInline[]): DiscordBlock[] {
  const blocks: DiscordBlock[] = [];
  let children: DiscordInline[] = [];
  let breaks = 0;
  const flush = () => {
    if (!children.every(isBlank)) blocks.push({ type: 'paragraph', children });
    children = [];
    breaks = 0;
  };
  for (const node of nodes) {
    if (node.type === 'break') {
      breaks += 1;
    } else if (node.type === 'codeBlock') {
      flush();
      blocks.push(node);
    } else {
      if (breaks > 1) flush();
      if (breaks === 1 && children.length > 0) children.push({ type: 'break' });
      breaks = 0;
      children.push(node);
    }
  }
  flush();
  return blocks;
}

const isBlank = (node: DiscordInline): boolean =>
  node.type === 'break' || (node.type === 'text' && node.text.trim() === '');

/** The first line of a list item, with the lines that continue it. */
export interface ListItem {
  readonly indent: number;
  /** Its number, or null for a bullet. */
  readonly start: number | null;
  readonly lines: string[];
}

interface OpenList {
  readonly indent: number;
  readonly ordered: boolean;
  readonly items: DiscordBlock[][];
}

const ITEM = /^( *)(?:[-*]|(\d{1,9})\.) +(\S.*)/;
const MAX_DEPTH = 11; // Discord's

/** The item that a line begins, or null. */
function itemAt(line: string): ListItem | null {
  const [, spaces, number, text] = ITEM.exec(line) ?? [];
  if (spaces === undefined || text === undefined) return null;
  return { indent: spaces.length, start: number === undefined ? null : Number(number), lines: [text] };
}

/** Nests items by their indentation; bullets and numbers make lists of their own. */
function listsFromItems(items: readonly ListItem[], blocksFromText: (text: string) => DiscordBlock[]): DiscordBlock[] {
  const lists: DiscordBlock[] = [];
  const open: OpenList[] = [];
  for (const item of items) {
    const ordered = item.start !== null;
    while (open.length > 1 && item.indent < (open.at(-1)?.indent ?? 0)) open.pop();
    const parent = open.length < MAX_DEPTH && item.indent > (open.at(-1)?.indent ?? Infinity) ? open.at(-1) : undefined;
    if (!parent && open.at(-1)?.ordered === !ordered) open.pop();
    let list = parent ? undefined : open.at(-1);
    if (!list) {
      list = { indent: item.indent, ordered, items: [] };
      (open.at(-1)?.items.at(-1) ?? lists).push({ type: 'list', start: item.start, items: list.items });
      open.push(list);
    }
    list.items.push(blocksFromText(item.lines.join('\n')));
  }
  return lists;
}

/** The blocks that may begin here: Discord nests no quotes, and nests lists by indentation only. */
export interface BlockContext {
  readonly quotes: boolean;
  readonly lists: boolean;
}

/** One or more blocks, and the start of the next line. */
interface Found {
  readonly blocks: readonly DiscordBlock[];
  readonly end: number;
}

const HEADING = /^ *(#{1,3}) +(\S.*)/;
const SUBTEXT = /^ *-# +(\S.*)/;
const QUOTE = /^ *> (.*)/;
const QUOTE_TO_END = /^ *>>> /;
const INDENTED = /^ {2,}\S/;
const OPAQUE = /\\[\s\S]|```|\|\||\n/g;

/** Reads text from top to bottom. */
function parseBlocks(text: string, context: BlockContext): DiscordBlock[] {
  const ahead = createLookahead(text);
  const blocks: DiscordBlock[] = [];
  let paragraph = 0;
  const flush = (end: number) => {
    if (end > paragraph) blocks.push(...paragraphsFromInline(parseInline(text.slice(paragraph, end))));
  };
  for (let at = 0; at < text.length;) {
    const found = blockAt(text, at, context);
    if (!found) {
      at = endOfLines(text, at, ahead) + 1;
      continue;
    }
    flush(at);
    for (const block of found.blocks) blocks.push(block);
    at = paragraph = found.end;
  }
  flush(text.length);
  return blocks;
}

function blockAt(text: string, at: number, context: BlockContext): Found | null {
  const line = lineAt(text, at);
  const end = at + line.length + 1;
  if (context.quotes && QUOTE_TO_END.test(line)) {
    return { blocks: [quote(text.slice(text.indexOf('>>> ', at) + 4), context)], end: text.length };
  }
  if (context.quotes && QUOTE.test(line)) return quoteAt(text, at, context);
  const [, marks, title] = HEADING.exec(line) ?? [];
  if (marks && title)
    return { blocks: [{ type: 'heading', level: levelOf(marks), children: parseInline(title) }], end };
  const subtext = SUBTEXT.exec(line)?.[1];
  if (subtext) return { blocks: [{ type: 'subtext', children: parseInline(subtext) }], end };
  return context.lists ? listsAt(text, at, context) : null;
}

const levelOf = (marks: string): 1 | 2 | 3 => (marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3);

const quote = (text: string, context: BlockContext): DiscordBlock => ({
  type: 'quote',
  children: parseBlocks(text, { ...context, quotes: false }),
});

function quoteAt(text: string, at: number, context: BlockContext): Found {
  const lines: string[] = [];
  let end = at;
  for (let found = QUOTE.exec(lineAt(text, end)); found; found = QUOTE.exec(lineAt(text, end))) {
    lines.push(found[1] ?? '');
    end += found[0].length + 1;
  }
  return { blocks: [quote(lines.join('\n'), context)], end };
}

function listsAt(text: string, at: number, context: BlockContext): Found | null {
  const items: ListItem[] = [];
  let end = at;
  while (end < text.length) {
    const line = lineAt(text, end);
    const item = itemAt(line);
    const last = items.at(-1);
    if (item) items.push(item);
    else if (last && INDENTED.test(line)) last.lines.push(line.trim());
    else break;
    end += line.length + 1;
  }
  if (items.length === 0) return null;
  return { blocks: listsFromItems(items, (body) => parseBlocks(body, { ...context, lists: false })), end };
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
}

/** The end of the line at `at`, or of the last line of a fence or spoiler that it opens: no block begins inside one. */
function endOfLines(text: string, at: number, ahead: Lookahead): number {
  OPAQUE.lastIndex = at;
  for (let found = OPAQUE.exec(text); found; found = OPAQUE.exec(text)) {
    const [mark] = found;
    if (mark === '\n') return found.index;
    const close = mark.startsWith('\\') ? -1 : ahead.next(mark, OPAQUE.lastIndex);
    if (close !== -1) OPAQUE.lastIndex = close + mark.length;
  }
  return text.length;
}

/**
 * Parses a Discord message. Never throws, and takes time in proportion to the length. The tree's text is clean (see `cleanText`),
 * but not escaped for HTML.
 */
export const parseDiscord = (text: string): DiscordBlock[] =>
  parseBlocks(cleanText(text), { quotes: true, lists: true });
