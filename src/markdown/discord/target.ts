import { safeUrl } from '../url.ts';
import type { Lookahead } from './lookahead.ts';

/** Where a masked link leads: what follows its label, as written and understood. */
export interface Target {
  readonly url: string;
  readonly title: string | null;
  readonly written: string;
  readonly end: number;
}

const ADDRESS = /\(<?https?:\/\//iy;

/** Reads `(https://… "title")` at `at`; null when that does not stand there, or leads elsewhere than to the web. */
export function targetAt(text: string, at: number, ahead: Lookahead): Target | null {
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
