import { safeUrl } from '../html.ts';
import { DISCORD_PLACES, TIMESTAMP_STYLES, type DiscordInline } from './tree.ts';

/**
 * Finds the other end of something. Each method must be called with positions that never decrease: then all calls together cost
 * one pass over any text.
 */
export interface Lookahead {
  /** The next `mark` at or after `from`; -1 for none. */
  next(mark: string, from: number): number;
  /** The next white space, or the length of the text. */
  space(from: number): number;
  /** The next run of exactly `length` backticks; -1 for none. */
  backticks(length: number, from: number): number;
  /** The `)` that closes the `(` at `open`; -1 for none. */
  parenthesis(open: number): number;
}

/** Creates the lookahead of one text. */
export function createLookahead(text: string): Lookahead {
  const places = new Map<string, number>();
  const backtickRuns = new Map<number, number>();
  let runs: Map<number, number[]> | undefined;
  let parentheses: Map<number, number> | undefined;
  let space = -1;

  return {
    next(mark, from) {
      const known = places.get(mark) ?? 0;
      if (known === -1 || known > from) return known;
      const found = text.indexOf(mark, from);
      places.set(mark, found);
      return found;
    },
    space(from) {
      if (space < from) space = firstSpace(text, from);
      return space;
    },
    backticks(length, from) {
      runs ??= backtickRunsByLength(text);
      const starts = runs.get(length) ?? [];
      let index = backtickRuns.get(length) ?? 0;
      while (index < starts.length && (starts[index] ?? 0) < from) index += 1;
      backtickRuns.set(length, index);
      return starts[index] ?? -1;
    },
    parenthesis(open) {
      parentheses ??= matchParentheses(text);
      return parentheses.get(open) ?? -1;
    },
  };
}

function firstSpace(text: string, from: number): number {
  const space = /\s/g;
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
}

function backtickRunsByLength(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const starts = runs.get(run.length);
    if (starts) starts.push(index);
    else runs.set(run.length, [index]);
  }
  return runs;
}

function matchParentheses(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: found, index } of text.matchAll(/\\[\s\S]|[()]/g)) {
    if (found === '(') open.push(index);
    if (found !== ')') continue;
    const partner = open.pop();
    if (partner !== undefined) pairs.set(partner, index);
  }
  return pairs;
}

/** The target of a masked link: what follows its label. */
export interface Target {
  readonly url: string;
  readonly title: string | null;
  readonly written: string;
  readonly end: number;
}

const ADDRESS = /\(<?https?:\/\//iy;

/** Reads `(https://… "title")` at `at`; null when there is no such target, or its address is not http or https. */
function targetAt(text: string, at: number, ahead: Lookahead): Target | null {
  ADDRESS.lastIndex = at;
  if (!ADDRESS.test(text)) return null;
  const space = ahead.space(at + 1);
  const close = ahead.parenthesis(at);
  if (close !== -1 && close < space) return target(text, at, { addressEnd: close, title: null, end: close + 1 });
  const quote = text.charAt(space + 1);
  if (quote !== '"' && quote !== "'") return null;
  const titleEnd = ahead.next(`${quote})`, space + 2);
  if (titleEnd === -1) return null;
  return target(text, at, { addressEnd: space, title: text.slice(space + 2, titleEnd), end: titleEnd + 2 });
}

function target(
  text: string,
  at: number,
  found: { addressEnd: number; title: string | null; end: number },
): Target | null {
  const written = text.slice(at + 1, found.addressEnd);
  const inAngles = written.startsWith('<') && written.endsWith('>');
  const address = (inAngles ? written.slice(1, -1) : written).replace(/\\([^0-9A-Za-z\s])/g, '$1');
  const url = safeUrl(address);
  return url === null ? null : { url, title: found.title, written: text.slice(at, found.end), end: found.end };
}

/** A node without markup inside, and its end. */
export interface Atom {
  readonly type: 'node';
  readonly node: DiscordInline;
  readonly end: number;
}

const LANGUAGE = /^([a-z0-9_+\-.#]{1,32})\n/i;
const LINK_END = /\*\*|\|\||~~|\]\(|[\s<]/g; // markup around an address is not part of it
const TRAILING = '.,:;!?"\'*_~|]'; // nor is punctuation after it
const LAST_SECOND = 8_640_000_000_000; // of a Date

/** Reads a fence at `at`; null when it is not closed or empty. */
function codeBlockAt(text: string, at: number, ahead: Lookahead): Atom | null {
  if (!text.startsWith('```', at)) return null;
  const close = ahead.next('```', at + 3);
  if (close === -1) return null;
  const inside = text.slice(at + 3, close);
  const language = LANGUAGE.exec(inside)?.[1] ?? null;
  const code = withoutOuterLines(language === null ? inside : inside.slice(language.length + 1));
  if (code === '') return null;
  return { type: 'node', node: { type: 'codeBlock', language, text: code }, end: close + 3 };
}

function withoutOuterLines(code: string): string {
  let start = 0;
  let end = code.length;
  while (code[start] === '\n') start += 1;
  while (end > start && code[end - 1] === '\n') end -= 1;
  return code.slice(start, end);
}

/** Reads the code between the backticks at `at` and a run of the same length; without one the backticks are text. */
function codeAt(text: string, at: number, ahead: Lookahead): Atom {
  let start = at;
  while (text[start] === '`') start += 1;
  const close = ahead.backticks(start - at, start);
  if (close === -1) return { type: 'node', node: { type: 'text', text: text.slice(at, start) }, end: start };
  return {
    type: 'node',
    node: { type: 'code', text: withoutPadding(text.slice(start, close)) },
    end: close + (start - at),
  };
}

/** Removes the space that code needs beside a backtick at its beginning or end. */
function withoutPadding(code: string): string {
  const trimmed = code.trim();
  const start = code.startsWith(' ') && trimmed.startsWith('`') ? 1 : 0;
  const end = code.endsWith(' ') && trimmed.endsWith('`') ? -1 : code.length;
  return code.slice(start, end);
}

type Angle = readonly [pattern: RegExp, node: (match: RegExpExecArray) => DiscordInline | null];

const ANGLES: readonly Angle[] = [
  [/<@!?(\d{1,20})>/y, ([, id = '']) => ({ type: 'mention', of: 'user', id })],
  [/<@&(\d{1,20})>/y, ([, id = '']) => ({ type: 'mention', of: 'role', id })],
  [/<#(\d{1,20})>/y, ([, id = '']) => ({ type: 'mention', of: 'channel', id })],
  [/<\/([^\s:<>][^\n:<>]{0,99}):(\d{1,20})>/y, ([, name = '', id = '']) => ({ type: 'command', name, id })],
  [/<(a?):(\w{1,32}):(\d{1,20})>/y, ([, a, name = '', id = '']) => ({ type: 'emoji', name, id, animated: a === 'a' })],
  [/<t:(-?\d{1,14})(?::([tTdDfFsSR]))?>/y, ([, seconds, style]) => timestamp(Number(seconds), style)],
  [/<id:([a-z-]{1,20})(?::\d{1,20})?>/y, ([, name]) => placeNamed(name)],
  [/<(https?:\/\/[^\s<>]+)>/iy, ([, address = '']) => link(address)],
];

/** Reads what stands in angle brackets at `at`: a mention, command, emoji, timestamp, place or address. */
function nodeInAngles(text: string, at: number): Atom | null {
  for (const [pattern, nodeFromMatch] of ANGLES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const node = match && nodeFromMatch(match);
    if (node) return { type: 'node', node, end: at + match[0].length };
  }
  return null;
}

function placeNamed(name: string | undefined): DiscordInline | null {
  const place = DISCORD_PLACES.find((known) => known === name);
  return place ? { type: 'place', place } : null;
}

function timestamp(seconds: number, written = 'f'): DiscordInline | null {
  const style = TIMESTAMP_STYLES.find((known) => known === written);
  return style && Math.abs(seconds) <= LAST_SECOND ? { type: 'timestamp', seconds, style } : null;
}

function link(address: string): DiscordInline | null {
  const url = safeUrl(address);
  return url === null ? null : { type: 'link', url, title: null, children: [{ type: 'text', text: address }] };
}

/** Reads the address at `at` without the markup and punctuation after it. */
function bareLink(text: string, at: number): Atom {
  LINK_END.lastIndex = at;
  const address = withoutTrailing(text.slice(at, LINK_END.exec(text)?.index));
  return { type: 'node', node: link(address) ?? { type: 'text', text: address }, end: at + address.length };
}

function withoutTrailing(address: string): string {
  let surplus = count(address, ')') - count(address, '(');
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' && surplus > 0) surplus -= 1;
    else if (!TRAILING.includes(last)) break;
  }
  return address.slice(0, end);
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A mark that turns a style on and off. */
export type Mark = '*' | '**' | '_' | '__' | '~~' | '||';

/** A token, and its end. */
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

/** Splits text into tokens, in time proportional to its length. */
export function* tokensFromText(text: string): Generator<Token> {
  const ahead = createLookahead(text);
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, ahead);
    yield token;
    at = token.end;
  }
}

/** A text node: characters without a meaning of their own. */
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
