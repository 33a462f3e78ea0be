import type { Summary } from './discussion.ts';

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
export function withoutForgotten(summary: Summary, comment: string): Summary {
  const left = withoutSource(summary, comment);
  return left !== summary && left.isRewritten ? { ...left, sentences: [] } : left;
}

/** All comments that a summary is made from. */
export const sourcesOf = ({ sentences, sources }: Summary): readonly string[] => [
  ...new Set([...sources, ...sentences.flatMap(({ comment }) => comment ?? [])]),
];

const isSource = (summary: Summary, comment: string): boolean => sourcesOf(summary).includes(comment);
