import type { HtmlEscapedString } from 'hono/utils/html';
import type { Translate } from '../../language/translate.ts';
import type { Site } from '../site.ts';

/** A piece of a page, escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every block of a page may need. */
export interface PageContext {
  readonly site: Site;
  /** The BCP 47 tag of the language of `t`, in which the page's own words are. */
  readonly language: string;
  readonly t: Translate;
  /** The path of the style sheet, which names its content. */
  readonly stylesheet: string;
  /** The path of the icon, likewise. */
  readonly icon: string;
}
