import { element, escapeHtml } from '../html.ts';
import { afforded, affordedText, affords, type Budget, createBudget, eachAfforded } from './budget.ts';
import type {
  DiscordOptions,
  DiscordBlock,
  DiscordCodeBlock,
  DiscordInline,
  DiscordLink,
  DiscordList,
  DiscordStyle,
} from './tree.ts';
import { parseDiscord } from './parse.ts';
import { timestampIso, wordsOf } from './plain.ts';

const TAGS: Readonly<Record<Exclude<DiscordStyle, 'spoiler'>, string>> = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'u',
  strike: 's',
};

/** The options of a message, and its remaining budget. */
interface Writing extends DiscordOptions, Budget {}

/**
 * A message as HTML for the page: escaped text in a fixed set of elements, links to http and https only, nothing that loads from
 * elsewhere, no headings. A spoiler is `<span class="spoiler" tabindex="0">`, shown by CSS on focus.
 * Markup and names can make it twenty times as long as the message: after 16 KiB it ends with "…".
 */
export function htmlFromDiscord(text: string, options: DiscordOptions): string {
  const writing: Writing = { ...options, ...createBudget() };
  const html = blocksHtml(parseDiscord(text), writing);
  return writing.isCut ? `${html}<p>…</p>` : html;
}

const blocksHtml = (blocks: readonly DiscordBlock[], writing: Writing): string =>
  eachAfforded(writing, blocks, (block) => blockHtml(block, writing)).join('');

function blockHtml(block: DiscordBlock, writing: Writing): string {
  switch (block.type) {
    case 'paragraph':
      return around(writing, ['p', { dir: 'auto' }], inlineHtml(block.children, writing));
    case 'heading': {
      const strong = around(writing, ['strong', {}], inlineHtml(block.children, writing));
      return around(writing, ['p', { class: `heading heading-${block.level}`, dir: 'auto' }], strong);
    }
    case 'subtext': {
      const small = around(writing, ['small', {}], inlineHtml(block.children, writing));
      return around(writing, ['p', { class: 'subtext', dir: 'auto' }], small);
    }
    case 'quote':
      return around(writing, ['blockquote', {}], blocksHtml(block.children, writing));
    case 'codeBlock':
      return around(writing, ['pre', { dir: 'ltr' }], codeHtml(block, null, writing));
    case 'list':
      return listHtml(block, writing);
  }
}

type Tag = readonly [name: string, attributes: Readonly<Record<string, string | null>>];

/** An element around finished HTML, counted in the budget. */
function around(writing: Writing, [tag, attributes]: Tag, html: string): string {
  affords(writing, element(tag, attributes, ''));
  return element(tag, attributes, html);
}

function listHtml({ start, items }: DiscordList, writing: Writing): string {
  const html = eachAfforded(writing, items, (item) =>
    around(writing, ['li', { dir: 'auto' }], itemHtml(item, writing)),
  ).join('');
  const attributes = { start: start === null || start === 1 ? null : String(start) };
  return around(writing, [start === null ? 'ul' : 'ol', attributes], html);
}

/** An item's first paragraph gets no element of its own. */
function itemHtml(item: readonly DiscordBlock[], writing: Writing): string {
  const [first, ...others] = item;
  if (first?.type !== 'paragraph') return blocksHtml(item, writing);
  return inlineHtml(first.children, writing) + blocksHtml(others, writing);
}

const inlineHtml = (nodes: readonly DiscordInline[], writing: Writing): string =>
  eachAfforded(writing, nodes, (node) => nodeHtml(node, writing)).join('');

function nodeHtml(node: DiscordInline, writing: Writing): string {
  switch (node.type) {
    case 'text':
      return affordedText(writing, node.text, escapeHtml);
    case 'break':
      return afforded(writing, '<br>');
    case 'code':
      return around(writing, ['code', { dir: 'ltr' }], affordedText(writing, node.text, escapeHtml));
    case 'codeBlock':
      return codeHtml(node, 'block', writing);
    case 'spoiler':
      if (writing.isUnstyled) return afforded(writing, escapeHtml(`[${writing.t('markdown.spoiler')}]`));
      return spoilerHtml(inlineHtml(node.children, writing), writing);
    case 'link':
      return linkHtml(node, writing);
    case 'mention': {
      const name = element('bdi', {}, escapeHtml(wordsOf(node, writing)));
      return afforded(writing, element('span', { class: `mention mention-${node.of}` }, name));
    }
    case 'timestamp':
      return afforded(writing, element('time', { datetime: timestampIso(node) }, escapeHtml(wordsOf(node, writing))));
    case 'command':
    case 'place':
    case 'emoji':
      return afforded(writing, element('span', { class: node.type }, escapeHtml(wordsOf(node, writing))));
    default:
      return around(writing, [TAGS[node.type], {}], inlineHtml(node.children, writing));
  }
}

/** A link; only its words when the address exceeds the budget. */
function linkHtml({ url, title, children }: DiscordLink, writing: Writing): string {
  const html = inlineHtml(children, writing);
  const attributes = { href: url, rel: 'ugc nofollow noopener', title };
  return affords(writing, element('a', attributes, '')) ? element('a', attributes, html) : html;
}

const spoilerHtml = (html: string, writing: Writing): string =>
  around(
    writing,
    ['span', { class: 'spoiler', tabindex: '0', role: 'group', 'aria-label': writing.t('markdown.spoiler') }],
    html,
  );

/** Fenced code; inside a style, where `<pre>` is not allowed, `block` replaces it. */
function codeHtml({ language, text }: DiscordCodeBlock, block: 'block' | null, writing: Writing): string {
  const classes = [block, language && `language-${language}`].filter(Boolean).join(' ');
  return around(writing, ['code', { class: classes || null }], affordedText(writing, text, escapeHtml));
}
