const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person sees as one character each, one after the other. */
export function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** As many whole graphemes of a text's beginning as have at most `limit` UTF-16 units. */
export function beginning(text: string, limit: number): string {
  let kept = '';
  for (const grapheme of graphemesOf(text)) {
    if (kept.length + grapheme.length > limit) break;
    kept += grapheme;
  }
  return kept;
}
