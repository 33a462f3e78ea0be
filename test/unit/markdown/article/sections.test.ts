import { describe, expect, test } from 'vitest';
import { splitArticle } from '../../../../src/markdown/article/sections.ts';

describe('an article', () => {
  test('is taken apart at its headings', () => {
    expect(splitArticle('# Title\n\nLead.\n\n## One *and*\n\na\n\n### Deep\n\nb\n\n## Two\n\nc\n')).toEqual({
      title: 'Title',
      lead: 'Lead.',
      sections: [
        { heading: 'One and', markdown: 'a\n\n### Deep\n\nb' },
        { heading: 'Two', markdown: 'c' },
      ],
    });
  });

  test('without headings is a lead', () =>
    expect(splitArticle('a\n\nb')).toEqual({ title: null, lead: 'a\n\nb', sections: [] }));

  test('has sections at level 1 when there are several such headings', () => {
    const { title, sections } = splitArticle('# One\n\na\n\n# Two\n\nb');
    expect([title, sections.map(({ heading }) => heading)]).toEqual([null, ['One', 'Two']]);
  });

  test('has no title when something is before the only heading', () => {
    expect(splitArticle('Lead\n\n# One\n\na')).toMatchObject({
      title: null,
      lead: 'Lead',
      sections: [{ heading: 'One' }],
    });
  });

  test('may underline its headings', () => {
    expect(splitArticle('Title\n===\n\nLead\n\nOne\n---\n\na')).toMatchObject({
      title: 'Title',
      lead: 'Lead',
      sections: [{ heading: 'One' }],
    });
  });

  test.each(['```\n## a\n```', '> ## a', '- ## a', '    ## a', '\\## a'])('keeps %j as text', (text) => {
    expect(splitArticle(`Lead\n\n${text}`)).toEqual({ title: null, lead: `Lead\n\n${text}`, sections: [] });
  });

  test('takes the definitions of links along into each part', () => {
    const { lead, sections } = splitArticle(
      'See [b].\n\n## One\n\n[a][b]\n\n## Two\n\nc\n\n[b]: https://d.example "E"',
    );
    expect(lead).toBe('See [b].\n\n[B]: <https://d.example> "E"');
    expect(sections.map(({ markdown }) => markdown)).toEqual([
      '[a][b]\n\n[B]: <https://d.example> "E"',
      'c\n\n[b]: https://d.example "E"',
    ]);
  });

  test('is not made a thousand times as long by a definition that every section uses', () => {
    const address = `https://x.example/${'y'.repeat(50_000)}`;
    const { sections } = splitArticle(`${'# x\n\n[a]\n\n'.repeat(1000)}[a]: ${address}\n`);
    expect(sections).toHaveLength(1000);
    expect(sections[0]?.markdown).toContain(address);
    expect(sections.reduce((sum, { markdown }) => sum + markdown.length, 0)).toBeLessThan(2_000_000);
  });

  test('may end its lines in any way', () => {
    expect(splitArticle('# T\r\n\r\na\r\n\r\n## O\r\n\r\nb')).toEqual({
      title: 'T',
      lead: 'a',
      sections: [{ heading: 'O', markdown: 'b' }],
    });
  });
});
