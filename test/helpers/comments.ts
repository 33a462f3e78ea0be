import { expect } from 'vitest';
import type { Newsroom } from './newsroom.ts';

/** Opens the discussion where replies are shown unasked; answers its thread and the one comment that the page then has. */
export async function oneComment(
  newsroom: Newsroom,
  { as = 'reader', content = 'The stones remember.' }: { as?: string; content?: string } = {},
): Promise<{ thread: string; id: string }> {
  const thread = await newsroom.open();
  const { id } = await newsroom.person(as).say(thread, content);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  return { thread, id };
}

/** The reader replies where members are asked first, waits, and presses “Show mine”; answers the thread and the private answer's id. */
export async function agreedComment(newsroom: Newsroom): Promise<{ thread: string; answer: string }> {
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Old');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  const { replies } = await reader.click(thread, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  return { thread, answer: replies[0]?.id ?? '' };
}
