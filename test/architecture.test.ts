import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { circlesIn, type ImportRules, violationsIn } from './helpers/architecture.ts';

const domain = ['src/articles', 'src/discussions', 'src/markdown'];
const product = [...domain, 'src/summaries', 'src/store', 'src/discord', 'src/web'];

/** The diagram of the design. */
const RULES: ImportRules = {
  mayImport: {
    'src/clock.ts': [],
    'src/snowflake.ts': [],
    'src/language': [],
    'src/markdown': [],
    'src/articles': ['src/markdown'],
    'src/store': [],
    'src/discussions': ['src/articles', 'src/store'],
    'src/summaries': ['src/discussions', 'src/markdown'],
    'src/discord': [...domain, 'src/summaries'],
    'src/web': domain,
    'src/sandbox': ['src/markdown'],
    commands: [...domain, 'src/summaries', 'src/discord'],
    'src/config.ts': ['src/discussions'],
    'src/app.ts': [...product, 'src/config.ts', 'commands'],
    'src/main.ts': ['src/app.ts', 'src/config.ts', 'src/sandbox'],
    'src/cli': [...product, 'src/config.ts', 'src/app.ts', 'src/sandbox', 'commands'],
  },
  openToAll: ['src/clock.ts', 'src/snowflake.ts', 'src/language'],
  packages: [
    { name: /^discord\.js$|^@discordjs\//, only: ['src/discord', 'commands'] },
    { name: /^keyv$|^@keyv\//, only: ['src/store'] },
    { name: /^node:sqlite$/, only: ['src/store'] },
    { name: /^pg$/, only: ['src/store'] },
    { name: /^dotenv$/, only: ['src/config.ts'] },
    { name: /^discord-api-spec($|\/)/, only: ['src/sandbox'] },
  ],
};

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{src,commands}/**/*.{ts,js,cjs}', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const sources = new Map(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]));

test('no file imports what the table does not allow', () => {
  expect(sources.size).toBeGreaterThan(10);
  expect(violationsIn(sources, RULES)).toEqual([]);
});

test('file names are kebab-case', () => {
  const others = files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.(d\.ts|ts|js|cjs)$/.test(basename(file)));
  expect(others).toEqual([]);
});

test('no files import each other in a circle, not even for their types', () => {
  expect(circlesIn(sources)).toEqual([]);
});

describe('the check itself', () => {
  const violations = (file: string, source: string) => violationsIn(new Map([[file, source]]), RULES);

  test.each([
    ['src/web/page.ts', `import { openStore } from '../store/open.ts';`, 'src/web/page.ts → src/store/open.ts'],
    ['src/web/page.ts', `import type { Store } from '../store/store.ts';`, 'src/web/page.ts → src/store/store.ts'],
    ['src/web/page.ts', `import {\n  a,\n  b,\n} from '../discord/post.ts';`, 'src/web/page.ts → src/discord/post.ts'],
    ['src/web/page.ts', `export * from '../discord/post.ts';`, 'src/web/page.ts → src/discord/post.ts'],
    ['src/web/page.ts', `import '../store/open.ts';`, 'src/web/page.ts → src/store/open.ts'],
    ['src/web/page.ts', `const load = () => import('../store/open.ts');`, 'src/web/page.ts → src/store/open.ts'],
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
    ['commands/article.ts', `import { page } from '../src/web/page.ts';`, 'commands/article.ts → src/web/page.ts'],
    [
      'src/main.ts',
      `import { s } from './sandbox/start.ts';`,
      'src/main.ts → src/sandbox/start.ts at once; import() it when it is used',
    ],
    ['src/extra/new.ts', '', 'src/extra/new.ts is in no place of the import table'],
  ])('refuses in %s: %s', (file, source, violation) => {
    expect(violations(file, source)).toEqual([violation]);
  });

  test('finds a circle, also of types', () => {
    const around = new Map([
      ['src/web/a.ts', `import { b } from './b.ts';`],
      ['src/web/b.ts', `import type { C } from './c.ts';\nimport { d } from './d.ts';`],
      ['src/web/c.ts', `import type { A } from './a.ts';`],
      ['src/web/d.ts', ''],
    ]);
    expect(circlesIn(around)).toEqual(['src/web/a.ts → src/web/b.ts → src/web/c.ts → src/web/a.ts']);
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
