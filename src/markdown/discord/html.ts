import { element, escapeHtml } from '../html.ts';
import type { DiscordOptions } from './options.ts';
import { parseDiscord } from './parse.ts';
import { timestampIso } from './timestamp.ts';
import type { DiscordBlock, DiscordCodeBlock, DiscordInline, DiscordList, DiscordStyle } from './tree.ts';
import { wordsOf } from './words.ts';

const TAGS: Readonly<Record<Exclude<DiscordStyle, 'spoiler'>, string>> = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'u',
  strike: 's',
};

/**
 * A message as HTML for the page: elements of our choice around escaped text, links to http and https only, nothing that is
 * fetched from elsewhere, no heading elements. A spoiler is `<span class="spoiler" tabindex="0">`, shown by CSS on focus or hover.
 */
export function htmlFromDiscord(text: string, options: DiscordOptions): string {
  return blocksHtml(parseDiscord(text), options);
}

const blocksHtml = (blocks: readonly DiscordBlock[], options: DiscordOptions): string =>
  blocks.map((block) => blockHtml(block, options)).join('');

function blockHtml(block: DiscordBlock, options: DiscordOptions): string {
  switch (block.type) {
    case 'paragraph':
      return element('p', { dir: 'auto' }, inlineHtml(block.children, options));
    case 'heading': {
      const strong = element('strong', {}, inlineHtml(block.children, options));
      return element('p', { class: `heading heading-${block.level}`, dir: 'auto' }, strong);
    }
    case 'subtext':
      return element('p', { class: 'subtext', dir: 'auto' }, element('small', {}, inlineHtml(block.children, options)));
    case 'quote':
      return element('blockquote', {}, blocksHtml(block.children, options));
    case 'codeBlock':
      return element('pre', { dir: 'ltr' }, codeHtml(block, null));
    case 'list':
      return listHtml(block, options);
  }
}

function listHtml({ start, items }: DiscordList, options: DiscordOptions): string {
  const html = items.map((item) => element('li', { dir: 'auto' }, itemHtml(item, options))).join('');
  return start === null ? element('ul', {}, html) : element('ol', { start: start === 1 ? null : String(start) }, html);
}

/** An item's first paragraph needs no element of its own. */
function itemHtml(item: readonly DiscordBlock[], options: DiscordOptions): string {
  const [first, ...others] = item;
  if (first?.type !== 'paragraph') return blocksHtml(item, options);
  return inlineHtml(first.children, options) + blocksHtml(others, options);
}

const inlineHtml = (nodes: readonly DiscordInline[], options: DiscordOptions): string =>
  nodes.map((node) => nodeHtml(node, options)).join('');

function nodeHtml(node: DiscordInline, options: DiscordOptions): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.text);
    case 'break':
      return '<br>';
    case 'code':
      return element('code', { dir: 'ltr' }, escapeHtml(node.text));
    case 'codeBlock':
      return codeHtml(node, 'block');
    case 'spoiler':
      return spoilerHtml(inlineHtml(node.children, options), options);
    case 'link':
      return element(
        'a',
        { href: node.url, rel: 'ugc nofollow noopener', title: node.title },
        inlineHtml(node.children, options),
      );
    case 'mention':
      return element(
        'span',
        { class: `mention mention-${node.of}` },
        element('bdi', {}, escapeHtml(wordsOf(node, options))),
      );
    case 'timestamp':
      return element('time', { datetime: timestampIso(node) }, escapeHtml(wordsOf(node, options)));
    case 'command':
    case 'place':
    case 'emoji':
      return element('span', { class: node.type }, escapeHtml(wordsOf(node, options)));
    default:
      return element(TAGS[node.type], {}, inlineHtml(node.children, options));
  }
}

const spoilerHtml = (html: string, { t }: DiscordOptions): string =>
  element('span', { class: 'spoiler', tabindex: '0', role: 'group', 'aria-label': t('markdown.spoiler') }, html);

/** Fenced code; `block` is for code inside a style, where a `<pre>` may not stand. */
function codeHtml({ language, text }: DiscordCodeBlock, block: 'block' | null): string {
  const classes = [block, language && `language-${language}`].filter(Boolean).join(' ');
  return element('code', { class: classes || null }, escapeHtml(text));
}
