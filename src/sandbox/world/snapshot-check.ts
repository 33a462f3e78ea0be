import { createClock } from '../clock.ts';
import { problemsBeyond } from '../contract/exceptions.ts';
import { problemsWith, type SchemaExpression } from '../contract/schemas.ts';
import { canView } from './access.ts';
import { guildObject } from './guild.ts';
import { commandObject, memberObject, messageObject, placeObject } from './objects.ts';
import type { Message, Place } from './records.ts';
import { createWorld, type World, type WorldRecords } from './world.ts';

/** Throws if records read from a file are broken: everything that the box would send must match the specification. */
export function checkRecords(records: WorldRecords): void {
  const world = createWorld({ records, clock: createClock() });
  const { roles, members, channels, threads, commands, files } = records;
  check('the guild', 'GuildResponse', guildObject(world));
  for (const [id, role] of roles) checkOne(id, role, { what: 'a role', schema: 'GuildRoleResponse', object: role });
  for (const [id, member] of members)
    checkOne(id, member.user, { what: 'a member', schema: 'GuildMemberResponse', object: memberObject(member) });
  for (const [id, place] of [...channels, ...threads]) checkPlace(world, id, place);
  for (const [channelId, messages] of records.messages) checkMessages(world, channelId, messages);
  for (const [id, command] of commands)
    checkOne(id, command, {
      what: 'a command',
      schema: 'ApplicationCommandResponse',
      object: commandObject(command, true),
    });
  for (const [id, file] of files)
    if (file.id !== id || !(file.bytes instanceof Uint8Array)) throw new Error(`the file ${id} is broken`);
}

function check(what: string, schema: SchemaExpression, object: object): void {
  const [problem] = problemsBeyond('snapshot', object, (value) => problemsWith(schema, value, { strict: true }));
  if (problem) throw new Error(`${what} is broken at ${problem.path.map(String).join('.')}`);
}

function checkOne(
  id: string,
  record: { id: string },
  { what, schema, object }: { what: string; schema: SchemaExpression; object: object },
): void {
  if (record.id !== id) throw new Error(`${what} stands under the id ${id}, which is not its own`);
  check(`${what} (${id})`, schema, object);
}

function checkPlace(world: World, id: string, place: Place): void {
  const isThread = 'thread_metadata' in place;
  const schema = isThread ? 'ThreadResponse' : 'GuildChannelResponse';
  checkOne(id, place, { what: isThread ? 'a thread' : 'a channel', schema, object: placeObject(place, world.botId) });
  canView(world, world.botId, place); // throws when a thread's channel is missing
}

function checkMessages(world: World, channelId: string, messages: ReadonlyMap<string, Message>): void {
  if (messages.size > 0 && !world.channels.has(channelId) && !world.threads.has(channelId))
    throw new Error(`there are messages in ${channelId}, which is no channel`);
  for (const [id, message] of messages) {
    if (message.channel_id !== channelId) throw new Error(`the message ${id} is in two channels`);
    const object = messageObject(world, message, world.botId);
    checkOne(id, message, { what: 'a message', schema: 'MessageResponse', object });
  }
}
