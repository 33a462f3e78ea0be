/** A form's fields as the JSON that the people's routes take: `options.NAME` and `fields.NAME` nest, `messages` and `values` are lists. */
export function inputFromForm(form: FormData): Record<string, unknown> {
  const input: Record<string, Record<string, unknown> | string[] | string> = {};
  for (const [key, value] of form) {
    if (typeof value !== 'string' || key === 'back') continue;
    const [group, ...rest] = key.split('.');
    if (rest.length > 0 && group) {
      const nested = input[group];
      input[group] = {
        ...(typeof nested === 'object' && !Array.isArray(nested) ? nested : {}),
        [rest.join('.')]: value,
      };
    } else if (key === 'messages' || key === 'values') {
      const list = input[key];
      input[key] = [...(Array.isArray(list) ? list : []), value];
    } else if (value !== '' || key === 'content') {
      input[key] = value;
    }
  }
  return input;
}
