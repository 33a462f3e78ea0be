import { tokensFromText, type Mark, type Token } from './discord/tokens.ts';

/** Text that should stay whole. Where it must be cut all the same, between `innerStart` and `innerEnd`, it is closed and opened again. */
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

/** What must stay whole in a message, ordered by its start: code, links, mentions and the like, styled text, quoted lines. */
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

/** The rest of a quoted or small line, or of the text after `>>> `, needs its mark again. */
function quotedLine(text: string, at: number): Span[] {
  LINE_START.lastIndex = at;
  const mark = LINE_START.exec(text)?.[0];
  if (mark === undefined) return [];
  const lineEnd = mark === '>>> ' ? -1 : text.indexOf('\n', at);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return [{ start: at, end, innerStart: at + mark.length, innerEnd: end, reopen: mark, close: '' }];
}

/** Pairs the marks of styles; all but spoilers, which must never leak, end with their paragraph. */
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
