import { spansFromText, type Span } from './spans.ts';

const NEVER = 255; // inside a mark

/** Where a message is better not cut. */
export interface Protection {
  /** How many spans a cut at `position` would go through; 255 inside their marks. */
  depth(position: number): number;
  /** The greatest depth from `start` to `end` that is not inside marks. */
  deepest(start: number, end: number): number;
  /** The spans that a cut at `position` goes through, the outermost first. */
  through(position: number): Span[];
}

/** Finds all that should stay whole in `text`. */
export function protectionOf(text: string): Protection {
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
