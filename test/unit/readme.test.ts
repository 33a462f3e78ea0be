import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pages = globSync(['*.md', 'docs/*.md'], { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const manual = pages.filter((page) => page.startsWith('docs/'));

const withoutCode = (page: string): string => read(page).replaceAll(/^ *```.*?^ *```$/gms, '');

/** Links to files and headings of the project. */
const linksIn = (page: string): string[] =>
  [...withoutCode(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link);

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsIn = (page: string): string[] =>
  [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  return existsSync(join(root, target)) && (anchor === undefined || anchorsIn(target).includes(anchor));
}

test.each(pages)('every link in %s leads to a file, and to a heading where it names one', (page) => {
  expect(linksIn(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test('README links to every page of the manual, and to every page beside it', () => {
  expect(manual.length).toBeGreaterThan(3);
  const linked = new Set(linksIn('README.md').map((link) => link.replace(/#.*/, '')));
  expect(pages.filter((page) => page !== 'README.md' && !linked.has(page))).toEqual([]);
});

test('the table of settings names exactly the variables of .env.example, in their order', () => {
  const explained = [...read('docs/operators.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(explained).toEqual(Object.keys(parse(read('.env.example'))));
});

test('the troubles that operators read of are quoted as the program words them', () => {
  const [, troubles = ''] = read('docs/operators.md').split('\n## Troubles\n');
  const quoted = [...troubles.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, seen = '']) =>
    [...seen.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words),
  );
  const sources = globSync('src/**/*.ts', { cwd: root }).map(read).join('');
  expect(quoted.length).toBeGreaterThan(3);
  expect(quoted.filter((words) => !sources.includes(words))).toEqual([]);
});

test.each(pages)('every npm script that %s names is there', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(page).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

describe('the map in README', () => {
  /** Every file and folder that it names, as a path. */
  function mapped(): string[] {
    const [, map = ''] = /^## Where things are\n\n```\n(.*?)^```$/ms.exec(read('README.md')) ?? [];
    const above: string[] = [];
    return map
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? [];
        const depth = indent.length / 2;
        above.splice(depth, above.length, name);
        return above.join('');
      });
  }

  const foldersIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}${name}/`);

  test('names only what is there', () => {
    expect(mapped().length).toBeGreaterThan(20);
    expect(mapped().filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(['src/', 'src/discord/'])('names every folder in %s', (folder) => {
    const named = mapped().filter((path) => dirname(path) === dirname(`${folder}x`) && path.endsWith('/'));
    expect(named.toSorted()).toEqual(foldersIn(folder).toSorted());
  });

  test('names every kind of test', () => {
    const [line = ''] = /^test\/ .*$/m.exec(read('README.md')) ?? [];
    const named = [...line.matchAll(/ (\w+\/)/g)].map(([, name = '']) => `test/${name}`);
    const kinds = foldersIn('test/').filter((folder) => !['test/fixtures/', 'test/helpers/'].includes(folder));
    expect(named.toSorted()).toEqual(kinds.toSorted());
  });
});

describe('the image that the Dockerfile makes', () => {
  const dockerfile = read('Dockerfile');

  test('is made of what .dockerignore lets in, all of which is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    );
    const letIn = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name);
    expect(new Set(copied)).toEqual(new Set(letIn));
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('runs the Node that npm brings', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const brought = new Set(Object.values(optionalDependencies).map((version) => version.split('.')[0]));
    const used = new Set([...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => major));
    expect(used).toEqual(brought);
  });

  test('has no rights that it does not need', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});
