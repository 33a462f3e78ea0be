import { globSync, readFileSync } from 'node:fs';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { CATALOGUES, loadCatalogues, type MessageKey } from '../../../src/language/catalogues.ts';
import { en } from '../../../src/language/en.ts';
import { translator } from '../../../src/language/translate.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const languages = [...CATALOGUES.keys()];
const others = languages.filter((language) => language !== 'en');
const keys = (Object.keys(en) as MessageKey[]).filter((key) => !key.startsWith('command.')); // of a constant

/** A part of a message; `type` 0 is plain words. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

/** The names of what is put into a message, also inside its plurals. */
function placeholders(message: string, language: string): string {
  const namesIn = ({ type, value, options = {} }: Part): string[] => [
    ...(type === 0 || value === undefined ? [] : [value]),
    ...Object.values(options).flatMap((option) => option.value.flatMap(namesIn)),
  ];
  const parts: readonly Part[] = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();
  return [...new Set(parts.flatMap(namesIn))].toSorted().join();
}

test('a language is one file beside the others, and English comes first', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'language-'));
  await writeFile(join(folder.path, 'br.ts'), `export const br = { 'page.next': 'War-lerc’h' };`);
  await writeFile(join(folder.path, 'translate.ts'), 'throw new Error("This is no language.");');
  const catalogues = await loadCatalogues(folder.path);
  expect([...catalogues]).toEqual([
    ['en', en],
    ['br', { 'page.next': 'War-lerc’h' }],
  ]);
  await writeFile(join(folder.path, 'cy.ts'), 'export const welsh = {};');
  await expect(loadCatalogues(folder.path)).rejects.toThrow(/cy\.ts must export its sentences as `cy`/);
});

test.each(others)('%s says all that English says, and nothing else', (language) => {
  const own = Object.keys(CATALOGUES.get(language) ?? {}).filter((key) => !key.startsWith('command.'));
  expect(keys.filter((key) => !own.includes(key))).toEqual([]);
  expect(own.filter((key) => !(key in en))).toEqual([]);
});

test.each(others)('%s puts the same things into its sentences as English', (language) => {
  const catalogue = CATALOGUES.get(language);
  const wrong = keys.filter((key) => {
    const message = catalogue?.[key];
    return message !== undefined && placeholders(message, language) !== placeholders(en[key], 'en');
  });
  expect(wrong).toEqual([]);
});

describe('what Discord limits is short enough in every language', () => {
  const sources = globSync(['src/discord/**/*.ts', 'commands/*.ts'], { cwd: root })
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    .join('\n');

  test.each([
    ['a button', /(?:\.setLabel|linkButton|button)\((?:[^()]*, )?(?:cut\()?t\(['`]([\w.-]+)['`]/g, 80],
    ['a modal', /\.setTitle\(t\(['`]([\w.-]+)['`]/g, 45],
    ['a field of a modal', /\blabel: t\(['`]([\w.-]+)['`]/g, 45],
    ['what a field of a modal says about itself', /\bdescription: t\(['`]([\w.-]+)['`]/g, 100],
    ['the empty menu', /\.setPlaceholder\(t\(['`]([\w.-]+)['`]/g, 150],
  ])('the words on %s', (_what, pattern, limit) => {
    const found = new Set([...sources.matchAll(pattern)].map(([, key]) => key));
    const used = keys.filter((key) => found.has(key));
    expect(used.length).toBeGreaterThan(0);
    const long = languages.flatMap((language) =>
      used.filter((key) => translator(language)(key, { site: 'The Gazette', count: 1000 }).length > limit),
    );
    expect(long).toEqual([]);
  });
});
