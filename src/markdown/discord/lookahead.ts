/**
 * Where the other end of something is. Each question may be asked with positions that never fall; the answers are remembered,
 * so that all of them together cost one walk over the text, whatever was written.
 */
export interface Lookahead {
  /** Where `mark` stands next, at or after `from`; -1 when it does not. */
  next(mark: string, from: number): number;
  /** Where white space stands next, or the length of the text. */
  space(from: number): number;
  /** Where the next run of exactly `length` backticks begins; -1 when there is none. */
  backticks(length: number, from: number): number;
  /** The `)` that belongs to the `(` at `open`; -1 when there is none. */
  parenthesis(open: number): number;
}

/** Answers for one text. */
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
