import { invalidField } from '../errors.ts';
import { entryOf } from '../own.ts';
import { askBot } from '../world/asking.ts';
import type { Interaction, Modal } from '../world/interaction-records.ts';
import type { Component } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { answered, answerFor } from './answers.ts';
import { resolveUpload, type Resolved } from './resolved.ts';
import { checkCount, checkOptions, chosen, SELECT_TYPES } from './selection.ts';
import type { Action } from './writing.ts';

function openModal(world: World, userId: string, name: string): { opener: Interaction; modal: Modal } {
  const opener = [...world.interactions.values()].findLast(
    ({ id, user_id, modal }) => user_id === userId && modal !== null && (id === name || modal.custom_id === name),
  );
  if (!opener?.modal) throw invalidField('modal', 'BASE_TYPE_CHOICES', 'No such modal is open for this member.');
  return { opener, modal: opener.modal };
}

interface Filling {
  world: World;
  userId: string;
  channelId: string;
  fields: Record<string, unknown>;
  resolved: Resolved;
}

interface Field {
  component: Component;
  /** "fields.<custom id>", as errors name it. */
  field: string;
  value: unknown;
}

const required = (field: string) => invalidField(field, 'BASE_TYPE_REQUIRED', 'This field is required');

function textOf({ component, field, value }: Field): string {
  const { min_length: least = 0, max_length: most = 4000, value: filledIn } = component;
  const text = typeof value === 'string' ? value : typeof filledIn === 'string' && value === undefined ? filledIn : '';
  if (text === '' && component.required !== false) throw required(field);
  if (text !== '' && (text.length < least || text.length > most))
    throw invalidField(field, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
  return text;
}

function textsOf({ component, field, value }: Field): string[] {
  const preset = (component.options ?? []).filter((option) => option.default === true).map((option) => option.value);
  if (value === undefined && preset.length > 0) return preset;
  const values: unknown[] = Array.isArray(value)
    ? value
    : value === undefined || value === null || value === ''
      ? []
      : [value];
  if (values.length === 0 && component.required !== false && component.min_values !== 0) throw required(field);
  return values.map((each) => {
    if (typeof each === 'string') return each;
    throw invalidField(field, 'BASE_TYPE_INVALID', 'This field must be a list of strings.');
  });
}

function filesOf({ world, channelId, resolved }: Filling, { component, field, value }: Field): string[] {
  const files: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (files.length === 0 && component.required !== false && component.min_values !== 0) throw required(field);
  checkCount(component, field, files.length);
  return files.map((file) => resolveUpload({ world, resolved }, channelId, file));
}

/** A submitted component as Discord sends it (documented, by type). */
function answerOf(filling: Filling, given: Field): Record<string, unknown> {
  const { component, field, value } = given;
  if (component.type === 4) return { value: textOf(given) };
  if (component.type === 19) return { values: filesOf(filling, given) };
  if (component.type === 23) {
    if (value !== undefined && typeof value !== 'boolean')
      throw invalidField(field, 'BASE_TYPE_INVALID', 'This field must be true or false.');
    return { value: value ?? component['default'] === true };
  }
  const values = textsOf(given);
  if (SELECT_TYPES.has(component.type)) {
    const { world, userId, resolved } = filling;
    return { values: chosen({ world, userId, resolved, field }, component, values) };
  }
  if (component.type === 21) {
    checkOptions(component, field, values);
    if (values.length > 1) throw invalidField(field, 'BASE_TYPE_BAD_LENGTH', 'Must be 1 in length.');
    return { value: values[0] ?? null };
  }
  checkCount(
    { ...component, max_values: component.max_values ?? component.options?.length ?? 1 },
    field,
    values.length,
  );
  checkOptions(component, field, values);
  return { values };
}

function filled(filling: Filling, component: Component): Component {
  const { type, id, custom_id } = component;
  const base = { type, ...(id !== undefined && { id }) };
  if (component.component) return { ...base, component: filled(filling, component.component) };
  if (component.components) return { ...base, components: component.components.map((each) => filled(filling, each)) };
  if (custom_id === undefined) return base;
  const given: Field = { component, field: `fields.${custom_id}`, value: entryOf(filling.fields, custom_id) };
  return { ...base, custom_id, ...answerOf(filling, given) };
}

const customIds = (components: readonly Component[]): string[] =>
  components.flatMap((each) => [
    ...(each.custom_id === undefined ? [] : [each.custom_id]),
    ...customIds(each.components ?? (each.component ? [each.component] : [])),
  ]);

const submit: Action = async (world, member, input) => {
  const { opener, modal } = openModal(world, member.user.id, input.text('modal'));
  const fields = input.record('fields');
  const known = customIds(modal.components);
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw invalidField(`fields.${stranger}`, 'BASE_TYPE_CHOICES', `The modal has the fields ${known.join(', ')}.`);
  const resolved: Resolved = {};
  const filling = { world, userId: member.user.id, channelId: opener.channel_id, fields, resolved };
  const components = modal.components.map((component) => filled(filling, component));
  opener.modal = null;
  const interaction = askBot(world, {
    type: 5,
    userId: member.user.id,
    channelId: opener.channel_id,
    data: { custom_id: modal.custom_id, components, resolved },
    ...(opener.message_id && { messageId: opener.message_id }),
    origin: opener.metadata,
  });
  return answerFor(world, await answered(world, interaction));
};

/** Actions on the bot's modals, by route. */
export const MODALS: Readonly<Record<string, Action>> = { submit };
