import type { Summary, Discussion, SummarySentence } from './discussion.ts';

/**
 * The summary after a comment went: without that comment's sentences or, if a moderator rewrote the words, withdrawn until
 * one looks again. The same object when the comment is no source.
 */
export function withoutSource(summary: Summary, comment: string): Summary {
  if (!isSource(summary, comment)) return summary;
  const sources = summary.sources.filter((source) => source !== comment);
  if (summary.isRewritten) return { ...summary, sources, isWithdrawn: true };
  return { ...summary, sources, sentences: summary.sentences.filter((sentence) => sentence.comment !== comment) };
}

/** The same after the comment's author was forgotten: rewritten words all go, because theirs may be among them. */
export function withoutErasedSource(summary: Summary, comment: string): Summary {
  const left = withoutSource(summary, comment);
  return left !== summary && left.isRewritten ? { ...left, sentences: [] } : left;
}

/** All comments that a summary is made from. */
export const sourcesOf = ({ sentences, sources }: Summary): readonly string[] => [
  ...new Set([...sources, ...sentences.flatMap(({ comment }) => comment ?? [])]),
];

/** What a summary lost, as an action of the log: a sentence, all of it until a moderator looks again, or a mention. */
export function lossIn(
  before: Summary,
  left: Summary,
): 'summary.sentence.withdrawn' | 'summary.withdrawn' | 'summary.mention.erased' {
  if (left.isWithdrawn && !before.isWithdrawn) return 'summary.withdrawn';
  const isSmaller = left.sources.length < before.sources.length || left.sentences.length < before.sentences.length;
  return isSmaller ? 'summary.sentence.withdrawn' : 'summary.mention.erased';
}

const isSource = (summary: Summary, comment: string): boolean => sourcesOf(summary).includes(comment);

/** A proposed summary, before a moderator posts it. */
export interface SummaryDraft extends Pick<Summary, 'sentences' | 'sources' | 'isRewritten'> {
  readonly thread: string;
  /** The `updatedAt` of the summary that it would replace; null for none. */
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

/** A draft of the current summary; an empty one where there is none. */
export function draftFromSummary({ thread, summary }: Pick<Discussion, 'thread' | 'summary'>): SummaryDraft {
  if (!summary) return draftFromSentences({ thread, summary }, []);
  const { sentences, isRewritten } = summary;
  return { thread, replaces: summary.updatedAt, sentences, sources: sourcesOf(summary), isRewritten };
}

/** The draft with a moderator's own words; the same object for unchanged words. */
export function rewritten(draft: SummaryDraft, text: string): SummaryDraft {
  const words = text.replaceAll('\r\n', '\n').trim();
  if (words === textOf(draft)) return draft;
  return { ...draft, sentences: [{ text: words, comment: null }], isRewritten: true };
}
