import { compareSnowflakes } from '../snowflake.ts';
import type { SummarySentence } from '../discussions/discussion.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';
import { conversationsOf } from './conversations.ts';
import { lexRank, vectorsFromTerms } from './lex-rank.ts';
import { asks, disagrees, isJoke, isJudged, standsAlone } from './phrases.ts';
import { guessedLanguage, quotableText, sentencesFromText, type Sentence } from './sentences.ts';
import { topicsOf } from './topics.ts';

/** A published comment that a draft may quote; `id`, `author` and `parent` are Discord's. */
export interface DraftInput {
  readonly id: string;
  readonly author: string;
  /** The comment that it answers; null for none. */
  readonly parent: string | null;
  /** Whether its author moderates: then it is read, and never quoted. */
  readonly isModerator: boolean;
  /** Discord's markdown. */
  readonly content: string;
  /** How often its most-given positive emoji was given. */
  readonly score: number;
  readonly recommended: boolean;
}

/** Limits of a draft. */
export interface DraftOptions {
  /** Default: a quarter as many as comments, from 3 to 7. */
  readonly maxSentences?: number;
  /** Of all sentences joined by spaces; default and maximum 4,000. */
  readonly maxCharacters?: number;
}

/** Fewer comments than this are read at a glance: they get no draft. */
export const MIN_COMMENTS = 5;
const MIN_AUTHORS = 2;
const MIN_SENTENCES = 3;
const MAX_SENTENCES = 7;
const COMMENTS_A_SENTENCE = 4;
const MAX_CHARACTERS = 4_000; // what a modal's field and an embed can hold

/**
 * Drafts a summary: the sentences by which the comments are best told, each word for word from its comment and escaped for
 * Discord. One of each conversation, or two where people disagree: `some`, then `others`. Oldest first; at most two of one
 * member. Empty when there are not three such sentences of two members. The order of the comments does not matter.
 */
export function draftSummary(comments: readonly DraftInput[], options: DraftOptions = {}): SummarySentence[] {
  if (comments.length < MIN_COMMENTS) return [];
  const usual = Math.min(MAX_SENTENCES, Math.max(MIN_SENTENCES, Math.round(comments.length / COMMENTS_A_SENTENCE)));
  const maxSentences = options.maxSentences ?? usual;
  const candidates = rankedCandidates(comments);
  if (new Set(candidates.map(({ author }) => author)).size < MIN_AUTHORS) return [];
  const chosen = chooseItems(itemsFrom(candidates), {
    maxSentences,
    maxCharacters: Math.min(options.maxCharacters ?? MAX_CHARACTERS, MAX_CHARACTERS),
  });
  const sentences = chosen
    .toSorted(([one], [other]) => compareSnowflakes(one.comment, other.comment))
    .flatMap((item) =>
      item.map(({ text, comment }, index): SummarySentence => {
        if (item.length === 1) return { text, comment };
        return { text, comment, side: index === 0 ? 'some' : 'others' };
      }),
    );
  return sentences.length < Math.min(MIN_SENTENCES, maxSentences) ? [] : sentences;
}

/** A sentence that can be chosen, and where it is from. */
interface Candidate extends Sentence {
  readonly comment: string;
  readonly author: string;
  readonly conversation: string;
  /** The comment that its own speaks against; null for none. */
  readonly against: string | null;
  /** Its place in the comment, from 0. */
  readonly position: number;
  /** The weight of its comment's reactions, answers and recommendation, from 1. */
  readonly prior: number;
  /** How well it reads by itself, up to 1. */
  readonly form: number;
}

/** A candidate with what speaks for it, and its topic: the number of a cluster. */
interface Ranked extends Candidate {
  readonly value: number;
  readonly topic: number;
}

/** One sentence, or the two sides of a disagreement. */
type Item = readonly [Ranked] | readonly [Ranked, Ranked];

const MAX_OF_AUTHOR = 2;
const MAX_OVERLAP = 0.6;
const SENTENCES_A_DISAGREEMENT = 3; // so that a draft of three sentences has one disagreement, one of seven has two
const TOPIC_TAKEN = 3; // by so much a sentence's value is divided for each that was chosen from its topic

/** Chooses the draft's items: disagreements first, then single sentences from topics that are not covered yet. */
function chooseItems(
  { disagreements, singles }: { disagreements: readonly Item[]; singles: readonly Item[] },
  { maxSentences, maxCharacters }: { maxSentences: number; maxCharacters: number },
): Item[] {
  const chosen: Item[] = [];
  const fits = (item: Item): boolean => {
    const before = chosen.flat();
    const after = [...before, ...item];
    const ofAuthor = (author: string): number => after.filter((other) => other.author === author).length;
    return (
      after.length <= maxSentences &&
      after.reduce((sum, { text }) => sum + text.length + 1, -1) <= maxCharacters &&
      item.every(
        ({ author, conversation, terms }) =>
          ofAuthor(author) <= MAX_OF_AUTHOR &&
          before.every((other) => other.conversation !== conversation && overlap(terms, other.terms) <= MAX_OVERLAP),
      )
    );
  };
  const valueOf = (item: Item): number => {
    const taken = chosen.flat().filter(({ topic }) => item.some((one) => one.topic === topic)).length;
    return item.reduce((sum, { value }) => sum + value, 0) / item.length / TOPIC_TAKEN ** taken;
  };
  const choose = (items: readonly Item[], most: number): void => {
    for (let left = most; left > 0; left--) {
      const best = items.filter(fits).reduce<Item | null>((one, other) => better(one, other, valueOf), null);
      if (!best) return;
      chosen.push(best);
    }
  };
  choose(disagreements, Math.floor(maxSentences / SENTENCES_A_DISAGREEMENT));
  choose(singles, maxSentences);
  return chosen;
}

/** The item of higher value; of equals the first. */
const better = (one: Item | null, other: Item, valueOf: (item: Item) => number): Item =>
  one === null || valueOf(other) > valueOf(one) ? other : one;

/** How much of the shorter list is in the other, from 0 to 1. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const [shorter, longer] = one.length <= other.length ? [one, new Set(other)] : [other, new Set(one)];
  return shorter.filter((term) => longer.has(term)).length / shorter.length;
}

/** What can be chosen: each candidate, and each pair of which one speaks against the other's comment. */
function itemsFrom(candidates: readonly Ranked[]): { disagreements: Item[]; singles: Item[] } {
  const best = new Map<string, Ranked>();
  for (const candidate of candidates) {
    if ((best.get(candidate.comment)?.value ?? 0) < candidate.value) best.set(candidate.comment, candidate);
  }
  const disagreements = [...best.values()].flatMap((other): Item[] => {
    const one = other.against === null ? undefined : best.get(other.against);
    return one && one.author !== other.author ? [[one, other]] : [];
  });
  return { disagreements, singles: candidates.map((candidate) => [candidate]) };
}

const MOST_CHOSEN_FROM = 500;

/** The candidates of the highest value, the best first. */
function rankedCandidates(comments: readonly DraftInput[]): Ranked[] {
  const candidates = candidatesFrom(comments);
  const vectors = vectorsFromTerms(candidates.map(({ terms }) => terms));
  const rank = lexRank({
    vectors,
    authors: candidates.map(({ author }) => author),
    priors: candidates.map(({ prior }) => prior),
  });
  const best = candidates
    .map((candidate, index) => ({
      candidate,
      index,
      value: Math.cbrt(rank[index] ?? 0) * candidate.prior * candidate.form,
    }))
    .toSorted((one, other) => other.value - one.value || one.index - other.index)
    .slice(0, MOST_CHOSEN_FROM);
  const topics = topicsOf(best.map(({ index }) => vectors[index] ?? { terms: [], weights: [] }));
  return best.map(({ candidate, value }, index) => ({
    ...candidate,
    text: escapeDiscord(candidate.text),
    value,
    topic: topics[index] ?? 0,
  }));
}

/** A comment as it is read, with its language. */
interface Read {
  readonly comment: DraftInput;
  readonly text: string;
  readonly language: string;
}

/** The sentences of the best comments that can be quoted, oldest first; one that several people wrote in the same words is there once. */
function candidatesFrom(comments: readonly DraftInput[]): Candidate[] {
  const best = bestComments(comments);
  const conversations = conversationsOf(best);
  const answers = answersIn(best);
  const read = readAll(best);
  const bySaying = new Map<string, Candidate>();
  for (const one of read.values()) {
    const { comment } = one;
    if (comment.isModerator || isJoke(one.text)) continue;
    const parent = comment.parent === null ? undefined : read.get(comment.parent);
    const place = {
      comment: comment.id,
      author: comment.author,
      conversation: conversations.get(comment.id) ?? comment.id,
      prior: priorOf(comment, answers.get(comment.id) ?? 0),
    };
    for (const sentence of quotableFrom(one, parent)) {
      const saying = sentence.terms.join(' ');
      if ((bySaying.get(saying)?.prior ?? 0) < place.prior) bySaying.set(saying, { ...sentence, ...place });
    }
  }
  return [...bySaying.values()].toSorted(
    (one, other) => compareSnowflakes(one.comment, other.comment) || one.position - other.position,
  );
}

/** The sentences of one comment that can be quoted by themselves. */
function quotableFrom(
  { comment, text, language }: Read,
  parent: Read | undefined,
): (Sentence & Pick<Candidate, 'position' | 'against' | 'form'>)[] {
  const isAnswer = comment.parent !== null;
  const isAnswered = parent !== undefined && asks(parent.text);
  const sentences = sentencesFromText(text, language);
  const isAgainst = isAnswer && disagrees(sentences[0]?.text ?? '', language);
  return sentences.flatMap((sentence, position) => {
    if (!sentence.isQuotable || (position === 0 && (isAnswered || isAgainst))) return [];
    // Where the words that lean on others are not known, only the first of what answers nobody is safe.
    if (!isJudged(language) && (isAnswer || position > 0)) return [];
    if (!standsAlone(sentence.text, { language, isAnswer })) return [];
    const form = formOf(sentence.text, { position, isAnswer, isAgainst });
    return [{ ...sentence, position, form, against: isAgainst ? comment.parent : null }];
  });
}

const LATER = 0.75; // goes on from what was said before, even if no word tells
const ANSWER = 0.85;
const UNPOLISHED = 0.8;
const OWN = 0.9;
const SHORT = 0.75;
const LONG = 0.85;
const [FEW_WORDS, MANY_WORDS] = [8, 34];

const UNFINISHED = /[\p{L}\p{N}]$/u;
const SMALL_BEGINNING = /^\p{Ll}/u;
const ABOUT_ONESELF = /^(?:I|My|Ich|Meine?[rmns]?)(?!\p{L})/u;

/** How well a sentence reads by itself, from 0 to 1. */
function formOf(
  text: string,
  { position, isAnswer, isAgainst }: { position: number; isAnswer: boolean; isAgainst: boolean },
): number {
  const words = text.split(' ').length;
  return [
    [position > 0 && !isAgainst, LATER],
    [isAnswer, ANSWER],
    [UNFINISHED.test(text), UNPOLISHED],
    [SMALL_BEGINNING.test(text), UNPOLISHED],
    [ABOUT_ONESELF.test(text), OWN],
    [words < FEW_WORDS, SHORT],
    [words > MANY_WORDS, LONG],
  ].reduce((form, [applies, factor]) => (applies === true ? form * Number(factor) : form), 1);
}

/** The comments with their text and language, by id; where the language cannot be told, it is the most frequent one. */
function readAll(comments: readonly DraftInput[]): ReadonlyMap<string, Read> {
  const read = comments.map((comment) => {
    const text = quotableText(comment.content);
    return { comment, text, language: guessedLanguage(text) };
  });
  const usual = mostFrequent(read.flatMap(({ language }) => language ?? []));
  return new Map(read.map((one) => [one.comment.id, { ...one, language: one.language ?? usual }]));
}

function mostFrequent(languages: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  const sorted = [...counts].toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  return sorted[0]?.[0] ?? 'en';
}

/** How many answers each comment has, by id. */
function answersIn(comments: readonly DraftInput[]): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  for (const { parent } of comments) if (parent !== null) answers.set(parent, (answers.get(parent) ?? 0) + 1);
  return answers;
}

/** Bounds on time and memory. */
const MAX_COMMENTS = 4_000;
const MAX_READ = 500_000;

/**
 * The best comments by reactions, answers and recommendation, as many as a draft reads, oldest first; ties are drawn from the
 * whole period. Quick, because it runs where events and pages wait.
 */
export function bestComments(comments: readonly DraftInput[]): DraftInput[] {
  const answers = answersIn(comments);
  let characters = 0;
  return comments
    .map((comment) => ({ comment, prior: priorOf(comment, answers.get(comment.id) ?? 0), draw: drawOf(comment.id) }))
    .toSorted((one, other) => other.prior - one.prior || one.draw - other.draw)
    .slice(0, MAX_COMMENTS)
    .map(({ comment }) => comment)
    .filter(({ content }) => (characters += content.length) <= MAX_READ)
    .toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** A number that says nothing of an id's time (FNV-1a). */
function drawOf(id: string): number {
  let draw = 0x81_1c_9d_c5;
  for (let index = 0; index < id.length; index++) draw = Math.imul(draw ^ id.charCodeAt(index), 0x01_00_01_93);
  return draw;
}

const RECOMMENDED = 4; // as much as 15 reactions

/** The weight of a comment's reactions, answers and recommendation, from 1. */
const priorOf = ({ score, recommended }: DraftInput, answers: number): number =>
  1 + Math.log2(1 + Math.max(0, score) + answers) + (recommended ? RECOMMENDED : 0);
