import type { Translate } from '../language/translate.ts';
import type { Summary, Discussion, SummarySentence } from './discussion.ts';

/**
 * The summary after a comment went: without that comment's sentences and, if a moderator rewrote words, withdrawn until one
 * looks again. The same object when the comment is no source.
 */
export function withoutSource(summary: Summary, comment: string): Summary {
  if (!isSource(summary, comment)) return summary;
  const sources = summary.sources.filter((source) => source !== comment);
  const sentences = summary.sentences.filter((sentence) => sentence.comment !== comment);
  return { ...summary, sources, sentences, isWithdrawn: summary.isWithdrawn || summary.isRewritten };
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
  /** Whether words left it that its moderator has seen in it. */
  readonly hasLost: boolean;
}

/** The sentences as lines, each naming its side where the other side is still there. */
export const linesOf = (sentences: readonly Pick<SummarySentence, 'text' | 'side'>[], t: Translate): string[] =>
  sentences.map(({ text, side }, index) => {
    if (side === 'some' && sentences[index + 1]?.side === 'others') return t('discord.summary.some', { words: text });
    if (side === 'others' && sentences[index - 1]?.side === 'some') return t('discord.summary.others', { words: text });
    return text;
  });

/** The words of a draft or a summary, a sentence a line. */
export const textOf = ({ sentences }: Pick<Summary, 'sentences'>, t: Translate): string =>
  linesOf(sentences, t).join('\n');

/** A draft of sentences from comments, each in quotation marks. */
export const draftFromSentences = (
  { thread, summary }: Pick<Discussion, 'thread' | 'summary'>,
  sentences: readonly SummarySentence[],
  t: Translate,
): SummaryDraft => ({
  thread,
  replaces: summary?.updatedAt ?? null,
  sentences: sentences.map((sentence) => ({
    ...sentence,
    text: t('discord.summary.quotation', { words: sentence.text }),
  })),
  sources: sentences.flatMap(({ comment }) => comment ?? []),
  isRewritten: false,
  hasLost: false,
});

/** A draft of the current summary; an empty one where there is none. */
export function draftFromSummary({ thread, summary }: Pick<Discussion, 'thread' | 'summary'>): SummaryDraft {
  const state = { thread, replaces: summary?.updatedAt ?? null, hasLost: false };
  if (!summary) return { ...state, sentences: [], sources: [], isRewritten: false };
  const { sentences, isRewritten } = summary;
  return { ...state, sentences, sources: sourcesOf(summary), isRewritten };
}

/**
 * The draft with a moderator's own words; the same object for unchanged words. A line that still holds a quotation of the draft
 * still quotes its comment.
 */
export function rewritten(draft: SummaryDraft, text: string, t: Translate): SummaryDraft {
  const words = text.replaceAll('\r\n', '\n').trim();
  if (words === textOf(draft, t)) return draft;
  const known = new Map(linesOf(draft.sentences, t).map((line, index) => [line, draft.sentences[index]]));
  const sentences: SummarySentence[] = [];
  for (const line of words.split('\n').map((one) => one.trim())) {
    const sentence = known.get(line) ?? { text: line, comment: quotedIn(line, draft) };
    const before = sentences.at(-1);
    if (sentence.comment !== null || before?.comment !== null) sentences.push(sentence);
    else sentences.splice(-1, 1, { text: `${before.text}\n${line}`, comment: null });
  }
  const left = sentences.map((one) => ({ ...one, text: one.text.trim() })).filter((one) => one.text !== '');
  const isRewritten = left.some(({ comment }) => comment === null);
  const sources = isRewritten ? draft.sources : left.flatMap(({ comment }) => comment ?? []);
  return { ...draft, sentences: left, sources, isRewritten };
}

/** The one comment that a line quotes; null for none, or for several. */
function quotedIn(line: string, { sentences }: SummaryDraft): string | null {
  const quoted = sentences.filter(({ text, comment }) => comment !== null && line.includes(text));
  return quoted.length === 1 ? (quoted[0]?.comment ?? null) : null;
}
