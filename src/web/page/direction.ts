import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';

/** The attributes of the page's own words where they stand among an article's. */
export const spoken = ({ language }: Pick<PageContext, 'language'>): Html =>
  html`lang="${language}" dir="${directionOf(language)}"`;

/** In which direction a language is written, by its BCP 47 tag; left to right for a tag that is none. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    return textDirection(new Intl.Locale(language));
  } catch (error) {
    if (error instanceof RangeError) return 'ltr';
    throw error;
  }
}

// TypeScript's library does not know getTextInfo yet; Node 24 has it.
function textDirection(locale: Intl.Locale & { getTextInfo?: () => { direction?: string } }): 'ltr' | 'rtl' {
  return locale.getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}
