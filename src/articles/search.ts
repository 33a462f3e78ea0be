/** Text with case, accents and the shape of apostrophes taken away, so that "café" is found by "CAFE". */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase() // also takes ß for SS
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

/** How well a title fits what was typed, both folded: 0 begins with it, 1 a word does, 2 it is inside, 3 has all its words; undefined: not at all. */
export function fit(title: string, typed: string): number | undefined {
  const at = title.indexOf(typed);
  if (at === 0) return 0;
  if (at < 0) return typed.split(' ').every((word) => title.includes(word)) ? 3 : undefined;
  return beginsWord(title, typed, at) ? 1 : 2;
}

/** Those of `items` that fit what was typed, the best first, else in their order. */
export function bestFits<Item>(items: readonly Item[], typed: string, titleOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, rank: fit(titleOf(item), typed) }))
    .filter((candidate): candidate is { item: Item; rank: number } => candidate.rank !== undefined)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

function beginsWord(title: string, typed: string, first: number): boolean {
  for (let at = first; at >= 0; at = title.indexOf(typed, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(title[at - 1] ?? ' ')) return true;
  }
  return false;
}
