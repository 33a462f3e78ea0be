/** How much one message may make, in bytes: more than the longest one in natural words needs, a fifth of what mentions alone could make. */
const MOST_BYTES = 16_384;

/** How much a message may still make, in bytes, and whether anything of it was left out. */
export interface Budget {
  left: number;
  isCut: boolean;
}

/** The budget of one message. */
export const createBudget = (): Budget => ({ left: MOST_BYTES, isCut: false });

/** Counts a part; false when it is more than is left: then it is left out, and all that follows. */
export function affords(budget: Budget, part: string): boolean {
  const left = budget.left - Buffer.byteLength(part);
  budget.isCut ||= left < 0;
  budget.left = budget.isCut ? 0 : left;
  return !budget.isCut;
}

/** The part, or nothing when it is more than is left. */
export const afforded = (budget: Budget, part: string): string => (affords(budget, part) ? part : '');

/** Written text, or as much of its beginning as is left for; `written` makes at most six bytes of a character. */
export function affordedText(budget: Budget, text: string, written: (text: string) => string): string {
  const { left } = budget;
  const whole = written(text);
  return affords(budget, whole) ? whole : written(text.slice(0, Math.floor(left / 6)).replace(/[\uD800-\uDBFF]$/, ''));
}

/** What is made of each part, as far as the budget goes. */
export function eachAfforded<Part>(
  budget: Budget,
  parts: readonly Part[],
  make: (part: Part, index: number) => string,
): string[] {
  const made: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (budget.isCut) break;
    made.push(make(part, index));
  }
  return made;
}
