import { parseInline } from './inline.ts';
import { itemAt, listsFromItems, type ListItem } from './lists.ts';
import { createLookahead, type Lookahead } from './lookahead.ts';
import { paragraphsFromInline } from './paragraphs.ts';
import type { DiscordBlock } from './tree.ts';

/** What may still begin here: Discord has no quote in a quote, and a list in an item only by indentation. */
export interface BlockContext {
  readonly quotes: boolean;
  readonly lists: boolean;
}

/** One or more blocks, and where the line after them begins. */
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
export function parseBlocks(text: string, context: BlockContext): DiscordBlock[] {
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

/** The end of the line at `at`, or of the last line of a fence or spoiler that is opened in it: what is in them is no block. */
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
