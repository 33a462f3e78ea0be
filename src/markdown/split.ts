import { bestBreak } from './breaks.ts';
import { protectionOf, type Protection } from './protection.ts';

const MIN_LIMIT = 100; // leaves room for what is closed and opened again
const MAX_CLOSE = 4; // a line end and a fence

/**
 * Cuts a message into pieces of at most `limit` UTF-16 units (Discord counts fewer) that are never blank: at a blank line, else a
 * line end, a sentence, a space, a word, at last between graphemes. Fences, code, links, mentions, emoji, timestamps, spoilers and
 * other styled text stay whole; what is longer than a piece is closed and opened again. Throws a RangeError for a limit under 100.
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

/** Cuts through as few spans as possible, and through a grapheme only when it is longer than a piece. */
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
