import type { DiscordBlock } from './tree.ts';

/** A line that begins an item, with the lines that continue it. */
export interface ListItem {
  readonly indent: number;
  /** The number before it, or null for a bullet. */
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
export function itemAt(line: string): ListItem | null {
  const [, spaces, number, text] = ITEM.exec(line) ?? [];
  if (spaces === undefined || text === undefined) return null;
  return { indent: spaces.length, start: number === undefined ? null : Number(number), lines: [text] };
}

/** Nests items by their indentation; bullets and numbers make lists of their own. */
export function listsFromItems(
  items: readonly ListItem[],
  blocksFromText: (text: string) => DiscordBlock[],
): DiscordBlock[] {
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
