import type { Discussion, Summary, SummarySentence } from './discussion.ts';
import { sourcesOf } from './summary-rules.ts';

/** Words that may become a discussion's summary, as a moderator has them before them. */
export interface SummaryDraft extends Pick<Summary, 'sentences' | 'sources' | 'isRewritten'> {
  readonly thread: string;
  /** When the summary was set that it would take the place of; null where there was none. */
  readonly replaces: number | null;
}

/** The words of a draft or a summary, a sentence a line. */
export const textOf = ({ sentences }: Pick<Summary, 'sentences'>): string =>
  sentences.map(({ text }) => text).join('\n');

/** A draft of sentences that quote comments. */
export const draftFromSentences = (
  { thread, summary }: Pick<Discussion, 'thread' | 'summary'>,
  sentences: readonly SummarySentence[],
): SummaryDraft => ({
  thread,
  replaces: summary?.updatedAt ?? null,
  sentences,
  sources: sentences.flatMap(({ comment }) => comment ?? []),
  isRewritten: false,
});

/** A draft of the summary that there is; an empty one where there is none. */
export function draftFromSummary({ thread, summary }: Pick<Discussion, 'thread' | 'summary'>): SummaryDraft {
  if (!summary) return draftFromSentences({ thread, summary }, []);
  const { sentences, isRewritten } = summary;
  return { thread, replaces: summary.updatedAt, sentences, sources: sourcesOf(summary), isRewritten };
}

/** The draft with a moderator's own words; unchanged words leave it as it is. */
export function rewritten(draft: SummaryDraft, text: string): SummaryDraft {
  const words = text.replaceAll('\r\n', '\n').trim();
  if (words === textOf(draft)) return draft;
  return { ...draft, sentences: [{ text: words, comment: null }], isRewritten: true };
}
