import type { CommentsJson } from './comments-json.ts';
import type { Person } from './people.ts';

/** What the story plays on: a running newsroom, seen from Discord and from the page. */
export interface Stage {
  readonly article: string;
  /** The channel in which people talk. */
  readonly channel: string;
  person(name: string): Person;
  json(): Promise<CommentsJson>;
  /** What earlier steps left for later ones: ids by a name. */
  readonly props: Map<string, string>;
}

/** One step: what somebody does in Discord, and what must then be on the page. */
export interface Step {
  readonly title: string;
  act(stage: Stage): Promise<void>;
  /** What the page shows, in a few words; null until it shows what it must. */
  shows(json: CommentsJson, stage: Stage): string | null;
}

const prop = ({ props }: Stage, name: string): string => {
  const value = props.get(name);
  if (value === undefined) throw new Error(`The story has no ${name} yet`);
  return value;
};

const words = (html: string | null | undefined): string => (html ?? '').replace(/<[^>]*>/g, '').trim();

const commentOf = (json: CommentsJson, stage: Stage, name: string) =>
  json.comments.find(({ id }) => id === prop(stage, name));

/** The whole loop, from an empty box to a discussion under the article. */
export const STORY: readonly Step[] = [
  {
    title: 'The owner posts the article with /article',
    async act(stage) {
      await stage.person('owner').command(stage.channel, 'article', { article: stage.article });
    },
    shows({ discussion, count }, { props }) {
      if (!discussion || count !== 0) return null;
      props.set('thread', discussion.thread);
      return '“There are no comments to display.”, and the way into the thread';
    },
  },
  {
    title: 'A reader replies in the thread',
    async act(stage) {
      const { id } = await stage
        .person('reader')
        .say(prop(stage, 'thread'), 'A freeze is not a farewell. What would bring them back?');
      stage.props.set('question', id);
    },
    shows(json, stage) {
      const comment = commentOf(json, stage, 'question');
      return comment ? `${comment.author?.name}: “${words(comment.html)}”` : null;
    },
  },
  {
    title: 'A moderator answers the reader',
    async act(stage) {
      const options = { replyTo: prop(stage, 'question') };
      const { id } = await stage
        .person('moderator')
        .say(prop(stage, 'thread'), 'Read the *third* section again.', options);
      stage.props.set('answer', id);
    },
    shows(json, stage) {
      const comment = commentOf(json, stage, 'answer');
      return comment?.parentId === prop(stage, 'question')
        ? `${comment.author?.name}, in answer: “${words(comment.html)}”`
        : null;
    },
  },
  {
    title: 'A guest reacts to the question',
    act: (stage) => stage.person('guest').react(prop(stage, 'question'), '👍'),
    shows(json, stage) {
      const [reaction] = commentOf(json, stage, 'question')?.reactions ?? [];
      return reaction ? `${reaction.emoji} ${reaction.count}` : null;
    },
  },
  {
    title: 'The reader edits the question',
    async act(stage) {
      await stage
        .person('reader')
        .edit(prop(stage, 'question'), 'A freeze is not a farewell. What would bring Armenia back?');
    },
    shows(json, stage) {
      const comment = commentOf(json, stage, 'question');
      return comment?.editedAt ? `“${words(comment.html)}” (edited)` : null;
    },
  },
  {
    title: 'The owner posts the same article again',
    async act(stage) {
      const { replies } = await stage.person('owner').command(stage.channel, 'article', { article: stage.article });
      const thread = prop(stage, 'thread');
      if (!replies[0]?.content.includes(thread))
        throw new Error('The second /article did not lead to the first discussion');
    },
    shows: ({ discussions, count }) =>
      discussions.length === 1 ? `still one discussion, with ${count} comments` : null,
  },
  {
    title: 'The reader deletes the question; the answer still hangs on it',
    act: (stage) => stage.person('reader').delete(prop(stage, 'question')),
    shows: (json, stage) => (commentOf(json, stage, 'question')?.deleted ? 'a tombstone above the answer' : null),
  },
  {
    title: 'The moderator deletes the answer',
    act: (stage) => stage.person('moderator').delete(prop(stage, 'answer')),
    shows: ({ count, comments }) =>
      count === 0 && comments.length === 0 ? '“There are no comments to display.”' : null,
  },
];

const PATIENCE = 10_000;
const PAUSE = 25;

/** Plays one step and answers what the page then shows. Throws when it does not within ten seconds. */
export async function playStep(step: Step, stage: Stage): Promise<string> {
  await step.act(stage);
  for (
    const end = Date.now() + PATIENCE;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  ) {
    const shown = step.shows(await stage.json(), stage);
    if (shown !== null) return shown;
  }
  throw new Error(`“${step.title}” did not show on the page`);
}
