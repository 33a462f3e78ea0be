import { discordError, invalidField } from '../errors.ts';
import { whyUnusable } from '../world/access.ts';
import { allComponents } from '../world/component-rules.ts';
import { askBot } from '../world/asking.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { answered, answerFor } from './answers.ts';
import type { Input } from './input.ts';
import { messageSeen } from './lookup.ts';
import type { Resolved } from './resolved.ts';
import { chosen, SELECT_TYPES } from './selection.ts';
import type { Action } from './writing.ts';

const cannot = (message: string) => invalidField('customId', 'COMPONENT_INVALID', message);

function componentOn(world: World, member: Member, input: Input) {
  const { message, place } = messageSeen(world, member.user.id, input.text('message'));
  const why = whyUnusable(place);
  if (why) throw discordError(why);
  const customId = input.text('customId');
  const component = allComponents(message.components).find((each) => each.custom_id === customId);
  if (!component) throw cannot(`The message has no component "${customId}".`);
  if (component.disabled) throw cannot('The component is disabled.');
  return { message, place, component, customId };
}

const click: Action = async (world, member, input) => {
  const { message, place, component, customId } = componentOn(world, member, input);
  if (component.type !== 2) throw cannot('Only buttons can be clicked; use select for menus.');
  const data = { component_type: 2, custom_id: customId, id: component.id };
  const question = { type: 3, userId: member.user.id, channelId: place.id, data, messageId: message.id } as const;
  return answerFor(world, await answered(world, askBot(world, question)));
};

const select: Action = async (world, member, input) => {
  const { message, place, component, customId } = componentOn(world, member, input);
  if (!SELECT_TYPES.has(component.type)) throw cannot('Only menus can be selected from; use click for buttons.');
  const userId = member.user.id;
  const resolved: Resolved = {};
  const values = chosen({ world, userId, resolved, field: 'values' }, component, input.texts('values'));
  const data = {
    component_type: component.type,
    custom_id: customId,
    id: component.id,
    values,
    ...(component.type !== 3 && { resolved }),
  };
  const question = { type: 3, userId, channelId: place.id, data, messageId: message.id } as const;
  return answerFor(world, await answered(world, askBot(world, question)));
};

/** Actions on the bot's buttons and menus, by route. */
export const COMPONENTS: Readonly<Record<string, Action>> = { click, select };
