import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { FormProblem } from '../errors.ts';
import type { Component } from './records.ts';

const ACTION_ROW: number = ComponentType.ActionRow;
const LINK_STYLE: number = ButtonStyle.Link;
const PREMIUM_STYLE: number = ButtonStyle.Premium;
const MAX_COMPONENTS = 40; // nested ones too
const MAX_TEXT = 4_000;
const MAX_ROWS = 5;
const LINK = /^(?:https?|discord):\/\//i;

/** All components of a message, nested ones too. */
export const allComponents = (components: readonly Component[]): Component[] =>
  components.flatMap((component) => [
    component,
    ...allComponents(component.components ?? []),
    ...allComponents(component.accessory ? [component.accessory] : []),
    ...allComponents(component.component ? [component.component] : []),
  ]);

type Wrong = readonly [message: string, code?: string];

/** How a message's components break Discord's rules beyond the specification. */
export function componentProblems(components: readonly Component[], isV2: boolean): FormProblem[] {
  const all = allComponents(components);
  return [
    ...layoutProblems(components, isV2),
    ...sizeProblems(all),
    ...all.flatMap(buttonProblems),
    ...all.flatMap(menuProblems),
    ...all.flatMap(rowProblems),
  ].map(([message, code = 'BASE_TYPE_BAD_LENGTH']) => ({ path: ['components'], code, message }));
}

function layoutProblems(components: readonly Component[], isV2: boolean): Wrong[] {
  if (isV2) return [];
  const isOther = components.some(({ type }) => type !== ACTION_ROW);
  return [
    ...(isOther ? [['The specified component type is invalid in this context.', 'UNION_TYPE_CHOICES'] as const] : []),
    ...(components.length > MAX_ROWS ? [[`Must be ${MAX_ROWS} or fewer in length.`] as const] : []),
  ];
}

function sizeProblems(all: readonly Component[]): Wrong[] {
  const text = all.reduce(
    (sum, { type, content }) => sum + (type === 10 && typeof content === 'string' ? content.length : 0),
    0,
  );
  const repeats = (keys: readonly unknown[]) => new Set(keys).size !== keys.length;
  const problems: Wrong[] = [];
  if (all.length > MAX_COMPONENTS)
    problems.push([`Must be ${MAX_COMPONENTS} or fewer in length, nested components included.`]);
  if (text > MAX_TEXT) problems.push([`Text must be ${MAX_TEXT} or fewer in length.`, 'BASE_TYPE_MAX_LENGTH']);
  if (repeats(all.flatMap(({ custom_id }) => custom_id ?? [])))
    problems.push(['Component custom id cannot be duplicated', 'COMPONENT_CUSTOM_ID_DUPLICATED']);
  if (repeats(all.flatMap(({ id }) => id || [])))
    problems.push(['Component id cannot be duplicated', 'COMPONENT_ID_DUPLICATED']);
  return problems;
}

function buttonProblems({ type, style, url, custom_id, label, emoji }: Component): Wrong[] {
  if (type !== 2) return [];
  const isLink = style === LINK_STYLE;
  const isPremium = style === PREMIUM_STYLE;
  const problems: Wrong[] = [];
  if (isLink && !url) problems.push(['A url is required', 'BASE_TYPE_REQUIRED']);
  if (isLink && url && !LINK.test(url))
    problems.push(["Scheme must be one of ('http', 'https', 'discord').", 'URL_TYPE_INVALID_SCHEME']);
  if (isLink && custom_id)
    problems.push(['A custom id and url cannot both be specified', 'COMPONENT_CUSTOM_ID_URL_EXCLUSIVE']);
  if (!isLink && !isPremium && !custom_id) problems.push(['A custom id is required', 'BASE_TYPE_REQUIRED']);
  if (!isPremium && !label && !emoji) problems.push(['A label or an emoji is required', 'BASE_TYPE_REQUIRED']);
  return problems;
}

function menuProblems({ min_values: least = 1, max_values: most = 1, options }: Component): Wrong[] {
  const problems: Wrong[] = [];
  if (least > most) problems.push(['min_values must not be above max_values.']);
  if (!options) return problems;
  if (options.length < most) problems.push([`Must be between ${most} and 25 in length.`]);
  if (new Set(options.map(({ value }) => value)).size !== options.length)
    problems.push(['The specified option value is already used', 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED']);
  return problems;
}

function rowProblems({ type, components }: Component): Wrong[] {
  if (type !== 1 || !components) return [];
  const selects = components.filter((each) => each.type !== 2).length;
  const isWide = selects > 1 || (selects === 1 && components.length > 1);
  return isWide ? [['A row holds five buttons or one menu.', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED']] : [];
}
