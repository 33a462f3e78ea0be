import { expect, test } from 'vitest';
import { splitFrontMatter, type Fault } from '../../../src/articles/front-matter.ts';

function faultOf(text: string): Fault | undefined {
  const split = splitFrontMatter(text);
  return 'fault' in split ? split.fault : undefined;
}

test('a text without front matter is all body', () => {
  expect(splitFrontMatter('# Title\n\n---\n')).toMatchObject({ hasFrontMatter: false, body: '# Title\n\n---\n' });
});

test('the body begins after the closing line, and keeps its own rules', () => {
  const split = splitFrontMatter('---\ntitle: A\n---\nText\n\n---\n\nMore\n');
  expect(split).toMatchObject({ hasFrontMatter: true, body: 'Text\n\n---\n\nMore\n' });
});

test('front matter may be empty', () => {
  expect(splitFrontMatter('---\n---\n# Title\n')).toMatchObject({ hasFrontMatter: true, body: '# Title\n' });
});

test('an unquoted colon is reported in its line, with the way out', () => {
  const fault = faultOf('---\nslug: a\ntitle: Armenia: a step back\n---\n');
  expect(fault?.line).toBe(3);
  expect(fault?.message).toContain('needs quotes');
});

test('front matter that is not a map is refused', () => {
  expect(faultOf('---\n\n- title\n- text\n---\n')).toEqual({
    line: 3,
    message: expect.stringContaining('name: value'),
  });
});

test('a name used twice is reported in the line of the second', () => {
  expect(faultOf('---\ntitle: A\ndraft: true\ntitle: B\n---\n')?.line).toBe(4);
});

test('a YAML alias bomb is refused', () => {
  const nine = (name: string): string => Array(9).fill(`*${name}`).join(', ');
  const bomb = `---\na: &a [x, x, x]\nb: &b [${nine('a')}]\nc: &c [${nine('b')}]\nd: &d [${nine('c')}]\n---\n`;
  expect(faultOf(bomb)?.message).toContain('aliases');
});

test('brackets nested 20,000 deep are refused', () => {
  expect(faultOf(`---\na: ${'['.repeat(20_000)}\n---\n`)?.message).toContain('not valid YAML');
});

test('front matter of a megabyte is refused unread', () => {
  expect(faultOf(`---\na: ${'['.repeat(1_000_000)}\n---\n`)).toEqual({
    line: 1,
    message: expect.stringContaining('64 KB'),
  });
});

test('TOML is refused by name', () => {
  expect(faultOf('+++\ntitle = "A"\n+++\n')).toEqual({ line: 1, message: expect.stringContaining('TOML') });
});

test.each(['---js', '--- yaml', '---json '])('an opening line of %j is refused, in any language', (line) => {
  expect(faultOf(`${line}\ntitle: A\n---\n`)).toEqual({ line: 1, message: expect.stringContaining('nothing else') });
});

test('front matter that never ends is refused', () => {
  expect(faultOf('---\ntitle: A\n')).toEqual({ line: 1, message: expect.stringContaining('not closed') });
});

test('an alias used more than 20 times is refused, however short', () => {
  expect(faultOf(`---\na: &a x\ntags: [${'*a, '.repeat(21)}]\n---\n`)?.message).toContain('aliases');
});

test('an alias used a few times is understood', () => {
  const split = splitFrontMatter('---\nauthors: &who [Ada]\ntags: *who\n---\n');
  expect('frontMatter' in split && split.frontMatter.values.get('tags')).toEqual(['Ada']);
});
