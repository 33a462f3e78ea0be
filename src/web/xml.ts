import { html } from 'hono/html';

/** A piece of an XML document: what is put into it is escaped, as in a page. */
export const xml = html;

/** The document as text. What no XML may contain (most control characters, halves of surrogate pairs) is left out. */
export async function xmlText(document: ReturnType<typeof xml>): Promise<string> {
  return `<?xml version="1.0" encoding="utf-8"?>\n${String(await document)
    .toWellFormed()
    .replaceAll(NOT_XML, '')}`;
}

/** What is outside of XML 1.0's `Char`. */
// oxlint-disable-next-line no-control-regex -- these are what is to be left out
const NOT_XML = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/gu;
