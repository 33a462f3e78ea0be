import { invalidForm, type FormProblem } from '../errors.ts';
import { allComponents } from './component-rules.ts';
import type { Component } from './records.ts';

const MAX_ROWS = 5; // the documentation's number; the specification's schema allows 40

function problemsOf(components: readonly Component[]): FormProblem[] {
  const all = allComponents(components);
  const problems: FormProblem[] = [];
  const add = (code: string, message: string) => problems.push({ path: ['data', 'components'], code, message });
  if (components.length < 1 || components.length > MAX_ROWS)
    add('BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${MAX_ROWS} in length.`);
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  if (new Set(ids).size !== ids.length)
    add('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  if (all.some(({ disabled }) => disabled === true))
    add('COMPONENT_DISABLED_IN_MODAL', 'A component of a modal cannot be disabled');
  for (const { min_values: least, max_values: most, min_length: shortest, max_length: longest } of all) {
    if ((least ?? 0) > (most ?? Infinity) || (shortest ?? 0) > (longest ?? Infinity))
      add('BASE_TYPE_BAD_LENGTH', 'The minimum must not be above the maximum.');
  }
  for (const { type, options = [] } of all) {
    if (new Set(options.map(({ value }) => value)).size !== options.length)
      add('SELECT_COMPONENT_DUPLICATE_OPTION', 'Option values must be unique');
    if (type === 21 && options.filter((option) => option.default === true).length > 1)
      add('BASE_TYPE_BAD_LENGTH', 'Only one option can be the default.');
  }
  return problems;
}

/** A modal's components with Discord's numbering. Throws 50035 for problems that the schema does not catch. */
export function modalComponents(components: readonly Component[]): Component[] {
  const problems = problemsOf(components);
  if (problems.length > 0) throw invalidForm(problems);
  let next = 0;
  const numbered = (component: Component): Component => ({
    ...component,
    id: component.id || (next += 1),
    ...(component.components && { components: component.components.map(numbered) }),
    ...(component.component && { component: numbered(component.component) }),
  });
  return components.map(numbered);
}
