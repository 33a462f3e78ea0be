import type { Summary, Discussion, SummarySentence } from './discussion.ts';

/**
 * A summary after a comment went that it may be made from: without that comment's sentences, or, where a moderator
 * rewrote the words, withdrawn until one looks again. The very same one when the comment is no source of it.
 */
export function withoutSource(summary: Summary, comment: string): Summary {
  if (!isSource(summary, comment)) return summary;
  const sources = summary.sources.filter((source) => source !== comment);
  if (summary.isRewritten) return { ...summary, sources, isWithdrawn: true };
  return { ...summary, sources, sentences: summary.sentences.filter((sentence) => sentence.comment !== comment) };
}

/** The same after the comment's author was forgotten: of rewritten words none stay, for theirs may be among them. */
export function withoutErasedSource(summary: Summary, comment: string): Summary {
  const left = withoutSource(summary, comment);
  return left !== summary && left.isRewritten ? { ...left, sentences: [] } : left;
}

/** All comments that a summary is made from. */
export const sourcesOf = ({ sentences, sources }: Summary): readonly string[] => [
  ...new Set([...sources, ...sentences.flatMap(({ comment }) => comment ?? [])]),
];

/** What a summary lost: a sentence, all of it until a moderator looks again, or only a member's name in its words. */
export function lossIn(
  before: Summary,
  left: Summary,
): 'summary.sentence.withdrawn' | 'summary.withdrawn' | 'summary.mention.erased' {
  if (left.isWithdrawn && !before.isWithdrawn) return 'summary.withdrawn';
  const isSmaller = left.sources.length < before.sources.length || left.sentences.length < before.sentences.length;
  return isSmaller ? 'summary.sentence.withdrawn' : 'summary.mention.erased';
}

const isSource = (summary: Summary, comment: string): boolean => sourcesOf(summary).includes(comment);

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
