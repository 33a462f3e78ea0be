import { systemClock } from '../clock.ts';
import { runForUser } from './member-store.ts';

await runForUser('forget', async (user, { members, guilds }) => {
  if (guilds.length === 0)
    throw new Error('Nothing was erased: this store has seen no Discord server yet. Is STORE_URL right?');
  for (const guild of guilds) {
    const progress = (done: number, total: number) => console.error(`Erasing ${done} of ${total}…`);
    await members.forget({ guild, user }, systemClock.now(), { progress });
  }
  console.log('Everything about this member is erased. What they wrote until now will never be shown again.');
});
