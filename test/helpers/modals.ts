import type { APIMessage } from 'discord-api-types/v10';
import type { Answer, Person } from './people.ts';
import { customIds } from './newsroom.ts';

/** The first message of an answer and the custom id of its first button, as `click` takes them. */
export function firstButton([message]: readonly APIMessage[]): [message: string, customId: string] {
  const [customId] = message ? customIds(message) : [];
  if (!message || customId === undefined) throw new Error('The answer has no button');
  return [message.id, customId];
}

/** Fills in the modal of an answer and sends it. */
export function fillIn(person: Person, { modal }: Answer, fields: Record<string, unknown>): Promise<Answer> {
  if (!modal) throw new Error('The answer is no modal');
  return person.submit(modal.custom_id, fields);
}
