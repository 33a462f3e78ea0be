import { once } from 'node:events';
import { type EndTag, SAXParser, type StartTag as ParsedTag } from 'parse5-sax-parser';

/** A stretch of a page's source, in characters of it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A comment in the source that begins with our name; `text` is what stands between `<!--` and `-->`. */
export interface Mark extends Stretch {
  readonly text: string;
}

/** An attribute: its value as browsers read it, and where it stands from the first letter of its name. */
export interface Attribute extends Stretch {
  readonly value: string;
}

/** A start tag; names are lower case. */
export interface StartTag extends Stretch {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** An element by its role: its start tag, and its end tag where that is certain. */
export interface PlacedElement {
  readonly tag: StartTag;
  readonly endTag: Stretch | null;
}

/** How many elements of a page have one role, and the first of them. */
export interface Found {
  readonly count: number;
  readonly first: PlacedElement | null;
}

/** What a page's source has that concerns comments. */
export interface PageScan {
  /** Its `rel=canonical` and `og:url`, as they are written there. */
  readonly addresses: readonly string[];
  /** The encoding that it declares where browsers look for it; null when it declares none. */
  readonly charset: string | null;
  readonly marks: readonly Mark[];
  readonly feeds: Found;
  readonly empty: Found;
  readonly recommended: Found;
  /** The start tags that hide the recommended block. */
  readonly hiding: readonly StartTag[];
  /** How many class attributes are Invision Community 4's alone, and how many 5's. */
  readonly classes: { readonly four: number; readonly five: number };
}

/** Browsers look for a page's encoding in this many bytes, before they read the page. */
const PRESCAN = 1024;

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

const FOUR = /(?:^|\s)ips(?:Type|Comment|Pad|Margin|Spacer|Pos)_/;
const FIVE = /(?:^|\s)(?:ipsEntry|ipsRichText|ipsEmptyMessage|ipsBox__|i-[a-z-]+_)/;

/** Whether a page can have a place for comments; what this is sure of need not be read. */
export const mayHavePlace = (source: string): boolean => /belowline|nocomments/i.test(source);

/**
 * Reads a page's source as browsers do: nothing inside comments, scripts, text areas, `<noscript>` and templates counts, and tags
 * that are missing do no harm elsewhere.
 */
export async function scanPage(source: string): Promise<PageScan> {
  const addresses: string[] = [];
  const marks: Mark[] = [];
  const hiding: StartTag[] = [];
  const classes = { four: 0, five: 0 };
  const roles = new Map(['commentfeed', 'nocomments', 'recommendedcomments'].map((role) => [role, createFinder()]));
  const found = (role: string): Found => roles.get(role)?.result() ?? { count: 0, first: null };
  let charset: string | null = null;
  let templates = 0;
  let before: StartTag | null = null;

  function read(tag: StartTag): void {
    addresses.push(...addressesIn(tag));
    if (charset === null && tag.end <= PRESCAN) charset = charsetIn(tag);
    const written = valueOf(tag, 'class');
    classes.four += Number(FOUR.test(written));
    classes.five += Number(FIVE.test(written));
    const role = valueOf(tag, 'data-role').trim().toLowerCase();
    if (role === 'recommendedcomments' && found(role).count === 0) {
      const around = before && /recommendedComments/i.test(valueOf(before, 'data-controller')) ? [before] : [];
      hiding.push(...[...around, tag].filter((each) => hidingAttributes(each).length > 0));
    }
    if (!VOID.has(tag.name)) roles.get(role)?.found(tag);
    before = tag;
  }

  const parser = new SAXParser({ sourceCodeLocationInfo: true });
  parser.on('comment', (comment) => {
    const { start, end } = stretchOf(comment);
    const text = /^<!--(\s*\/?belowline\b[^]*)-->$/.exec(source.slice(start, end))?.[1];
    if (text !== undefined && templates === 0) marks.push({ start, end, text });
  });
  parser.on('startTag', (parsed) => {
    const { tagName: name, attrs, selfClosing } = parsed;
    if (!selfClosing && !VOID.has(name)) for (const role of roles.values()) role.opened(name);
    if (name === 'template') templates += 1;
    else if (templates === 0 && attrs.length > 0)
      read({ name, ...stretchOf(parsed), attributes: attributesOf(parsed) });
  });
  parser.on('endTag', (parsed) => {
    const { tagName: name } = parsed;
    for (const role of roles.values()) role.closed(name, stretchOf(parsed));
    if (name === 'template') templates = Math.max(0, templates - 1);
  });
  const finished = once(parser, 'finish');
  parser.end(source);
  await finished;

  const [feeds, empty, recommended] = [found('commentfeed'), found('nocomments'), found('recommendedcomments')];
  return { addresses, charset, marks, feeds, empty, recommended, hiding, classes };
}

function stretchOf({ sourceCodeLocation }: Pick<ParsedTag | EndTag, 'sourceCodeLocation'>): Stretch {
  if (!sourceCodeLocation) throw new Error('The parser was asked where each token stands');
  return { start: sourceCodeLocation.startOffset, end: sourceCodeLocation.endOffset };
}

/**
 * Counts the elements of one role and looks for the end of the first: it is certain when every tag inside is closed in its order,
 * for then no rule about missing tags has a say.
 */
function createFinder() {
  let count = 0;
  let first: PlacedElement | null = null;
  let open: string[] | null = null;
  return {
    found(tag: StartTag): void {
      count += 1;
      if (count > 1) return;
      first = { tag, endTag: null };
      open = [tag.name];
    },
    opened: (name: string): void => void open?.push(name),
    closed(name: string, endTag: Stretch): void {
      if (!open || !first) return;
      const isRight = open.pop() === name;
      if (isRight && open.length > 0) return;
      open = null;
      if (isRight) first = { ...first, endTag };
    },
    result: (): Found => ({ count, first }),
  };
}

/** What the parser gives with a start tag's location, though its types do not say so. */
interface AttributeLocations {
  readonly attrs?: Readonly<Record<string, { readonly startOffset: number; readonly endOffset: number }>>;
}

function attributesOf({ attrs, sourceCodeLocation }: ParsedTag): Map<string, Attribute> {
  const places = (sourceCodeLocation as AttributeLocations | undefined)?.attrs ?? {};
  return new Map(
    attrs.map(({ name, value }) => [
      name,
      { value, start: places[name]?.startOffset ?? 0, end: places[name]?.endOffset ?? 0 },
    ]),
  );
}

const valueOf = ({ attributes }: StartTag, name: string): string => attributes.get(name)?.value ?? '';

function addressesIn(tag: StartTag): string[] {
  if (tag.name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(valueOf(tag, 'rel'))) return [valueOf(tag, 'href')];
  if (tag.name === 'meta' && /^\s*og:url\s*$/i.test(valueOf(tag, 'property'))) return [valueOf(tag, 'content')];
  return [];
}

function charsetIn(tag: StartTag): string | null {
  if (tag.name !== 'meta') return null;
  const type = /^\s*content-type\s*$/i.test(valueOf(tag, 'http-equiv')) ? valueOf(tag, 'content') : '';
  const charset = valueOf(tag, 'charset') || /charset\s*=\s*["']?([^\s"';]+)/i.exec(type)?.[1];
  return charset?.trim().toLowerCase() ?? null;
}

/** The attributes by which an element is hidden; of a `class` that has `ipsHide`, only that word hides. */
export function hidingAttributes({ attributes }: StartTag): (Attribute & { readonly name: string })[] {
  const hides: Readonly<Record<string, RegExp>> = {
    hidden: /^/,
    class: /(?:^|\s)ipsHide(?:\s|$)/,
    style: /^\s*display\s*:\s*none\s*;?\s*$/i,
  };
  return Object.entries(hides).flatMap(([name, pattern]) => {
    const attribute = attributes.get(name);
    return attribute && pattern.test(attribute.value) ? [{ name, ...attribute }] : [];
  });
}
