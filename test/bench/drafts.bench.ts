import { draftSummary } from '../../src/summaries/draft.ts';
import { markedDiscussions, marksOf } from '../helpers/marked-discussions.ts';
import { type Line, tableFromLines } from './line.ts';

/** How a good editor marked what drafts take: of the discussions whose drafts were read while the rules were written, and of the others. */
export async function run(): Promise<Line[]> {
  const lines = markedDiscussions().flatMap((discussion): Line[] => {
    const taken = draftSummary(discussion.comments);
    const { good, unfit } = marksOf(taken, discussion);
    const name = `${discussion.name}${discussion.isKeptOut ? ', kept out' : ''}: of ${taken.length} sentences`;
    return [
      { name: `${name}, good`, value: (100 * good) / taken.length, unit: '%', limit: '≥ 80' },
      { name: `${name}, unfit`, value: unfit, unit: '', limit: '≤ 0' },
    ];
  });
  return Promise.resolve(lines);
}

if (import.meta.main) console.log(tableFromLines(await run()));
