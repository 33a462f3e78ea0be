import { safeUrl } from '../url.ts';
import type { Lookahead } from './lookahead.ts';
import { DISCORD_PLACES, TIMESTAMP_STYLES, type DiscordInline } from './tree.ts';

/** A node that has no markup inside, and where it ends. */
export interface Atom {
  readonly type: 'node';
  readonly node: DiscordInline;
  readonly end: number;
}

const LANGUAGE = /^([a-z0-9_+\-.#]{1,32})\n/i;
const LINK_END = /\*\*|\|\||~~|\]\(|[\s<]/g; // markup that may stand around an address is not a part of it
const TRAILING = '.,:;!?"\'*_~|]'; // nor is what follows it in a sentence
const LAST_SECOND = 8_640_000_000_000; // of a Date

/** Reads a fence at `at`; null when it is not closed or nothing is in it. */
export function codeBlockAt(text: string, at: number, ahead: Lookahead): Atom | null {
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

/** Reads the run of backticks at `at` and, when one of the same length follows, the code between them; else they are text. */
export function codeAt(text: string, at: number, ahead: Lookahead): Atom {
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

/** Code that begins or ends with a backtick is written with a space there. */
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

/** Reads what Discord writes in angle brackets at `at`: mentions, commands, emoji, timestamps, places, addresses. */
export function nodeInAngles(text: string, at: number): Atom | null {
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

/** Reads the address at `at`, without the markup and the full stop after it. */
export function bareLink(text: string, at: number): Atom {
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
