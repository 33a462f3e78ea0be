import { runForMember } from './member-command.ts';

await runForMember('export', async (user, { members, guilds }) => {
  const all = await Promise.all(guilds.map(async (guild) => ({ guild, ...(await members.export({ guild, user })) })));
  console.log(JSON.stringify(all, null, 2));
});
