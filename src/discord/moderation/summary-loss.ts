import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/ports.ts';
import { createInFlight, type InFlight } from '../in-flight.ts';
import type { Log } from '../log.ts';
import type { Note } from './note.ts';
import type { Pins } from './pins.ts';
import type { SummaryPosts } from './summary-posts.ts';

interface Dependencies {
  store: DiscussionStore;
  posts: SummaryPosts;
  pins: Pins;
  note: Note;
  log: Log;
}

/** When a comment went that a summary is made from, its words leave the pinned message too; with the last of them the summary goes. */
export function followSummaryLoss({ store, posts, pins, note, log }: Dependencies): Pick<InFlight, 'idle'> {
  const inFlight = createInFlight();

  async function follow(discussion: Discussion): Promise<'look again' | 'done'> {
    const { guild, thread, summary } = discussion;
    if (!summary) return 'done';
    await note(guild, 'summary.sentence.withdrawn', { thread });
    const isEmpty = !summary.isWithdrawn && summary.sentences.length === 0;
    if (!isEmpty) {
      await posts.rewrite(discussion, summary);
      return 'done';
    }
    await posts.takeAway(discussion, summary.message);
    await store.apply(discussion, [{ type: 'summary.changed', summary: null }]);
    return 'look again';
  }

  store.onSummaryLoss((ref) => {
    void inFlight.start(
      async () => {
        if ((await posts.inTurn(ref, follow)) === 'look again') await pins.look(ref.thread);
      },
      (error) => log.error(`The summary in thread ${ref.thread} could not be brought up to date`, error),
    );
  });
  return inFlight;
}
