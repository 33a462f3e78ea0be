/** What embed-files.ts puts before the script. */
declare const BELOWLINE: {
  readonly css: string;
  readonly words: Readonly<Record<string, { readonly failed: string; readonly none: string; readonly open: string }>>;
};
