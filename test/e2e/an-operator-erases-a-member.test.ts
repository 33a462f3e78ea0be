import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { firstButton } from '../helpers/modals.ts';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { SENTENCES } from '../helpers/summaries.ts';

const run = promisify(execFile);

/** Runs a command of the operator's on the newsroom's store; answers its exit code and all it wrote. */
async function operate(
  { storeUrl }: Pick<Newsroom, 'storeUrl'>,
  command: 'forget' | 'export',
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const file = join(import.meta.dirname, '..', '..', 'src', 'cli', `${command}.ts`);
  const options = { env: { PATH: process.env['PATH'], STORE_URL: storeUrl } };
  try {
    const { stdout, stderr } = await run(process.execPath, [file, ...args], options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

test('for a member who left, the operator exports and erases everything, but not while the bot is running', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Words of somebody who left');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const { members } = await newsroom.state();
  const user = members.find((member) => member.user.username === 'reader')?.user.id ?? '';
  await newsroom.person('reader').do('leave-guild', {});

  const refused = await operate(newsroom, 'forget', user);
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('stop it first') as unknown });

  await newsroom.stopApp();
  const exported = await operate(newsroom, 'export', user);
  expect(exported).toMatchObject({ code: 0, output: expect.stringContaining('Words of somebody who left') as unknown });
  expect(await operate(newsroom, 'forget', user)).toMatchObject({ code: 0 });
  const stored = await newsroom.stored();
  for (const trace of ['Words of somebody who left', user]) expect(stored).not.toContain(trace);

  await newsroom.startApp();
  const marker = await newsroom.person('guest').say(thread, 'Still here');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([marker.id]));
});

test('messages dated after this machine’s clock are erased too', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.advance('2h');
  const reader = newsroom.person('reader');
  const { author } = await reader.say(thread, 'Of two hours hence');
  await reader.click(thread, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.stopApp();
  expect(await operate(newsroom, 'forget', author.id)).toMatchObject({ code: 0 });
  const stored = await newsroom.stored();
  for (const trace of ['Of two hours hence', author.id])
    expect([trace, stored.includes(trace)]).toEqual([trace, false]);
  await newsroom.startApp();
  await newsroom.person('guest').say(thread, 'Marker');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 1]));
});

test('a choice made before any discussion is exported and erased too', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  await newsroom.person('reader').command(newsroom.news, 'privacy keep');
  const { members } = await newsroom.state();
  const user = members.find((member) => member.user.username === 'reader')?.user.id ?? '';
  await newsroom.stopApp();
  expect((await operate(newsroom, 'export', user)).output).toContain('"choice": "keep"');
  expect(await operate(newsroom, 'forget', user)).toMatchObject({ code: 0 });
  expect(await newsroom.stored()).not.toContain(user);
});

test('without a user id both commands print their usage', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  for (const command of ['forget', 'export'] as const) {
    expect(await operate(newsroom, command, 'somebody')).toMatchObject({
      code: 2,
      output: expect.stringContaining('USER_ID') as unknown,
    });
  }
});

test('with a store that knows no guild, the command does not claim to have erased anything', async () => {
  const { code, output } = await operate({ storeUrl: 'memory:' }, 'forget', '123456789012345678');
  expect([code, output]).toEqual([1, expect.stringContaining('Nothing was erased')]);
});

test('what the operator erases while the bot is offline leaves the pinned summary when it returns', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const moderator = newsroom.person('moderator');
  await newsroom.person('reader').say(thread, 'Quixotic windmills were the reason for it all, said the miller.');
  for (const words of SENTENCES.slice(0, 5)) await newsroom.person('guest').say(thread, words);
  await newsroom.until(({ count }) => expect(count).toBe(6));
  const [message, edit] = firstButton((await moderator.command(thread, 'summary draft')).replies);
  await moderator.click(message, edit.replace('edit', 'post'));
  const pinned = async () =>
    JSON.stringify((await postsIn(newsroom, thread)).map(({ content, embeds }) => [content, embeds]));
  await vi.waitFor(async () => expect(await pinned()).toContain('windmills'));
  const { members } = await newsroom.state();
  const user = members.find((member) => member.user.username === 'reader')?.user.id ?? '';
  await newsroom.stopApp();
  expect(await operate(newsroom, 'forget', user)).toMatchObject({ code: 0 });
  await newsroom.startApp();
  await vi.waitFor(async () => expect(await pinned()).not.toContain('windmills'), 8_000);
  expect(await pinned()).toContain('Cyclists finally have a lane');
});
