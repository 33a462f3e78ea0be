import type { Summary } from '../discussions/discussion.ts';
import type { WrittenComment } from './article-view.ts';

/** A sentence of a summary; `quoted` is the comment that it was taken from, null for words that quote none. */
export interface ShownSentence {
  readonly text: string;
  readonly quoted: WrittenComment | null;
}

/** What of a summary stands on the page: at least one sentence. */
export interface ShownSummary {
  readonly sentences: readonly ShownSentence[];
  /** The moderator's user id. */
  readonly by: string;
  readonly updatedAt: number;
  /** It is a member's own message, pinned as it stood. */
  readonly isPinnedComment: boolean;
}

/** The comments whose words a summary repeats, each once. */
export function quotedIn(summary: Summary | null): string[] {
  return [...new Set(sentencesOf(summary).flatMap(({ comment }) => comment ?? []))];
}

/** The summary without sentences whose comment is not among the published ones; null when it is withdrawn or nothing is left. */
export function shownSummary(
  summary: Summary | null,
  published: ReadonlyMap<string, WrittenComment>,
): ShownSummary | null {
  const sentences = sentencesOf(summary).flatMap(({ text, comment }): ShownSentence[] => {
    if (comment === null) return [{ text, quoted: null }];
    const quoted = published.get(comment);
    return quoted ? [{ text, quoted }] : [];
  });
  if (!summary || sentences.length === 0) return null;
  const { by, updatedAt } = summary;
  return { sentences, by, updatedAt, isPinnedComment: isPinnedComment(summary) };
}

function sentencesOf(summary: Summary | null): Summary['sentences'] {
  if (!summary || summary.isWithdrawn) return [];
  if (!isPinnedComment(summary)) return summary.sentences;
  return summary.sentences.map(({ text, comment }) => ({ text, comment: comment ?? summary.message }));
}

const isPinnedComment = ({ message, sources }: Summary): boolean => sources.includes(message);
