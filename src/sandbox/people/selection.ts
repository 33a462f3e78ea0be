import { invalidField } from '../errors.ts';
import type { Component } from '../world/records.ts';
import { resolveChannel, resolveMentionable, resolvePerson, resolveRole, type Resolving } from './resolved.ts';

/** A selection in a menu. */
export interface Choosing extends Resolving {
  userId: string;
  /** The field that an error names. */
  field: string;
}

/** Text, user, role, mentionable and channel menus. */
export const SELECT_TYPES: ReadonlySet<number> = new Set([3, 5, 6, 7, 8]);

/** Throws 50035 for fewer or more values than the component allows. */
export function checkCount({ min_values, max_values = 1, required }: Component, field: string, count: number): void {
  const least = required === false && count === 0 ? 0 : (min_values ?? 1);
  if (count >= least && count <= max_values) return;
  throw invalidField(field, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${max_values} in length.`);
}

/** Throws 50035 for values that are not options or repeat. */
export function checkOptions({ options = [] }: Component, field: string, values: readonly string[]): void {
  const stranger = values.find((value) => !options.some((option) => option.value === value));
  if (stranger !== undefined) throw invalidField(field, 'BASE_TYPE_CHOICES', `"${stranger}" is not among the choices.`);
  if (new Set(values).size === values.length) return;
  throw invalidField(field, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
}

/** A menu's values as Discord sends them: ids for users, roles and channels. Throws 50035. */
export function chosen(choosing: Choosing, component: Component, values: readonly string[]): string[] {
  const { field, userId } = choosing;
  checkCount(component, field, values.length);
  switch (component.type) {
    case 5:
      return values.map((value) => resolvePerson(choosing, value));
    case 6:
      return values.map((value) => resolveRole(choosing, value));
    case 7:
      return values.map((value) => resolveMentionable(choosing, value));
    case 8:
      return values.map((value) => channelIn(component, field, resolveChannel(choosing, userId, value)));
    default:
      checkOptions(component, field, values);
      return [...values];
  }
}

function channelIn({ channel_types }: Component, field: string, { id, type }: { id: string; type: number }): string {
  if (!Array.isArray(channel_types) || channel_types.length === 0 || channel_types.includes(type)) return id;
  throw invalidField(field, 'BASE_TYPE_CHOICES', 'This channel type cannot be chosen here.');
}
