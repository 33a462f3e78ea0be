import { invalidField } from '../errors.ts';
import { requireOpen } from '../world/access.ts';
import { allComponents } from '../world/drafts.ts';
import { askBot } from '../world/asking.ts';
import type { Interaction, Modal } from '../world/interaction-records.ts';
import type { Component, Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { answered, answerFor } from './answers.ts';
import { inputFrom, type Input } from './input.ts';
import { messageSeen } from './lookup.ts';
import { keepFile } from '../world/files.ts';
import { uploadFrom } from './uploads.ts';
import type { Action } from './writing.ts';

const cannot = (message: string) => invalidField('customId', 'COMPONENT_INVALID', message);

function componentOn(world: World, member: Member, input: Input) {
  const { message, place } = messageSeen(world, member.user.id, input.text('message'));
  requireOpen(place);
  const customId = input.text('customId');
  const component = allComponents(message.components).find((each) => each.custom_id === customId);
  if (!component) throw cannot(`The message has no component "${customId}".`);
  if (component.disabled) throw cannot('The component is disabled.');
  return { message, place, component, customId };
}

const click: Action = async (world, member, input) => {
  const { message, place, component, customId } = componentOn(world, member, input);
  if (component.type !== 2) throw cannot('Only buttons are clicked; menus are selected from.');
  const data = { component_type: 2, custom_id: customId, id: component.id };
  const question = { type: 3, userId: member.user.id, channelId: place.id, data, messageId: message.id } as const;
  return answerFor(world, await answered(world, askBot(world, question)));
};

const select: Action = async (world, member, input) => {
  const { message, place, component, customId } = componentOn(world, member, input);
  if (component.type !== 3) throw cannot('Only string menus are built here.');
  const values = input.texts('values');
  checkSelection(component, values);
  const data = { component_type: 3, custom_id: customId, id: component.id, values };
  const question = { type: 3, userId: member.user.id, channelId: place.id, data, messageId: message.id } as const;
  return answerFor(world, await answered(world, askBot(world, question)));
};

function checkSelection(component: Component, values: readonly string[]): void {
  const { min_values: least = 1, max_values: most = 1, options = [] } = component;
  if (values.length < least || values.length > most) {
    throw invalidField('values', 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
  }
  const stranger = values.find((value) => !options.some((option) => option.value === value));
  if (stranger !== undefined)
    throw invalidField('values', 'BASE_TYPE_CHOICES', `"${stranger}" is not among the choices.`);
}

function openModal(world: World, userId: string, name: string): { opener: Interaction; modal: Modal } {
  const opener = [...world.interactions.values()].findLast(
    ({ id, user_id, modal }) => user_id === userId && modal !== null && (id === name || modal.custom_id === name),
  );
  if (!opener?.modal) throw invalidField('modal', 'BASE_TYPE_CHOICES', 'No such modal is open for this member.');
  return { opener, modal: opener.modal };
}

interface Filling {
  world: World;
  channelId: string;
  fields: Record<string, unknown>;
  files: Record<string, unknown>;
}

function filled({ world, channelId, fields, files }: Filling, component: Component): Component {
  const { type, id, custom_id } = component;
  const base = { type, ...(id !== undefined && { id }) };
  const fill = (inner: Component) => filled({ world, channelId, fields, files }, inner);
  if (component.component) return { ...base, component: fill(component.component) };
  if (component.components) return { ...base, components: component.components.map(fill) };
  if (custom_id === undefined) return base;
  const value = fields[custom_id];
  const isRequired = component.required !== false;
  const wrong = (message: string) => invalidField(`fields.${custom_id}`, 'BASE_TYPE_REQUIRED', message);
  if (type === 4) {
    const text = typeof value === 'string' ? value : '';
    const { min_length: least = 0, max_length: most = 4000 } = component;
    if (text === '' && isRequired) throw wrong('This field is required');
    if (text !== '' && (text.length < least || text.length > most))
      throw wrong(`Must be between ${least} and ${most} in length.`);
    return { ...base, custom_id, value: text };
  }
  if (type === 23) return { ...base, custom_id, value: value === true };
  const values: unknown[] = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value];
  if (values.length === 0 && isRequired) throw wrong('This field is required');
  if (type === 21) return { ...base, custom_id, value: typeof values[0] === 'string' ? values[0] : null };
  if (type !== 19) return { ...base, custom_id, values };
  const kept = values.map((each) => keepFile(world, channelId, uploadFrom(inputFrom(each))));
  for (const file of kept) files[file.id] = file;
  return { ...base, custom_id, values: kept.map((file) => file.id) };
}

const submit: Action = async (world, member, input) => {
  const { opener, modal } = openModal(world, member.user.id, input.text('modal'));
  const files: Record<string, unknown> = {};
  const filling = { world, channelId: opener.channel_id, fields: input.record('fields'), files };
  const components = modal.components.map((component) => filled(filling, component));
  const data = { custom_id: modal.custom_id, components, resolved: { attachments: files } };
  opener.modal = null;
  const interaction = askBot(world, {
    type: 5,
    userId: member.user.id,
    channelId: opener.channel_id,
    data,
    ...(opener.message_id && { messageId: opener.message_id }),
    origin: opener.metadata,
  });
  return answerFor(world, await answered(world, interaction));
};

/** Buttons, menus and modals of the bot, by route. */
export const COMPONENTS: Readonly<Record<string, Action>> = { click, select, submit };
