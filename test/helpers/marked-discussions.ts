import { globSync, readFileSync } from 'node:fs';
import { escapeDiscord } from '../../src/markdown/discord/escape.ts';
import type { DraftInput } from '../../src/summaries/draft.ts';
import { draftInputId } from './draft-inputs.ts';

/** What a good editor would make of a sentence: quote it, perhaps, or never. */
type Mark = 'good' | 'neutral' | 'unfit';

/** A made-up discussion whose sentences a good editor marked before any draft was seen. */
export interface MarkedDiscussion {
  readonly name: string;
  readonly language: string;
  /** Whether nobody looked at its draft while the rules were written. */
  readonly isKeptOut: boolean;
  readonly comments: readonly DraftInput[];
  /** By the sentence as a draft quotes it. */
  readonly marks: ReadonlyMap<string, Mark>;
}

const FOLDER = new URL('../fixtures/discussions/', import.meta.url);
const HEAD = /^(?<number>\d+) (?<name>[^ ]+)(?: > (?<parent>\d+))?(?<staff> staff)?(?: \+(?<score>\d+))?$/u;
const SENTENCE = /^(?<sign>[-+=]) (?<text>.+)$/u;
const MARKS: Readonly<Record<string, Mark>> = { '+': 'good', '=': 'neutral', '-': 'unfit' };

/** The discussions in test/fixtures/discussions. */
export const markedDiscussions = (): MarkedDiscussion[] =>
  globSync('*.txt', { cwd: FOLDER })
    .toSorted()
    .map((file) => discussionFrom(file.replace('.txt', ''), readFileSync(new URL(file, FOLDER), 'utf8')));

function discussionFrom(name: string, text: string): MarkedDiscussion {
  const [head = '', ...blocks] = text.trim().split(/\n{2,}/);
  const marks = new Map<string, Mark>();
  const comments = blocks.map((block) => {
    const [first = '', ...lines] = block.split('\n');
    const { number, name: author = '', parent, staff, score } = HEAD.exec(first)?.groups ?? {};
    if (number === undefined) throw new Error(`${name}: no comment begins with "${first}"`);
    const sentences = lines.map((line) => {
      const { sign = '', text: sentence } = SENTENCE.exec(line)?.groups ?? {};
      const mark = MARKS[sign];
      if (!mark || sentence === undefined) throw new Error(`${name}: no mark in "${line}"`);
      marks.set(escapeDiscord(sentence), mark);
      return sentence;
    });
    return {
      id: draftInputId(Number(number)),
      author,
      parent: parent === undefined ? null : draftInputId(Number(parent)),
      isModerator: staff !== undefined,
      content: sentences.join(' '),
      score: Number(score ?? 0),
      recommended: false,
    };
  });
  return {
    name,
    language: /^Language: (.+)$/m.exec(head)?.[1] ?? '',
    isKeptOut: head.includes('Kept out: yes'),
    comments,
    marks,
  };
}

/** How many of a draft's sentences have each mark; one that was cut in another place counts as unfit. */
export function marksOf(sentences: readonly { text: string }[], { marks }: MarkedDiscussion): Record<Mark, number> {
  const counts: Record<Mark, number> = { good: 0, neutral: 0, unfit: 0 };
  for (const { text } of sentences) counts[marks.get(text) ?? 'unfit'] += 1;
  return counts;
}
