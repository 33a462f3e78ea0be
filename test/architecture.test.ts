import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ImportRules, violationsIn } from './helpers/architecture.ts';

const everything = ['articles', 'discussions', 'markdown', 'summaries', 'storage', 'discord', 'web'].map(
  (name) => `src/${name}`,
);
const domain = ['src/articles', 'src/discussions', 'src/markdown'];

/** The diagram of the design. */
const RULES: ImportRules = {
  mayImport: {
    'src/clock.ts': [],
    'src/language': [],
    'src/markdown': [],
    'src/articles': ['src/markdown'],
    'src/discussions': ['src/articles'],
    'src/summaries': ['src/discussions', 'src/markdown'],
    'src/storage': ['src/discussions', 'src/articles'],
    'src/discord': [...domain, 'src/summaries'],
    'src/web': domain,
    'src/sandbox': ['src/markdown'],
    commands: ['src/discord/command.ts', 'src/discord/messages', ...domain, 'src/summaries'],
    'src/environment.ts': [],
    'src/config.ts': ['src/environment.ts', 'src/discussions'],
    'src/app.ts': [...everything, 'src/config.ts', 'commands'],
    'src/main.ts': ['src/app.ts', 'src/config.ts', 'src/sandbox'],
    'src/cli': [...everything, 'src/config.ts', 'src/app.ts', 'src/sandbox', 'commands'],
  },
  openToAll: ['src/clock.ts', 'src/language'],
  packages: [
    { name: /^discord\.js$|^@discordjs\//, only: ['src/discord', 'commands'] },
    { name: /^keyv$|^@keyv\//, only: ['src/storage'] },
    { name: /^node:sqlite$/, only: ['src/storage'] },
    { name: /^dotenv$/, only: ['src/config.ts'] },
    { name: /^discord-api-spec($|\/)/, only: ['src/sandbox'] },
  ],
};

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{src,commands}/**/*.{ts,js,cjs}', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const sources = new Map(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]));

const MAX_LINES = 200;

/** Where files may be longer, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  'src/language/': 'catalogues: one sentence a line',
  'src/app.ts': 'the composition root: every part is named once',
  'src/storage/apply-changes.ts': 'one function a kind of change',
  'src/web/embed/client.js': 'one script, sent as it is',
};

test('no file imports what the table does not allow', () => {
  expect(sources.size).toBeGreaterThan(10);
  expect(violationsIn(sources, RULES)).toEqual([]);
});

test('file names are kebab-case', () => {
  const others = files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.(d\.ts|ts|js|cjs)$/.test(basename(file)));
  expect(others).toEqual([]);
});

test(`no file is longer than ${MAX_LINES} lines without a reason`, () => {
  const long = [...sources]
    .map(([file, source]) => ({ file, lines: source.split('\n').length - 1 }))
    .filter(({ file, lines }) => lines > MAX_LINES && !Object.keys(LONG_FILES).some((place) => file.startsWith(place)))
    .map(({ file, lines }) => `${file} has ${lines} lines`);
  expect(long).toEqual([]);
});

describe('the check itself', () => {
  const violations = (file: string, source: string) => violationsIn(new Map([[file, source]]), RULES);

  test.each([
    ['src/web/page.ts', `import { openStore } from '../storage/open.ts';`, 'src/web/page.ts → src/storage/open.ts'],
    ['src/web/page.ts', `import type { Store } from '../storage/store.ts';`, 'src/web/page.ts → src/storage/store.ts'],
    ['src/web/page.ts', `import {\n  a,\n  b,\n} from '../discord/post.ts';`, 'src/web/page.ts → src/discord/post.ts'],
    ['src/web/page.ts', `export * from '../discord/post.ts';`, 'src/web/page.ts → src/discord/post.ts'],
    ['src/web/page.ts', `import '../storage/open.ts';`, 'src/web/page.ts → src/storage/open.ts'],
    ['src/web/page.ts', `const load = () => import('../storage/open.ts');`, 'src/web/page.ts → src/storage/open.ts'],
    ['src/web/page.ts', `import { Client } from 'discord.js';`, 'src/web/page.ts → discord.js'],
    ['src/web/page.ts', `const port = process.env['PORT'];`, 'src/web/page.ts → process.env'],
    ['src/web/page.ts', `export default {};`, 'src/web/page.ts → export default'],
    ['src/discord/bot.ts', `import { Keyv } from 'keyv';`, 'src/discord/bot.ts → keyv'],
    [
      'src/discord/bot.ts',
      `import { post } from '../../commands/article.ts';`,
      'src/discord/bot.ts → commands/article.ts',
    ],
    ['src/language/en.ts', `import { slug } from '../articles/slug.ts';`, 'src/language/en.ts → src/articles/slug.ts'],
    [
      'src/sandbox/rest/send.ts',
      `import { t } from '../../discord/a.ts';`,
      'src/sandbox/rest/send.ts → src/discord/a.ts',
    ],
    ['src/app.ts', `import { startSandbox } from './sandbox/start.ts';`, 'src/app.ts → src/sandbox/start.ts'],
    [
      'commands/article.ts',
      `import { post } from '../src/discord/post.ts';`,
      'commands/article.ts → src/discord/post.ts',
    ],
    [
      'src/main.ts',
      `import { s } from './sandbox/start.ts';`,
      'src/main.ts → src/sandbox/start.ts at once; import() it when it is used',
    ],
    ['src/extra/new.ts', '', 'src/extra/new.ts is in no place of the import table'],
  ])('refuses in %s: %s', (file, source, violation) => {
    expect(violations(file, source)).toEqual([violation]);
  });

  test.each([
    [
      'src/web/page.ts',
      `import { render } from '../markdown/render.ts';\nimport { t } from '../language/translate.ts';`,
    ],
    ['src/web/page.ts', `// process.env is read in config.ts\nimport { other } from './other.ts';`],
    ['src/main.ts', `const { startSandbox } = await import('./sandbox/start.ts');`],
    ['commands/article.ts', `import { SlashCommandBuilder } from 'discord.js';\nexport default defineCommand({});`],
    ['commands/article.ts', `import { defineCommand } from '../src/discord/command.ts';`],
    ['src/cli/tour.ts', `import { createApp } from '../app.ts';\nimport { startSandbox } from '../sandbox/start.ts';`],
  ])('allows in %s: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});
