import { describe, expect, test } from 'vitest';
import { type Content, type FillablePage, readPage } from '../../../../src/web/fill/filled-page.ts';
import { EMPTY4, EMPTY5, invisionPage } from '../../../helpers/site-pages.ts';

const MARKED =
  '<html><head><meta charset="utf-8"></head><body><!-- belowline --><p>Soon.</p><!-- /belowline --></body>';
const CONTENT: Content = { comments: '<p>Größe 😀\nand more</p>', recommended: '<p>Picked</p>' };

async function fillable(page: string | Buffer): Promise<FillablePage> {
  const read = await readPage(typeof page === 'string' ? Buffer.from(page) : page);
  if (read.type !== 'fillable') throw new Error(`Not fillable: ${JSON.stringify(read)}`);
  return read;
}

const filled = async (page: string | Buffer, content = CONTENT): Promise<Buffer> =>
  (await fillable(page)).filledWith(content);

const refusalOf = async (page: string | Buffer): Promise<string> => {
  const read = await readPage(typeof page === 'string' ? Buffer.from(page) : page);
  return read.type === 'refused' ? read.reason : `not refused: ${read.type}`;
};

describe('between markers', () => {
  test('the comments take the place of what stood there, again and again, and nothing else changes', async () => {
    const once = await filled(MARKED);
    expect(String(once)).toBe(MARKED.replace('<p>Soon.</p>', `\n${CONTENT.comments}\n`));
    expect(String(await filled(once))).toBe(String(once));
    expect((await fillable(MARKED)).kind).toBe('markers');
  });

  test('markers come before a box of Invision Community', async () => {
    const page = invisionPage(4, { after: '<!-- belowline --><!-- /belowline -->' });
    expect(String(await filled(page))).toContain(EMPTY4);
    expect((await fillable(page)).kind).toBe('markers');
  });

  test.each([
    ['one marker', '<!-- belowline -->', /do not pair/],
    ['only the second', '<!-- /belowline -->', /do not pair/],
    ['the wrong order', '<!-- /belowline --><!-- belowline -->', /do not pair/],
    ['a marker in a pair', '<!-- belowline --><!-- belowline --><!-- /belowline -->', /do not pair/],
    ['two pairs', '<!-- belowline --><!-- /belowline --><!-- belowline --><!-- /belowline -->', /which one is meant/],
    ['a third marker', '<!-- belowline --><!-- /belowline --><!-- /belowline -->', /which one is meant/],
  ])('a page with %s is refused', async (_what, page, reason) => {
    expect(await refusalOf(page)).toMatch(reason);
  });
});

describe.each([
  [4, EMPTY4, "class='ipsRecommendedComments ipsHide'", "class='ipsRecommendedComments'"],
  [5, EMPTY5, 'class="ipsRecommendedComments" hidden>', 'class="ipsRecommendedComments" >'],
] as const)('in the box of Invision Community %i', (version, empty, hidden, shown) => {
  const page = invisionPage(version);

  test('the comments stand in place of the empty sentence, and what is recommended in its block, which shows', async () => {
    const text = String(await filled(page)).replaceAll(/<!-- [^]*?-->/g, '');
    expect(text).toBe(
      page
        .replace(empty, CONTENT.comments ?? '')
        .replace(hidden, shown)
        .replace(/(?<=<\/h2>(?:<\/header>)?\s*)<\/div>/, `${CONTENT.recommended}</div>`),
    );
    expect((await fillable(page)).kind).toBe(`invision${version}`);
  });

  test('without anything recommended its block stays hidden', async () => {
    const text = String(await filled(page, { ...CONTENT, recommended: null }));
    expect(text).toContain(hidden);
    expect(text).not.toContain(empty);
  });

  test('filling again changes nothing, and without comments the page is as it was, byte for byte', async () => {
    const once = await filled(page);
    expect(String(await filled(once))).toBe(String(once));
    expect(String(await filled(once, { comments: null, recommended: null }))).toBe(page);
    const less = await filled(once, { comments: 'x', recommended: null });
    expect(String(less)).toBe(String(await filled(page, { comments: 'x', recommended: null })));
  });
});

describe('what looks like a place and is none', () => {
  const looks = '<!-- belowline --><p data-role="noComments">x</p><!-- /belowline -->';
  test.each([
    ['a script', `<script>${looks.replaceAll('<!--', '<!-- x')} "<p data-role='noComments'>"</script>`],
    ['a script that is never closed', `<script>var a = "<p data-role='noComments'></p>";`],
    ['a text area', `<textarea>${looks}</textarea>`],
    ['a title', `<title>${looks}</title>`],
    ['a style', `<style>${looks}</style>`],
    ['a comment', `<!-- <p data-role="noComments">x</p> belowline -->`],
    ['a comment that is never closed', `<!-- <p data-role="noComments">x</p>`],
    ['a comment that ends oddly', `<!-- <p data-role="noComments">x</p> --!>`],
    ['a template', `<template>${looks}</template>`],
    ['noscript', `<noscript>${looks}</noscript>`],
    ['an attribute', `<p title='${looks.replaceAll("'", '')}'></p>`],
    ['plain text', `<plaintext>${looks}`],
    ['words about us', 'This page uses belowline and noComments.'],
  ])('%s', async (_what, page) => {
    expect(await readPage(Buffer.from(page))).toEqual({ type: 'placeless' });
  });

  test('a real box beside all of them is filled, and only that', async () => {
    const others = `<script>"${looks}"</script><textarea>${looks}</textarea><!-- <p data-role="noComments"> --><svg><style></style></svg>`;
    const page = invisionPage(4, { head: others, after: `${others}<template>${looks}</template>` });
    const made = String(await filled(page, { comments: 'NEW', recommended: null }));
    const [before, after] = page.split(EMPTY4);
    expect(made.replace(/<!-- belowline:instead [^]*?-->NEW<!-- \/belowline:instead -->/, '|')).toBe(
      `${before}|${after}`,
    );
  });
});

describe('a page that is not certain is refused', () => {
  test.each([
    [
      'two feeds',
      '<div data-role="commentFeed"></div><div data-role="commentFeed"><p data-role="noComments">x</p></div>',
      /2 comment feeds/,
    ],
    ['two empty feeds', '<p data-role="noComments">x</p><p data-role="NOCOMMENTS">x</p>', /2 empty feeds/],
    [
      'two recommended blocks',
      '<i data-role="recommendedComments"></i><i data-role="recommendedComments"></i><p data-role="noComments">x</p>',
      /2 blocks/,
    ],
    [
      'an empty feed without its end',
      '<div data-role="commentFeed"><p data-role="noComments">x</div>',
      /tag is missing/,
    ],
    ['an empty feed that nothing closes', '<p data-role="noComments">x', /tag is missing/],
    ['a tag missing in it', '<div data-role="noComments"><b>x</div>', /tag is missing/],
    ['half of what we wrote', '<!-- belowline:instead x --><p>', /other half/],
    ['the other half of what we wrote', '<p data-role="noComments">x</p><!-- /belowline:instead -->', /other half/],
    [
      'the one in the other',
      '<div data-role="recommendedComments"><p data-role="noComments">x</p></div>',
      /in each other/,
    ],
    [
      'the encoding of Japanese mail',
      '<meta charset="ISO-2022-JP"><p data-role="noComments">x</p>',
      /encoding is iso-2022-jp/,
    ],
  ])('%s', async (_what, page, reason) => {
    expect(await refusalOf(page)).toMatch(reason);
  });

  test('UTF-16', async () => {
    expect(await refusalOf(Buffer.from('\ufeff<!-- belowline --><!-- /belowline -->', 'utf16le'))).toMatch(/UTF-16/);
  });
});

describe('bytes', () => {
  test('a page in windows-1251 keeps them, and gets what it may not have as references', async () => {
    const before = Buffer.concat([
      Buffer.from('<meta charset=windows-1251><link rel=canonical href="/'),
      Buffer.from([0xcf, 0xf0]),
      Buffer.from('"><b>'),
      Buffer.from([0xcf, 0x98, 0xff, 0x00]),
    ]);
    const after = Buffer.from([0xff, 0xfe, 0xc0]);
    const page = Buffer.concat([before, Buffer.from('<p data-role="noComments">'), after, Buffer.from('</p>'), after]);
    const read = await fillable(page);
    expect(read.addresses).toEqual(['/Пр']);
    const made = read.filledWith({ comments: '<p>Größe 😀</p>', recommended: null });
    expect(made.subarray(0, before.length)).toEqual(before);
    expect(made.subarray(-after.length)).toEqual(after);
    expect(made.includes('<p>Gr&#246;&#223;e &#128512;</p>')).toBe(true);
    expect(await filled(made, { comments: null, recommended: null })).toEqual(page);
  });

  test.each([
    ['a byte order mark', '\ufeff<!-- belowline --><!-- /belowline -->', true],
    ['its charset', '<meta charset="UTF-8"><!-- belowline --><!-- /belowline -->', true],
    [
      'its type',
      '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><!-- belowline --><!-- /belowline -->',
      true,
    ],
    ['nothing', '<!-- belowline --><!-- /belowline -->', false],
    [
      'a charset where no browser looks',
      `${'<!-- -->'.repeat(200)}<meta charset="utf-8"><!-- belowline --><!-- /belowline -->`,
      false,
    ],
    [
      'a charset after another',
      '<meta charset="latin1"><meta charset="utf-8"><!-- belowline --><!-- /belowline -->',
      false,
    ],
  ])('a page that says by %s whether it is UTF-8 gets letters or references', async (_what, page, isUtf8) => {
    const text = String(await filled(page));
    expect([text.includes('Größe 😀'), text.includes('Gr&#246;&#223;e &#128512;')]).toEqual([isUtf8, !isUtf8]);
    expect(text.startsWith('\ufeff')).toBe(page.startsWith('\ufeff'));
  });

  test('a page with CRLF keeps it, and gets it', async () => {
    const page = invisionPage(5).replaceAll('\n', '\r\n');
    const made = String(await filled(page));
    expect(made.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(String(await filled(made, { comments: null, recommended: null }))).toBe(page);
  });

  test('unclosed tags elsewhere do no harm', async () => {
    const page = invisionPage(4, { after: '<div><ul><li><p><table><tr><td><b><a href="x' }).replace(
      '<h1',
      '<div><span><b><h1',
    );
    expect(String(await filled(page, { comments: null, recommended: null }))).toBe(page);
    expect(String(await filled(page))).toContain('Größe');
  });

  test('whatever is well-formed in the empty feed goes with it, and comes back', async () => {
    const empty =
      '<div data-role="noComments"><p>None<br>yet <img src=x><svg><path d="M0"/></svg></p><!-- -->%2D><b></b></div>';
    const made = String(await filled(`<i>${empty}</i>`, { comments: 'NEW', recommended: null }));
    expect(made.replace(/<!-- belowline:instead .*? -->(?=NEW)/, '')).toBe('<i>NEW<!-- /belowline:instead --></i>');
    expect(String(await filled(made, { comments: null, recommended: null }))).toBe(`<i>${empty}</i>`);
  });

  test('a page of 20 MB is filled as any other', async () => {
    const filling = '<div class="row"><p>Some words, <b>and more</b>.</p></div>\n'.repeat(350_000);
    const page = invisionPage(4, { after: filling });
    expect(page.length).toBeGreaterThan(20_000_000);
    const made = String(await filled(page, { comments: 'NEW', recommended: null }));
    const [before, after] = page.split(EMPTY4);
    expect([made.startsWith(before ?? ''), made.includes('NEW'), made.endsWith(after ?? '')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test.each([
  ['<link rel="canonical" href="https://a.example/x">', ['https://a.example/x']],
  [`<LINK HREF=" https://a.example/x?a=1&amp;b=2 " REL='shortlink Canonical'>`, ['https://a.example/x?a=1&b=2']],
  ['<meta property="og:url" content="https://a.example/ü">', ['https://a.example/ü']],
  ['<!-- <link rel="canonical" href="https://a.example/x"> --><script>"<link rel=canonical href=y>"</script>', []],
])('what a page says of its address is read as browsers read it: %s', async (head, addresses) => {
  expect((await fillable(`${head}<!-- belowline --><!-- /belowline -->`)).addresses).toEqual(addresses);
});
