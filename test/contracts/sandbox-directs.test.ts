import { expect, test } from 'vitest';
import { startBox } from '../helpers/sandbox.ts';

test('the bot writes to a member privately, unless they left or take no private messages', async () => {
  await using box = await startBox();
  const client = await box.client();
  const { members } = await box.state();
  const idOf = (name: string) => members.find(({ user }) => user.username === name)?.user.id ?? '';
  const send = async (name: string, content: string) => {
    const { id } = await client.users.createDM(idOf(name), { force: true });
    const { id: message } = (await client.rest.post(`/channels/${id}/messages`, { body: { content } })) as {
      id: string;
    };
    return { id, message };
  };
  const [first, second] = [await send('guest', 'One'), await send('guest', 'Two')];
  expect(second.id).toBe(first.id);
  const readBy = async (name: string) =>
    (await box.drive<{ directs: { id: string }[] }>(`state?as=${name}`)).directs.map(({ id }) => id);
  expect(await readBy('guest')).toEqual([first.message, second.message]);
  expect(await readBy('reader')).toEqual([]);
  await box.person('reader').do('member', { directs: false });
  await expect(send('reader', 'No')).rejects.toMatchObject({ code: 50_007 });
  await box.person('guest').do('leave-guild', {});
  await expect(send('guest', 'Gone')).rejects.toMatchObject({ code: 50_007 });
});
