import { tokensFromText, type Mark, type Token } from './tokens.ts';

/** Text that should stay whole. If it must be cut, between `innerStart` and `innerEnd`, it is closed and reopened. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly reopen: string;
  /** At most four characters. */
  readonly close: string;
}

const LINE_START = /> |>>> |-# /y;

/** The spans that should stay whole in a message, by their start: code, links, mentions and the like, styled text, quoted lines. */
export function spansFromText(text: string): Span[] {
  const spans: Span[] = [];
  const styles = createStyleSpans(text);
  const labels: number[] = [];
  let at = 0;
  let previous: Token | undefined;
  for (const token of tokensFromText(text)) {
    const isBreak = isLineBreak(token);
    if (isBreak && isLineBreak(previous)) styles.endParagraph();
    if (at === 0 || isLineBreak(previous)) spans.push(...quotedLine(text, at));
    if (token.type === 'marks') spans.push(...styles.spansFrom(token, at));
    else if (token.type === 'label') labels.push(at);
    else if (token.type === 'labelEnd') {
      const start = labels.pop();
      if (token.target) spans.push(whole(start ?? at, token.end));
    } else if (token.node.type === 'codeBlock') spans.push(fence(text, { ...token.node, start: at, end: token.end }));
    else if (token.node.type !== 'text' || text[at] === '\\') spans.push(whole(at, token.end));
    at = token.end;
    previous = token;
  }
  return spans.toSorted((one, other) => one.start - other.start);
}

const isLineBreak = (token: Token | undefined): boolean => token?.type === 'node' && token.node.type === 'break';

const whole = (start: number, end: number): Span => ({
  start,
  end,
  innerStart: start,
  innerEnd: end,
  reopen: '',
  close: '',
});

interface Fence {
  readonly start: number;
  readonly end: number;
  readonly language: string | null;
}

function fence(text: string, { start, end, language }: Fence): Span {
  const innerStart = start + 3 + (language === null ? 0 : language.length + 1);
  const innerEnd = start + text.slice(start, end - 3).trimEnd().length;
  return { start, end, innerStart, innerEnd, reopen: `\`\`\`${language ?? ''}\n`, close: '\n```' };
}

/** The span of a quoted or small line, or of the text after `>>> `: its rest needs the mark again. */
function quotedLine(text: string, at: number): Span[] {
  LINE_START.lastIndex = at;
  const mark = LINE_START.exec(text)?.[0];
  if (mark === undefined) return [];
  const lineEnd = mark === '>>> ' ? -1 : text.indexOf('\n', at);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return [{ start: at, end, innerStart: at + mark.length, innerEnd: end, reopen: mark, close: '' }];
}

/** Pairs the marks of styles. They end with their paragraph, except spoilers, which must never leak. */
function createStyleSpans(text: string) {
  const open = new Map<Mark, { start: number; end: number }>();
  return {
    spansFrom({ marks, opens, closes, end }: Extract<Token, { type: 'marks' }>, at: number): Span[] {
      return marks.flatMap((mark) => {
        const opener = open.get(mark);
        if (opener && closes && opener.end < at) {
          open.delete(mark);
          const innerEnd = opener.end + text.slice(opener.end, at).trimEnd().length;
          return [{ start: opener.start, end, innerStart: opener.end, innerEnd, reopen: mark, close: mark }];
        }
        if (opens) open.set(mark, { start: at, end });
        return [];
      });
    },
    endParagraph(): void {
      for (const mark of open.keys()) if (mark !== '||') open.delete(mark);
    },
  };
}

const NEVER = 255; // inside a mark

/** Where a message should not be cut. */
export interface Protection {
  /** The number of spans that a cut at `position` goes through; 255 inside their marks. */
  depth(position: number): number;
  /** The greatest depth from `start` to `end` that is not inside marks. */
  deepest(start: number, end: number): number;
  /** The spans that a cut at `position` goes through, the outermost first. */
  through(position: number): Span[];
}

/** Finds the protected spans of `text`. */
function protectionOf(text: string): Protection {
  const spans = spansFromText(text);
  const depths = depthsOf(spans, text.length);
  const depth = (position: number) => depths[position] ?? 0;
  return {
    depth,
    deepest(start, end) {
      let deepest = 0;
      for (let at = start; at <= end; at += 1) if (depth(at) !== NEVER) deepest = Math.max(deepest, depth(at));
      return deepest;
    },
    through: (position) =>
      depth(position) === 0
        ? [] // most cuts: no need to look through the spans of a whole article
        : spans.filter(({ innerStart, innerEnd }) => innerStart < position && position < innerEnd),
  };
}

function depthsOf(spans: readonly Span[], length: number): Uint8Array {
  const steps = new Int32Array(length + 2);
  for (const { start, end } of spans) {
    steps[start + 1] = (steps[start + 1] ?? 0) + 1;
    steps[end] = (steps[end] ?? 0) - 1;
  }
  const depths = new Uint8Array(length + 1);
  let depth = 0;
  for (let at = 0; at <= length; at += 1) {
    depth += steps[at] ?? 0;
    depths[at] = Math.min(depth, NEVER - 1);
  }
  for (const { start, end, innerStart, innerEnd } of spans) {
    if (innerStart > start) depths.fill(NEVER, start + 1, innerStart + 1);
    if (innerEnd < end) depths.fill(NEVER, innerEnd, end);
  }
  return depths;
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const AFTER_SENTENCE = /[\s。！？｡]/;

/** Finds the lengths at which one kind of break cuts a text, ascending. */
type Breaks = (text: string) => number[];

const matches =
  (pattern: RegExp): Breaks =>
  (text) =>
    [...text.matchAll(pattern)].map(({ index }) => index);
const segments =
  (segmenter: Intl.Segmenter): Breaks =>
  (text) =>
    [...segmenter.segment(text)].map(({ index }) => index);

const BETWEEN_WORDS: readonly Breaks[] = [
  matches(/\n[^\S\n]*\n/g),
  matches(/\n/g),
  (text) => segments(sentences)(text).filter((index) => AFTER_SENTENCE.test(text.charAt(index - 1))),
  matches(/[^\S\u00A0\u202F]/g),
];
const IN_WORDS: readonly Breaks[] = [segments(words), segments(graphemes)];

/** A break: at most `most` characters, and only where `allowed`. */
export interface BreakLimits {
  readonly most: number;
  readonly allowed: (length: number) => boolean;
}

/**
 * The length at which `text` is best cut: by the best kind of break in the second half, else by the best kind anywhere.
 * 0 when there is none. `text` should be one character longer than `most`, so that a space after the last word counts.
 */
function bestBreak(text: string, { most, allowed }: BreakLimits): number {
  const find = (kinds: readonly Breaks[], least: number): number => {
    for (const breaks of kinds) {
      const found = breaks(text).findLast((length) => length >= least && length <= most && allowed(length));
      if (found) return found;
    }
    return 0;
  };
  return find(BETWEEN_WORDS, Math.ceil(most / 2)) || find(BETWEEN_WORDS, 1) || find(IN_WORDS, 1);
}

const MIN_LIMIT = 100; // leaves room for what is closed and opened again
const MAX_CLOSE = 4; // a line end and a fence

/**
 * Splits a message into pieces of at most `limit` UTF-16 units (Discord counts fewer), never blank: at a blank line, else a line
 * end, a sentence, a space, a word, at last between graphemes. Fences, code, links, mentions, emoji, timestamps, spoilers and
 * other styled text stay whole; what is longer than a piece is closed and reopened. Throws a RangeError for a limit under 100.
 */
export function splitForDiscord(text: string, limit = 2000): string[] {
  if (limit < MIN_LIMIT) throw new RangeError(`A piece needs room for ${MIN_LIMIT} characters, not ${limit}`);
  const protection = protectionOf(text);
  const end = text.trimEnd().length;
  const pieces: string[] = [];
  for (let at = end - text.trim().length; at < end;) {
    const prefix = protection
      .through(at)
      .map((span) => span.reopen)
      .join('');
    if (prefix.length + end - at <= limit) {
      pieces.push(prefix + text.slice(at, end));
      break;
    }
    const cut = at + lengthToCut(text, at, { room: limit - prefix.length, protection });
    const cutSpans = protection.through(cut);
    const suffix = cutSpans
      .toReversed()
      .map((span) => span.close)
      .join('');
    pieces.push(prefix + text.slice(at, cut).trimEnd() + suffix);
    const inFence = cutSpans.some((span) => span.close === '\n```');
    at = inFence ? cut + (text[cut] === '\n' ? 1 : 0) : end - text.slice(cut, end).trimStart().length;
  }
  return pieces;
}

/** The length of the next piece: it cuts as few spans as possible, and a grapheme only when that is longer than a piece. */
function lengthToCut(text: string, at: number, { room, protection }: { room: number; protection: Protection }): number {
  const deepest = protection.deepest(at, at + room);
  for (let depth = 0; depth <= deepest; depth += 1) {
    const most = room - depth * MAX_CLOSE;
    const allowed = (length: number) => protection.depth(at + length) <= depth;
    const found = bestBreak(text.slice(at, at + most + 1), { most, allowed });
    if (found > 0) return found;
  }
  const most = room - deepest * MAX_CLOSE;
  const splitsPair =
    /[\uDC00-\uDFFF]/.test(text.charAt(at + most)) && /[\uD800-\uDBFF]/.test(text.charAt(at + most - 1));
  return splitsPair ? most - 1 : most;
}
