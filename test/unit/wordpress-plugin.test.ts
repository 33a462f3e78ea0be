import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/process.ts';

const folder = join(ROOT, 'integrations', 'wordpress', 'belowline');

test('the plugin and its readme name the same versions and licence', () => {
  const plugin = readFileSync(join(folder, 'belowline.php'), 'utf8');
  const readme = readFileSync(join(folder, 'readme.txt'), 'utf8');
  const field = (text: string, name: string) => new RegExp(`^[ *]*${name}: *(.+)$`, 'm').exec(text)?.[1];
  expect(field(plugin, 'Version')).toBe(field(readme, 'Stable tag'));
  expect(field(plugin, 'Version')).toMatch(/^\d+\.\d+\.\d+$/);
  for (const name of ['Requires at least', 'Requires PHP', 'License', 'License URI']) {
    expect(field(plugin, name)).toBeTruthy();
    expect({ [name]: field(plugin, name) }).toEqual({ [name]: field(readme, name) });
  }
});
