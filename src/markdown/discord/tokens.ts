import { bareLink, codeBlockAt, codeAt, nodeInAngles } from './atoms.ts';
import { createLookahead, type Lookahead } from './lookahead.ts';
import { targetAt, type Target } from './target.ts';
import type { DiscordInline } from './tree.ts';

/** What turns a style on and off, as it is written. */
export type Mark = '*' | '**' | '_' | '__' | '~~' | '||';

/** A piece of a line, and where it ends. */
export type Token =
  | { readonly type: 'node'; readonly node: DiscordInline; readonly end: number }
  | {
      readonly type: 'marks';
      readonly marks: readonly Mark[];
      readonly opens: boolean;
      readonly closes: boolean;
      readonly end: number;
    }
  | { readonly type: 'label'; readonly end: number }
  | { readonly type: 'labelEnd'; readonly target: Target | null; readonly end: number };

const PLAIN = /(?:(?!(?<![0-9A-Za-z])https?:\/\/)[^\\`*_~|[\]<\n¯])+/iy;
const BARE_LINK = /(?<![0-9A-Za-z])https?:\/\//iy;
const ESCAPE = /\\[^0-9A-Za-z\s]/uy;
const SHRUG = '¯\\_(ツ)_/¯'; // Discord keeps its arm, which would be an escape
const RUN = /\*+|_+/y;
const WORD = /[\p{L}\p{N}_]/u;
const SPACE = /\s/;

/** A line, or several, cut into what its characters mean; time grows with its length only. */
export function* tokensFromText(text: string): Generator<Token> {
  const ahead = createLookahead(text);
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, ahead);
    yield token;
    at = token.end;
  }
}

/** The pieces of a text with no meaning of their own are text nodes. */
export const textNode = (text: string): DiscordInline => ({ type: 'text', text });

const textToken = (text: string, at: number): Token => ({ type: 'node', node: textNode(text), end: at + text.length });

function tokenAt(text: string, at: number, ahead: Lookahead): Token {
  switch (text[at]) {
    case '\n':
      return { type: 'node', node: { type: 'break' }, end: at + 1 };
    case '\\':
      return escapeAt(text, at);
    case '`':
      return codeBlockAt(text, at, ahead) ?? codeAt(text, at, ahead);
    case '<':
      return nodeInAngles(text, at) ?? textToken('<', at);
    case '*':
    case '_':
      return runAt(text, at);
    case '~':
    case '|':
      return pairAt(text, at);
    case '[':
      return { type: 'label', end: at + 1 };
    case ']': {
      const target = targetAt(text, at + 1, ahead);
      return { type: 'labelEnd', target, end: target?.end ?? at + 1 };
    }
    default:
      return plainAt(text, at);
  }
}

function plainAt(text: string, at: number): Token {
  if (text.startsWith(SHRUG, at)) return textToken(SHRUG, at);
  BARE_LINK.lastIndex = at;
  if (BARE_LINK.test(text)) return bareLink(text, at);
  return textToken(matchAt(PLAIN, text, at) ?? text.charAt(at), at);
}

function escapeAt(text: string, at: number): Token {
  const escaped = matchAt(ESCAPE, text, at);
  if (escaped === null) return textToken('\\', at);
  return { type: 'node', node: textNode(escaped.slice(1)), end: at + escaped.length };
}

function runAt(text: string, at: number): Token {
  const run = matchAt(RUN, text, at) ?? '';
  if (run.length > 3) return textToken(run, at);
  const [single, double]: [Mark, Mark] = run.startsWith('*') ? ['*', '**'] : ['_', '__'];
  const marks = run.length === 1 ? [single] : run.length === 2 ? [double] : [single, double];
  return { type: 'marks', marks, ...sidesOf(text, at, run), end: at + run.length };
}

/** A single `*` or `_` must touch what it styles, and `_` must not stand in a word; longer ones work everywhere. */
function sidesOf(text: string, at: number, run: string): { opens: boolean; closes: boolean } {
  if (run.length > 1) return { opens: true, closes: true };
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  const touches = (character: string) => character !== '' && !SPACE.test(character);
  const free = (character: string) => run === '*' || !WORD.test(character);
  return { opens: touches(after) && free(before), closes: touches(before) && free(after) };
}

function pairAt(text: string, at: number): Token {
  const mark = text.startsWith('||', at) ? '||' : text.startsWith('~~', at) ? '~~' : null;
  if (mark === null) return textToken(text.charAt(at), at);
  return { type: 'marks', marks: [mark], opens: true, closes: true, end: at + 2 };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
