import type { DiscordBlock, DiscordInline } from './tree.ts';

/** Cuts a run of inline nodes at blank lines and at fenced code, which is a block when no style is around it. */
export function paragraphsFromInline(nodes: readonly DiscordInline[]): DiscordBlock[] {
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
