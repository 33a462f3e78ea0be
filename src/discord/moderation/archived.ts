import { RESTJSONErrorCodes, Routes, type REST } from 'discord.js';
import { hasCode } from '../errors.ts';

/**
 * Changes something in a thread. Discord lets nothing be changed in an archived one: it is woken for the change and
 * put back to sleep. Rejects as the change does.
 */
export async function evenIfArchived(rest: REST, thread: string, change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) throw error;
    await rest.patch(Routes.channel(thread), {
      body: { archived: false },
      reason: 'To change what the bot keeps here',
    });
    try {
      await change();
    } finally {
      await rest.patch(Routes.channel(thread), { body: { archived: true }, reason: 'Archived again after a change' });
    }
  }
}
