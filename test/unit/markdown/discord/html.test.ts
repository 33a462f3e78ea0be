import { describe, expect, test } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { options } from './options.ts';

const html = (text: string) => htmlFromDiscord(text, options);
const p = (inside: string) => `<p dir="auto">${inside}</p>`;
const link = (href: string, inside: string) => `<a href="${href}" rel="ugc nofollow noopener">${inside}</a>`;
const spoiler = (inside: string) =>
  `<span class="spoiler" tabindex="0" role="group" aria-label="Spoiler">${inside}</span>`;

describe('styles', () => {
  test.each([
    ['*a* _b_', '<em>a</em> <em>b</em>'],
    ['**a** __b__ ~~c~~', '<strong>a</strong> <u>b</u> <s>c</s>'],
    ['***a***', '<em><strong>a</strong></em>'],
    ['***a** b*', '<em><strong>a</strong> b</em>'],
    ['***a* b**', '<strong><em>a</em> b</strong>'],
    ['**a *b***', '<strong>a <em>b</em></strong>'],
    ['*a **b** c*', '<em>a <strong>b</strong> c</em>'],
    ['___a___', '<em><u>a</u></em>'],
    ['||a *b*||', spoiler('a <em>b</em>')],
    ['||a||||b||', spoiler('a') + spoiler('b')],
  ])('%s is styled', (text, expected) => expect(html(text)).toBe(p(expected)));

  test.each(['snake_case_name', '2 * 3 * 4', '**a', 'a* b*', '****', '||||', '~a~', 'a | b', '*****'])(
    '%s is text',
    (text) => expect(html(text)).toBe(p(text)),
  );

  test('a style that crosses another gives up the inner mark', () => {
    expect(html('**a *b** c*')).toBe(p('<strong>a *b</strong> c*'));
  });

  test('a spoiler stays one over lists, fences and blank lines', () => {
    expect(html('||a\n- b\n\n```js\nc\n```\nd||')).toBe(
      p(spoiler('a<br>- b<br><br><code class="block language-js">c</code><br>d')),
    );
  });

  test('styles nest twelve deep and no deeper', () => {
    const text = `${'*a '.repeat(20)}x${' b*'.repeat(20)}`;
    let deepest = 0;
    let depth = 0;
    for (const [, slash] of html(text).matchAll(/<(\/?)em>/g)) deepest = Math.max(deepest, (depth += slash ? -1 : 1));
    expect(deepest).toBe(12);
  });
});

describe('code', () => {
  test.each([
    ['`a *b*`', '<code dir="ltr">a *b*</code>'],
    ['``a`b``', '<code dir="ltr">a`b</code>'],
    ['`` `a` ``', '<code dir="ltr">`a`</code>'],
    ['`<b>`', '<code dir="ltr">&lt;b&gt;</code>'],
    ['`a', '`a'],
  ])('%s is inline code or text', (text, expected) => expect(html(text)).toBe(p(expected)));

  test('a fence is a block with its language, wherever it begins', () => {
    expect(html('a ```ts\n# b\n``` c')).toBe(
      `${p('a ')}<pre dir="ltr"><code class="language-ts"># b</code></pre>${p(' c')}`,
    );
  });

  test('a word alone in a fence is code, not a language', () => {
    expect(html('```ts```')).toBe('<pre dir="ltr"><code>ts</code></pre>');
  });

  test('a fence that is not closed is text', () => expect(html('```js\na')).toBe(p('```js<br>a')));
});

describe('links', () => {
  test.each([
    ['[a *b*](https://c.example/d)', link('https://c.example/d', 'a <em>b</em>')],
    ['[a](<https://c.example/>)', link('https://c.example/', 'a')],
    ['[a](https://c.example/d_(e))', link('https://c.example/d_(e)', 'a')],
    ['<https://c.example/>', link('https://c.example/', 'https://c.example/')],
    ['(https://c.example/d).', `(${link('https://c.example/d', 'https://c.example/d')}).`],
    ['https://c.example/A_(b)!', `${link('https://c.example/A_(b)', 'https://c.example/A_(b)')}!`],
    ['**https://c.example/**', `<strong>${link('https://c.example/', 'https://c.example/')}</strong>`],
    ['https://c.example/?q="', link('https://c.example/?q=', 'https://c.example/?q=') + '&quot;'],
    ['https://c.example/?q="d<b>', `${link('https://c.example/?q=%22d', 'https://c.example/?q=&quot;d')}&lt;b&gt;`],
  ])('%s is a link', (text, expected) => expect(html(text)).toBe(p(expected)));

  test('a title may have quotes and parentheses', () => {
    expect(html(`[a](https://c.example/ "it's :)")`)).toBe(
      p('<a href="https://c.example/" rel="ugc nofollow noopener" title="it&#39;s :)">a</a>'),
    );
  });

  test.each([
    '[a](javascript:alert(1))',
    '[a](data:x)',
    '[a](vbscript:x)',
    '[a]',
    'https://',
    'xhttps://a.example',
    '[](https://a.example)',
  ])('%s is no link', (text) => expect(html(text)).not.toContain('<a'));

  test('a label that shows an address is no mask for another', () => {
    expect(html('[https://bank.example](https://evil.example)')).toBe(
      p(`[${link('https://bank.example/', 'https://bank.example')}](https://evil.example)`),
    );
  });

  test('links do not nest', () => {
    expect(html('[a [b](https://c.example/) d](https://e.example/)')).toBe(
      p(`[a ${link('https://c.example/', 'b')} d](https://e.example/)`),
    );
  });
});

describe('what stands for words', () => {
  test.each([
    [
      '<@1> <@!1>',
      '<span class="mention mention-user"><bdi>@Ann &quot;&lt;b&gt;&quot;</bdi></span>'
        .repeat(2)
        .replace('><span', '> <span'),
    ],
    ['<@9>', '<span class="mention mention-user"><bdi>a member</bdi></span>'],
    ['<@&2>', '<span class="mention mention-role"><bdi>@Desk</bdi></span>'],
    ['<#3>', '<span class="mention mention-channel"><bdi>#news</bdi></span>'],
    ['</section show:4>', '<span class="command">/section show</span>'],
    ['<id:guide>', '<span class="place">Server Guide</span>'],
    ['<:wave:5>', '<span class="emoji">:wave:</span>'],
    ['<a:wave:5>', '<span class="emoji">:wave:</span>'],
    ['<t:0:t>', '<time datetime="1970-01-01T00:00:00.000Z">12:00 AM UTC</time>'],
    ['<t:0:D>', '<time datetime="1970-01-01T00:00:00.000Z">January 1, 1970</time>'],
    ['<t:0>', '<time datetime="1970-01-01T00:00:00.000Z">January 1, 1970 at 12:00 AM UTC</time>'],
  ])('%s is shown by its words', (text, expected) => expect(html(text)).toBe(p(expected)));

  test('a relative timestamp is relative to the given moment', () => {
    expect(htmlFromDiscord('<t:0:R>', { ...options, now: 7_200_000 })).toContain('>2 hours ago<');
  });

  test.each(['@everyone', '@here', '<@x>', '<t:99999999999999>', '<t:0:X>', '<:a b:5>', '<id:elsewhere>'])(
    '%s is text',
    (text) => expect(html(text)).toBe(p(text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))),
  );
});

describe('blocks', () => {
  test('headings do not enter the outline of the page', () => {
    expect(html('# a\n### *b*\n-# c\nd')).toBe(
      '<p class="heading heading-1" dir="auto"><strong>a</strong></p><p class="heading heading-3" dir="auto"><strong><em>b</em></strong></p>' +
        `<p class="subtext" dir="auto"><small>c</small></p>${p('d')}`,
    );
  });

  test('lists nest by indentation', () => {
    expect(html('- a\n  - b\n    1. c\n- d\n3. e')).toBe(
      '<ul><li dir="auto">a<ul><li dir="auto">b<ol><li dir="auto">c</li></ol></li></ul></li><li dir="auto">d</li></ul>' +
        '<ol start="3"><li dir="auto">e</li></ol>',
    );
  });

  test('a quote ends with its lines, and >>> with the message', () => {
    expect(html('> a\n> - b\nc\n>>> d\n\n# e')).toBe(
      `<blockquote>${p('a')}<ul><li dir="auto">b</li></ul></blockquote>${p('c')}` +
        `<blockquote>${p('d')}<p class="heading heading-1" dir="auto"><strong>e</strong></p></blockquote>`,
    );
  });

  test('a quote in a quote is text, as in Discord', () =>
    expect(html('> > a')).toBe(`<blockquote>${p('&gt; a')}</blockquote>`));

  test('a blank line ends a paragraph, a line end does not', () =>
    expect(html('a\nb\n\nc')).toBe(p('a<br>b') + p('c')));

  test.each(['#a', '####### a', '-a', '1.a', '>a', '-#a'])('%s is text', (text) =>
    expect(html(text)).toBe(p(text.replace('>', '&gt;'))),
  );
});

describe('what somebody wrote on purpose', () => {
  test('HTML is text', () => {
    expect(html('<script>alert("1")</script>')).toBe(p('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'));
  });

  test('a backslash takes the meaning from what follows', () => {
    expect(html('\\*a\\* \\`b\\` \\# \\<@1> \\\\ \\a ¯\\_(ツ)_/¯')).toBe(p('*a* `b` # &lt;@1&gt; \\ \\a ¯\\_(ツ)_/¯'));
  });

  test('lone surrogates, control characters and bidi controls do not reach the page', () => {
    expect(html('a\uD800b\u0000c\u001Bd\u202Ee\u2066f')).toBe(p('a\uFFFDbcdef'));
  });

  test('a letter carries at most four marks', () => {
    expect(html(`a${'\u0301'.repeat(500)}b`)).toBe(p(`a${'\u0301'.repeat(4)}b`));
    expect(html(`a${'\u0301\u200D'.repeat(500)}b`)).toBe(p(`a${'\u0301\u200D'.repeat(4)}b`));
  });
});
