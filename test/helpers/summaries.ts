import type { APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { Person } from './people.ts';
import { firstButton } from './modals.ts';
import { postsIn, type Newsroom } from './newsroom.ts';

/** What members say in a discussion that is long enough for a draft. */
export const SENTENCES = [
  'The new bridge is far too narrow for two buses to pass each other.',
  'Cyclists finally have a lane of their own on the bridge.',
  'The old lamps on the bridge were beautiful and should have been kept.',
  'Nobody asked the shops beside the bridge how they survived two years of repairs.',
  'The stones of the bridge look as if they had been laid yesterday.',
  'The bridge cost two million more than the council had promised us.',
];

/** Who said the sentence with this index. */
export const speaker = (index: number): string => ['reader', 'guest', 'owner'][index % 3] ?? '';

/** A discussion with enough comments for a draft; answers its thread and the comments' ids. */
export async function discussed(newsroom: Newsroom): Promise<{ thread: string; ids: string[] }> {
  const thread = await newsroom.open();
  const ids: string[] = [];
  for (const [index, sentence] of SENTENCES.entries()) {
    ids.push((await newsroom.person(speaker(index)).say(thread, sentence)).id);
  }
  await newsroom.until(({ count }) => expect(count).toBe(SENTENCES.length));
  return { thread, ids };
}

/** The bot's summaries in a thread. */
export const summariesIn = async (newsroom: Newsroom, thread: string): Promise<APIMessage[]> =>
  (await postsIn(newsroom, thread)).filter(({ embeds }) => embeds[0]?.title === 'The discussion so far');

/** The bot's summary in a thread. */
export const summaryIn = async (newsroom: Newsroom, thread: string): Promise<APIMessage | undefined> =>
  (await summariesIn(newsroom, thread))[0];

/** A draft, as its buttons name it, with the index of a sentence that it quotes. */
export async function draftBy(
  person: Person,
  thread: string,
): Promise<{ message: string; edit: string; post: string; quoted: number }> {
  const { replies } = await person.command(thread, 'summary draft');
  const [message, edit] = firstButton(replies);
  const quoted = SENTENCES.findIndex((sentence) => replies[0]?.embeds[0]?.description?.includes(sentence));
  return { message, edit, post: edit.replace('edit', 'post'), quoted };
}

/** Posts and pins a draft. */
export async function postDraft(person: Person, thread: string): ReturnType<typeof draftBy> {
  const draft = await draftBy(person, thread);
  await person.click(draft.message, draft.post);
  return draft;
}
