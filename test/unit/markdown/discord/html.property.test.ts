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
      const open: string[] = [];
      for (const { name, isClosing } of tagsFromHtml(htmlFromDiscord(text, options))) {
        if (isClosing) open.pop();
        else if (name !== 'br') {
          if (name === 'a') expect(open).not.toContain('a');
          if (['p', 'ul', 'ol', 'pre', 'blockquote'].includes(name)) expect(open).not.toContain('p');
          open.push(name);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
