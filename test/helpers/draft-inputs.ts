import type { DraftInput } from '../../src/summaries/draft.ts';

/** A comment as a test writes it: words alone, or more. */
export type Written = string | (Partial<DraftInput> & Pick<DraftInput, 'content'>);

/** Comments in the order they were written, a minute apart and each by somebody else, unless they say otherwise. */
export const draftInputs = (written: readonly Written[]): DraftInput[] =>
  written.map((one, index) => ({
    id: draftInputId(index),
    author: `90000000000000${index}`,
    parent: null,
    isModerator: false,
    score: 0,
    recommended: false,
    ...(typeof one === 'string' ? { content: one } : one),
  }));

/** The id of the comment at `index`. */
export const draftInputId = (index: number): string =>
  String(1_300_000_000_000_000_000n + BigInt(index) * (60_000n << 22n));
