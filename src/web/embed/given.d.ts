/** What embed-files.ts puts before the script. */
declare const BELOWLINE: {
  readonly css: string;
  readonly words: Readonly<Record<string, { readonly failed: string; readonly none: string; readonly open: string }>>;
};

/** What page/live.ts writes for scripts. */
interface Live {
  readonly events: string;
  readonly counts: string;
  readonly newest: string;
  readonly version: string;
  readonly count: number;
  readonly language: string;
  /** By plural form, with # for the number. */
  readonly words: Readonly<Record<string, string>>;
}
