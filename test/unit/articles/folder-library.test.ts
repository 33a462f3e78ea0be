import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFolderLibrary, type FolderLibrary } from '../../../src/articles/folder-library.ts';
import { systemClock } from '../../../src/clock.ts';

const PNG = Buffer.from('iVBORw0KGgo=', 'base64');
const article = (title: string, more = ''): string => `---\ntitle: ${title}\n${more}---\nThe lead.\n`;

let folder: string;
let stack: AsyncDisposableStack;
const warn = vi.fn<(message: string) => void>();

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'belowline-articles-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  warn.mockClear();
});
afterEach(() => stack.disposeAsync());

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const open = async (at = folder): Promise<FolderLibrary> =>
  stack.use(await createFolderLibrary({ folder: at, clock: systemClock, log: { warn } }));

const slugs = (library: FolderLibrary): string[] =>
  library
    .all()
    .map(({ slug }) => slug)
    .toSorted();
const problems = (library: FolderLibrary): string[] =>
  library.problems().map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('reading', () => {
  test('finds articles at any depth and leaves out what is none', async () => {
    await write('a.md', article('A'));
    await write('world/2024/b.md', article('B'));
    await write('world/c/index.md', article('C'));
    await write('world/_index.md', article('A list'));
    await write('.hidden/d.md', article('D'));
    await write('.e.md', article('E'));
    await write('node_modules/f/f.md', article('F'));
    await write('_drafts/g.md', article('G'));
    await write('README.md', '# How to write here\n');
    await write('notes.txt', 'not an article');
    const library = await open();
    expect(slugs(library)).toEqual(['a', 'b', 'c']);
    expect(library.problems()).toEqual([]);
  });

  test('a draft exists nowhere, and is no problem', async () => {
    await write('a.md', article('A', 'draft: true\n'));
    const library = await open();
    expect([library.all(), library.problems()]).toEqual([[], []]);
    await write('a.md', article('A', 'draft: false\n'));
    await vi.waitFor(() => expect(slugs(library)).toEqual(['a']));
  });

  test('a README with front matter is an article', async () => {
    await write('README.md', article('About us'));
    expect(slugs(await open())).toEqual(['readme']);
  });

  test.each([
    ['a 5 MB article', Buffer.alloc(5 * 1024 * 1024, 'a'), /^bad\.md:null .*5120 KB.*256 KB at most/],
    ['an article that is not UTF-8', Buffer.from('---\ntitle: Caf\xe9\n---\n', 'latin1'), /^bad\.md:null .*not UTF-8/],
    ['a title with a bare colon', article('Armenia: a step back'), /^bad\.md:2 .*needs quotes/],
    ['front matter that is a list', '---\n- a\n---\n', /^bad\.md:2 .*name: value/],
    ['front matter without an end', '---\ntitle: A\n', /^bad\.md:1 .*not closed/],
    ['an empty file', '', /^bad\.md:null .*no title/],
    ['nothing but zeros', Buffer.alloc(64), /^bad\.md:null .*no title/],
  ])('%s is reported once, with its file and line, and the others are loaded', async (_what, content, problem) => {
    await write('good.md', article('Good'));
    await write('bad.md', content);
    const library = await open();
    expect(slugs(library)).toEqual(['good']);
    expect(problems(library)).toEqual([expect.stringMatching(problem)]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining(join(folder, 'bad.md'))]]);
  });

  test('of two files with one slug the first is shown', async () => {
    await write('a.md', article('First', 'slug: same\n'));
    await write('b.md', article('Second', 'slug: same\n'));
    const library = await open();
    expect(library.bySlug('same')?.title).toBe('First');
    expect(problems(library)).toEqual([expect.stringMatching(/^b\.md:null .*"same" belongs to a\.md/)]);
  });

  test('follows a link to a file inside the folder, and none to a file outside', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'belowline-outside-'));
    stack.defer(() => rm(outside, { recursive: true }));
    await writeFile(join(outside, 'secret.md'), article('Secret'));
    await write('.store/inside.md', article('Inside'));
    await symlink(join(folder, '.store/inside.md'), join(folder, 'inside.md'));
    await symlink(join(outside, 'secret.md'), join(folder, 'secret.md'));
    await symlink(outside, join(folder, 'outside'));
    await symlink(folder, join(folder, 'loop'));
    await symlink(join(folder, 'nowhere'), join(folder, 'dangling.md'));
    const library = await open();
    expect(slugs(library)).toEqual(['inside']);
    expect(problems(library)).toEqual([expect.stringMatching(/^secret\.md:null .*leads out of the folder/)]);
  });

  test('a missing folder is one clear problem, and its articles appear with it', async () => {
    const missing = join(folder, 'later');
    const library = await open(missing);
    expect(library.all()).toEqual([]);
    expect(problems(library)).toEqual([':null There is no such folder of articles.']);
    expect(warn.mock.calls).toEqual([[`${missing}: There is no such folder of articles.`]]);
    await write('later/a.md', article('A'));
    await vi.waitFor(() => expect(slugs(library)).toEqual(['a']));
    expect(library.problems()).toEqual([]);
  });
});

describe('pictures', () => {
  test('a picture beside the article is found, and one at an address is kept', async () => {
    await write('world/a.md', article('A', 'image: { src: a.png, alt: A ship }\n'));
    await write('world/a.png', PNG);
    await write('b.md', article('B', 'image: https://paper.example/b.jpg\n'));
    const library = await open();
    expect(library.bySlug('a')?.image).toEqual({ type: 'file', path: join(folder, 'world/a.png'), alt: 'A ship' });
    expect(library.bySlug('b')?.image).toEqual({ type: 'remote', url: 'https://paper.example/b.jpg', alt: '' });
  });

  test.each([
    ['missing.png', 'does not exist'],
    ['a.svg', 'must be one of .png'],
    ['../a.png', 'outside the folder'],
    ['link.png', 'leads out of the folder'],
    ['big.png', 'larger than 8 MB'],
    ['file:///etc/passwd', 'must be a file or an address'],
  ])('%s is refused, and the article is shown without it', async (src, reason) => {
    await write('a.md', article('A', `image: ${src}\n`));
    await write('a.svg', '<svg/>');
    await write('big.png', Buffer.alloc(8 * 1024 * 1024 + 1));
    await symlink(process.execPath, join(folder, 'link.png'));
    const library = await open();
    expect(library.bySlug('a')?.image).toBeNull();
    expect(problems(library)).toEqual([expect.stringMatching(new RegExp(`^a\\.md:3 .*${reason}`))]);
  });

  test('pictures in the text are found beside the article or from the folder on, each once', async () => {
    await write(
      'world/a.md',
      '# A\n\n![one](my%20pier.png) ![again](my%20pier.png)\n\n## B\n\n![two](/shared/b.png?v=2)\n',
    );
    await write('world/my pier.png', PNG);
    await write('shared/b.png', PNG);
    const library = await open();
    expect(library.bySlug('a')?.pictures).toEqual([
      { source: 'my%20pier.png', path: join(folder, 'world/my pier.png') },
      { source: '/shared/b.png?v=2', path: join(folder, 'shared/b.png') },
    ]);
    expect(library.problems()).toEqual([]);
  });

  test.each([
    ['missing.png', 'does not exist'],
    ['%2e%2e/a.png', 'outside the folder'],
    ['100%.png', 'does not exist'],
  ])('%s in the text is refused with its line, and the article is shown without it', async (src, reason) => {
    await write('a.md', `${article('A')}\n| a |\n|---|\n| ![](${src}) |\n`);
    const library = await open();
    expect(library.bySlug('a')?.pictures).toEqual([]);
    expect(problems(library)).toEqual([expect.stringMatching(new RegExp(`^a\\.md:8 .*${reason}`))]);
  });

  test('a picture of the text on another host is no file, and no problem', async () => {
    await write('a.md', `${article('A')}![](https://paper.example/b.png) ![](//cdn.example/c.png)\n`);
    const library = await open();
    expect(library.bySlug('a')?.pictures).toEqual([]);
    expect(library.problems()).toEqual([]);
  });

  test('a picture of the text that changes changes the article’s hash', async () => {
    await write('a.md', `${article('A')}![](a.png)\n`);
    await write('a.png', PNG);
    const library = await open();
    const before = library.bySlug('a')?.hash;
    await write('a.png', Buffer.concat([PNG, PNG]));
    await vi.waitFor(() => expect(library.bySlug('a')?.hash).not.toBe(before));
  });

  test('a picture that comes later is picked up, and changes the article’s hash', async () => {
    await write('a.md', article('A', 'image: a.png\n'));
    const library = await open();
    const before = library.bySlug('a')?.hash;
    await write('a.png', PNG);
    await vi.waitFor(() => expect(library.bySlug('a')?.image).not.toBeNull());
    expect(library.bySlug('a')?.hash).not.toBe(before);
    expect(library.problems()).toEqual([]);
  });
});

describe('while running', () => {
  test('files that appear, change and go are picked up', async () => {
    await write('a.md', article('A'));
    const library = await open();
    const changed = vi.fn<() => void>();
    library.onChange(changed);
    const before = library.version();

    await write('deep/down/b.md', article('B'));
    await vi.waitFor(() => expect(slugs(library)).toEqual(['a', 'b']));
    await write('a.md', article('Another title'));
    await vi.waitFor(() => expect(library.bySlug('a')?.title).toBe('Another title'));
    await rm(join(folder, 'deep'), { recursive: true });
    await vi.waitFor(() => expect(slugs(library)).toEqual(['a']));
    await write('a.md', article('Broken: now'));
    await vi.waitFor(() => expect(problems(library)).toEqual([expect.stringMatching(/^a\.md:2 /)]));
    await write('a.md', article('Mended'));
    await vi.waitFor(() => expect(library.bySlug('a')?.title).toBe('Mended'));

    expect(library.problems()).toEqual([]);
    expect(changed).toHaveBeenCalled();
    expect(library.version()).toBeGreaterThan(before);
  });

  test('the second of two equal slugs takes the place of the first when that goes', async () => {
    await write('a.md', article('First', 'slug: same\n'));
    await write('b.md', article('Second', 'slug: same\n'));
    const library = await open();
    await rm(join(folder, 'a.md'));
    await vi.waitFor(() => expect(library.bySlug('same')?.title).toBe('Second'));
    expect(library.problems()).toEqual([]);
  });
});
