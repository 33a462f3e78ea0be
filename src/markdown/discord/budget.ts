/** Bytes that one rendered message may have: more than the longest natural one needs, a fifth of what mentions alone could produce. */
const MOST_BYTES = 16_384;

/** The bytes that are left for a message, and whether anything was left out. */
export interface Budget {
  left: number;
  isCut: boolean;
}

/** Creates the budget of one message. */
export const createBudget = (): Budget => ({ left: MOST_BYTES, isCut: false });

/** Spends bytes; false when too few are left: then this part and all that follows are left out. */
export function affords(budget: Budget, part: string): boolean {
  const left = budget.left - Buffer.byteLength(part);
  budget.isCut ||= left < 0;
  budget.left = budget.isCut ? 0 : left;
  return !budget.isCut;
}

/** The part, or '' when it exceeds the budget. */
export const afforded = (budget: Budget, part: string): string => (affords(budget, part) ? part : '');

/** Rendered text, cut to the budget; `written` makes at most six bytes of a character. */
export function affordedText(budget: Budget, text: string, written: (text: string) => string): string {
  const { left } = budget;
  const whole = written(text);
  return affords(budget, whole) ? whole : written(text.slice(0, Math.floor(left / 6)).replace(/[\uD800-\uDBFF]$/, ''));
}

/** Renders the parts until the budget is spent. */
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
