import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlFromDiscord } from '../../../../src/markdown/discord/html.ts';
import { tagsFromHtml } from '../../../helpers/html-tags.ts';
import { nastyText, NASTY_PIECES } from '../../../helpers/nasty-text.ts';
import { options } from './options.ts';

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  p: ['class', 'dir'],
  a: ['href', 'rel', 'title'],
  span: ['class', 'tabindex', 'role', 'aria-label'],
  code: ['class', 'dir'],
  pre: ['dir'],
  li: ['dir'],
  ol: ['start'],
  time: ['datetime'],
  ...Object.fromEntries(['ul', 'blockquote', 'strong', 'em', 'u', 's', 'small', 'bdi', 'br'].map((name) => [name, []])),
};

function faultsOf(html: string): string[] {
  return tagsFromHtml(html).flatMap(({ name, attributes }) => {
    const foreign = [...attributes.keys()].filter((attribute) => !ALLOWED[name]?.includes(attribute));
    const href = attributes.get('href');
    if (href !== undefined && !/^https?:\/\/[^\s<>"]+$/.test(href)) foreign.push(href);
    return ALLOWED[name] ? foreign : [name];
  });
}

const BLOCKS = new Set(['p', 'ul', 'ol', 'pre', 'blockquote']);

function misplaced(html: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  for (const { name, isClosing } of tagsFromHtml(html)) {
    if (isClosing) open.pop();
    else if (name !== 'br') {
      if (open.includes(BLOCKS.has(name) ? 'p' : 'a') && (name === 'a' || BLOCKS.has(name))) found.push(name);
      open.push(name);
    }
  }
  return found;
}

test('any message becomes closed elements with harmless attributes, links to http and https only', () => {
  fc.assert(
    fc.property(nastyText(), (text) => {
      expect(faultsOf(htmlFromDiscord(text, options))).toEqual([]);
    }),
    { numRuns: 4000 },
  );
});

test('any name of a member is text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NASTY_PIECES), (written) => {
      const names = { ...options.names, user: () => written };
      expect(faultsOf(htmlFromDiscord('<@1>', { ...options, names }))).toEqual([]);
    }),
  );
});

test('links do not nest and paragraphs hold no blocks', () => {
  fc.assert(
    fc.property(nastyText(), (text) => {
      expect(misplaced(htmlFromDiscord(text, options))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
