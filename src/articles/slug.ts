const MAX_SLUG = 80; // leaves room for a suffix below Discord's 100 characters for the value of a choice
const SLUG = /^[\p{L}\p{M}\p{Nd}]+(?:-[\p{L}\p{M}\p{Nd}]+)*$/u;

// Latin letters that Unicode does not decompose into a base letter and a mark.
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Whether `text` is a slug: lower-case letters of any script, digits and single hyphens, at most 80 characters. */
export const isSlug = (text: string): boolean =>
  text.length <= MAX_SLUG && text === text.toLowerCase() && SLUG.test(text);

/** A title's slug of at most 80 characters, cut at a word; empty when the title has neither letter nor digit. */
export function slugFromTitle(title: string): string {
  const words = title
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LATIN[letter] ?? letter)
    .match(/[\p{L}\p{M}\p{Nd}]+/gu);
  return joinWithin(words ?? [], MAX_SLUG);
}

/** Slugs for the headings of one article, each different: `after`, `after-2`. */
export function slugsFromHeadings(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return headings.map((heading) => {
    const base = slugFromTitle(heading) || 'section';
    let slug = base;
    while (taken.has(slug)) {
      const count = (counts.get(base) ?? 1) + 1;
      counts.set(base, count);
      const suffix = `-${count}`;
      slug = `${joinWithin(base.split('-'), MAX_SLUG - suffix.length)}${suffix}`;
    }
    taken.add(slug);
    return slug;
  });
}

function joinWithin(words: readonly string[], limit: number): string {
  let slug = '';
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if (longer.length > limit) return slug || cutWord(word, limit);
    slug = longer;
  }
  return slug;
}

// A cut between the halves of a surrogate pair would leave half a letter.
const cutWord = (word: string, limit: number): string => word.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
