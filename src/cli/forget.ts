import { systemClock } from '../clock.ts';
import type { MemberExport } from '../discussions/members.ts';
import { timeOfSnowflake } from '../snowflake.ts';
import { runForMember } from './member-command.ts';

/** The time up to which to erase: now, or the member's newest comment or choice where Discord's clock is ahead of this machine's. */
const eraseUntil = ({ comments, membership: { consent } }: MemberExport): number =>
  comments.reduce(
    (latest, { id }) => Math.max(latest, timeOfSnowflake(id)),
    Math.max(systemClock.now(), consent?.at ?? 0),
  );

await runForMember('forget', async (user, { members, guilds }) => {
  if (guilds.length === 0)
    throw new Error('Nothing was erased: this store has seen no Discord server yet. Is STORE_URL right?');
  for (const guild of guilds) {
    const progress = (done: number, total: number) => console.error(`Erasing ${done} of ${total}…`);
    await members.forget({ guild, user }, eraseUntil(await members.export({ guild, user })), { progress });
  }
  console.log('Everything about this member is erased. What they wrote until now will never be shown again.');
});
