import type { DiscussionStore } from '../../discussions/ports.ts';
import { lossIn } from '../../discussions/summary-rules.ts';
import { createInFlight, type InFlight } from '../in-flight.ts';
import type { Recorder } from '../recorder.ts';
import type { Note } from './note.ts';
import type { OverdueSummaries } from './overdue-summaries.ts';
import type { Pins } from './pins.ts';
import type { SummaryPosts } from './summary-posts.ts';

interface Dependencies {
  store: DiscussionStore;
  posts: SummaryPosts;
  overdue: OverdueSummaries;
  pins: Pins;
  note: Note;
  recorder: Pick<Recorder, 'fallBehind'>;
}

/** When a comment went that a summary is made from, its words leave the pinned message too; with the last of them the summary goes. */
export function followSummaryLoss(dependencies: Dependencies): Pick<InFlight, 'idle'> {
  const { store, posts, overdue, pins, note, recorder } = dependencies;
  const inFlight = createInFlight();

  store.onSummaryLoss((ref, left, before) => {
    void inFlight.start(
      async () => {
        await note(ref.guild, lossIn(before, left), { thread: ref.thread });
        const isGone = await overdue.attempt(ref.thread, () => posts.inTurn(ref, posts.settle));
        if (isGone) await pins.look(ref.thread);
      },
      (error) => recorder.fallBehind(ref.thread, error), // what is pinned is looked at again then
    );
  });
  return inFlight;
}
