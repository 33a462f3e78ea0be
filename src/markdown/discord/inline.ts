import { type Target, textNode, type Mark, type Token, tokensFromText } from './tokens.ts';
import type { DiscordInline, DiscordStyle } from './tree.ts';

const MAX_HEIGHT = 12; // styles inside styles; beyond it marks are plain text

const STYLES: Readonly<Record<Mark, DiscordStyle>> = {
  '*': 'emphasis',
  '**': 'strong',
  _: 'emphasis',
  __: 'underline',
  '~~': 'strike',
  '||': 'spoiler',
};

/** Marks that are not closed yet. Until then they are a text node, at `index`. */
interface Opener {
  readonly index: number;
  /** The open marks: `***` is `*` and `**`, and either may close first. */
  marks: (Mark | '[')[];
  /** The deepest nesting of styles after the opener. */
  height: number;
  readonly linksBefore: number;
}

/**
 * Nests styles and links: nodes lie in one flat list, and closing moves those after the opener into one new node.
 * Each node moves once per level and each opener is dropped once, so the work is proportional to the number of tokens.
 */
function createNesting() {
  const nodes: DiscordInline[] = [];
  const openers: Opener[] = [];
  const waiting = new Map<Mark | '[', Opener[]>();
  let links = 0;

  function add(node: DiscordInline): void {
    if (node.type === 'link') links += 1;
    nodes.push(node);
  }

  function open(marks: readonly (Mark | '[')[]): void {
    const opener = { index: nodes.length, marks: [...marks], height: 0, linksBefore: links };
    openers.push(opener);
    for (const mark of marks) stackOf(mark).push(opener);
    nodes.push(textNode(marks.join('')));
  }

  function stackOf(mark: Mark | '['): Opener[] {
    let stack = waiting.get(mark);
    if (!stack) waiting.set(mark, (stack = []));
    return stack;
  }

  /** The opener that `mark` closes: the innermost one, unless nothing is between them. */
  function partnerOf(mark: Mark | '['): Opener | undefined {
    const opener = stackOf(mark).at(-1);
    return opener && opener.index < nodes.length - 1 && opener.height < MAX_HEIGHT ? opener : undefined;
  }

  function raise(height: number): void {
    const opener = openers.at(-1);
    if (opener) opener.height = Math.max(opener.height, height);
  }

  /** Drops the openers inside `opener`: their marks remain text. */
  function dropInside(opener: Opener): void {
    for (let inner = openers.at(-1); inner && inner !== opener; inner = openers.at(-1)) {
      openers.pop();
      for (const mark of inner.marks) stackOf(mark).pop();
      raise(inner.height);
    }
  }

  function close(opener: Opener, mark: Mark | '[', nodeAround: (children: DiscordInline[]) => DiscordInline): void {
    dropInside(opener);
    const children = joinText(nodes.splice(opener.index + 1));
    nodes.pop();
    stackOf(mark).pop();
    opener.marks = opener.marks.filter((other) => other !== mark);
    if (opener.marks.length === 0) openers.pop();
    else nodes.push(textNode(opener.marks.join('')));
    add(nodeAround(children));
    raise(opener.height + 1);
  }

  function closeInnermost(marks: readonly Mark[]): Mark | undefined {
    let innermost: { mark: Mark; opener: Opener } | undefined;
    for (const mark of marks) {
      const opener = partnerOf(mark);
      if (opener && (!innermost || opener.index >= innermost.opener.index)) innermost = { mark, opener };
    }
    if (!innermost) return undefined;
    const { mark, opener } = innermost;
    close(opener, mark, (children) => ({ type: STYLES[mark], children }));
    return mark;
  }

  return {
    add,
    openLabel: () => open(['[']),
    /** Closes the marks that can close, and opens the others. */
    mark({ marks, opens, closes }: Extract<Token, { type: 'marks' }>): void {
      let left = [...marks];
      for (let closed = closes ? closeInnermost(left) : undefined; closed; closed = closeInnermost(left)) {
        left = left.filter((mark) => mark !== closed);
      }
      if (left.length === 0) return;
      if (opens) open(left);
      else add(textNode(left.join('')));
    },
    /** Ends a label: a link if it has a target and no link inside (as in Discord, so that no address poses as another). */
    closeLabel(target: Target | null): void {
      const opener = stackOf('[').at(-1);
      if (target && opener && partnerOf('[') && opener.linksBefore === links) {
        return close(opener, '[', (children) => ({ type: 'link', url: target.url, title: target.title, children }));
      }
      if (opener) {
        stackOf('[').pop();
        opener.marks = [];
      }
      add(textNode(']'));
      if (target) add(textNode(target.written));
    },
    finish: (): DiscordInline[] => joinText(nodes),
  };
}

function joinText(nodes: readonly DiscordInline[]): DiscordInline[] {
  const joined: DiscordInline[] = [];
  let texts: string[] = [];
  const flush = () => {
    if (texts.length > 0) joined.push(textNode(texts.join('')));
    texts = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') texts.push(node.text);
    else {
      flush();
      joined.push(node);
    }
  }
  flush();
  return joined;
}

/** Parses the inline nodes of a paragraph. */
export function parseInline(text: string): DiscordInline[] {
  const nesting = createNesting();
  for (const token of tokensFromText(text)) {
    switch (token.type) {
      case 'node':
        nesting.add(token.node);
        break;
      case 'marks':
        nesting.mark(token);
        break;
      case 'label':
        nesting.openLabel();
        break;
      case 'labelEnd':
        nesting.closeLabel(token.target);
        break;
    }
  }
  return nesting.finish();
}
