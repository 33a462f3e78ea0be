import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPeople } from '../helpers/people.ts';
import { addressOf, ROOT, startMain } from '../helpers/process.ts';

/** Where the recipes are. */
const RECIPES = { file: 'docs/developers.md', article: '## Add an article', command: '## Add a command' } as const;

const STAYS_BEHIND = new Set(['.git', 'node_modules', 'data']);

/** All tests that look at every article or command that there is. */
const TESTS = [
  'test/architecture.test.ts',
  'test/unit/articles/content.test.ts',
  'test/unit/language/',
  'test/e2e/in-ones-own-language.test.ts',
];

let project: string;
let article: string;
let command: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'recipes-'));
  for (const name of await readdir(ROOT))
    if (!STAYS_BEHIND.has(name)) await cp(join(ROOT, name), join(project, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');

  article = await follow(RECIPES.article, /`(content\/[^`]+\.md)`/, '\nThe lead.\n\n## A section\n\nIts text.\n');
  command = await follow(RECIPES.command, /`(commands\/[^`]+\.ts)`/);
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Writes the recipe's block of code into the file that it names, with `rest` below; answers that file's name without its ending. */
async function follow(heading: string, path: RegExp, rest = ''): Promise<string> {
  const text = await readFile(join(ROOT, RECIPES.file), 'utf8');
  const recipe = (text.split(`\n${heading}\n`)[1] ?? '').split(/^## /m)[0] ?? '';
  const file = path.exec(recipe)?.[1];
  const [, indent, code] = /^( *)```\w+\n(.*?)^ *```$/ms.exec(recipe) ?? [];
  if (file === undefined || code === undefined) throw new Error(`No file or no code under ${heading}`);
  await writeFile(join(project, file), code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') + rest);
  return file.replace(/^.*\/|\.\w+$/g, '');
}

async function runIn(project: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], TMPDIR: tmpdir(), NO_COLOR: '1' };
  const running = promisify(execFile)(process.execPath, args, { cwd: project, env });
  const { stdout, stderr } = await running.catch((failed: { stdout: string; stderr: string }) => failed);
  return stripVTControlCharacters(stdout + stderr);
}

test('who follows the recipes, word for word, has an article on the site and a command in Discord', async () => {
  await using main = startMain(
    { PORT: '0', SANDBOX_PORT: '0', CONTENT_DIR: 'content' },
    { folder: project, root: project },
  );
  const [site, sandbox] = [await addressOf(main, 'page'), await addressOf(main, 'sandbox')];
  expect(await (await fetch(`${site}/articles/${article}`)).text()).toContain('A section');
  const { replies } = await createPeople(sandbox)('owner').command('news', command);
  expect(replies[0]?.content).toContain('/articles/');
  expect(main.output()).not.toContain(article); // no mistake in it was told
});

test('who follows the recipes, word for word, has tests and types that pass', async () => {
  expect(await runIn(project, 'node_modules/typescript/bin/tsc', '-p', '.')).toBe('');
  const tested = await runIn(
    project,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    ...TESTS,
  );
  expect(tested).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/m);
});
