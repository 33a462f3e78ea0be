import { systemClock } from '../clock.ts';
import type { MemberExport } from '../discussions/members.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { runForUser } from './member-command.ts';

/** Discord dates what is known of a member; its clock may be ahead of this machine's. */
const untilNow = ({ comments, membership: { consent } }: MemberExport): number =>
  comments.reduce(
    (latest, { id }) => Math.max(latest, timeOfSnowflake(id)),
    Math.max(systemClock.now(), consent?.at ?? 0),
  );

await runForUser('forget', async (user, { members, guilds }) => {
  if (guilds.length === 0)
    throw new Error('Nothing was erased: this store has seen no Discord server yet. Is STORE_URL right?');
  for (const guild of guilds) {
    const progress = (done: number, total: number) => console.error(`Erasing ${done} of ${total}…`);
    await members.forget({ guild, user }, untilNow(await members.export({ guild, user })), { progress });
  }
  console.log('Everything about this member is erased. What they wrote until now will never be shown again.');
});
