import {
  hidingAttributes,
  type Mark,
  mayHavePlace,
  type PageScan,
  scanPage,
  type StartTag,
  type Stretch,
} from './page-scan.ts';

/** What kind of place a page has for comments: our own markers, or the box of Invision Community 4 or 5. */
export type PlaceKind = 'markers' | 'invision4' | 'invision5';

/** What is written into a page's place, as HTML; null for what the page shows by itself. */
export interface Content {
  readonly comments: string | null;
  /** Never has a place between markers. */
  readonly recommended: string | null;
}

/** A page that has one place for comments. */
export interface FillablePage {
  readonly type: 'fillable';
  readonly kind: PlaceKind;
  /** What it says of its own address: `rel=canonical` and `og:url`. */
  readonly addresses: readonly string[];
  /** The whole page with `content` in its place instead of what was written there before; every other byte is as it was. */
  filledWith(content: Content): Buffer;
}

/** What a page is to us. `refused` has a sentence for whoever wrote the page. */
export type ReadPage =
  | FillablePage
  | { readonly type: 'placeless' }
  | { readonly type: 'refused'; readonly reason: string };

/** The page cannot be filled as it stands. */
class Refusal extends Error {}

/**
 * Finds the place for comments in a page's bytes. Whatever we wrote into it before stands between two comments of ours, of which
 * the first keeps what stood there; all of that is taken out first, so filling again is the same as filling once.
 */
export async function readPage(bytes: Buffer): Promise<ReadPage> {
  try {
    return await placeIn(bytes);
  } catch (error) {
    if (error instanceof Refusal) return { type: 'refused', reason: error.message };
    throw error;
  }
}

async function placeIn(bytes: Buffer): Promise<ReadPage> {
  // Two bytes a character: nothing in it looks like a tag.
  if (/^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2)))
    throw new Refusal('It is UTF-16: save it as UTF-8.');
  // One character a byte, so that offsets in the source are offsets in the file and no byte is lost, whatever the encoding.
  const written = bytes.toString('latin1');
  if (!mayHavePlace(written)) return { type: 'placeless' };
  const scanned = await scanPage(written);
  const own = scanned.marks.filter(isOfPiece);
  const source = own.length === 0 ? written : restored(written, own);
  const scan = own.length === 0 ? scanned : await scanPage(source);
  const { addresses, charset } = scan;
  if (charset !== null && UNREADABLE.test(charset)) throw new Refusal(`Its encoding is ${charset}: save it as UTF-8.`);
  const place = placeOf(scan);
  if (place === null) return { type: 'placeless' };
  const encoding = source.startsWith('\xef\xbb\xbf') ? 'utf-8' : charset;
  const lineEnd = /\r?\n/.exec(source)?.[0] ?? '\n';
  const encode = (html: string): string => encoded(html.replaceAll(/\r?\n/g, lineEnd), encoding);
  return {
    type: 'fillable',
    kind: place.kind,
    addresses: addresses.map((address) => decoded(address, encoding ?? 'utf-8')),
    filledWith: (content) => Buffer.from(edited(source, place.edits(content, source, encode)), 'latin1'),
  };
}

/** Encodings in which a byte that looks like `<` may be part of a letter. */
const UNREADABLE = /^(?:utf-?16|utf-?7|iso-?2022|csiso2022|hz-)/;

interface Edit extends Stretch {
  readonly text: string;
}

interface Place {
  readonly kind: PlaceKind;
  edits(content: Content, source: string, encode: (html: string) => string): Edit[];
}

function placeOf(scan: PageScan): Place | null {
  return placeBetweenMarkers(scan.marks) ?? placeInBox(scan);
}

function placeBetweenMarkers(marks: readonly Mark[]): Place | null {
  const [open, close, ...others] = marks.filter(({ text }) => /^\s*\/?belowline\s*$/.test(text));
  if (!open) return null;
  const names = [open, close].map((mark) => mark?.text.trim());
  if (names[0] !== 'belowline' || names[1] !== '/belowline')
    throw new Refusal(
      'Its markers do not pair: it needs <!-- belowline --> once and <!-- /belowline --> once after it.',
    );
  if (others.length > 0)
    throw new Refusal('It has more than one pair of <!-- belowline --> markers: which one is meant?');
  const between = { start: open.end, end: close?.start ?? open.end };
  return {
    kind: 'markers',
    edits: ({ comments }, _source, encode) => [{ ...between, text: encode(`\n${comments ?? ''}\n`) }],
  };
}

function placeInBox({ feeds, empty, recommended, hiding, classes }: PageScan): Place | null {
  if (!empty.first) return null;
  const several = 'which one is meant? Put <!-- belowline --> and <!-- /belowline --> where the comments belong.';
  if (feeds.count > 1) throw new Refusal(`It has ${feeds.count} comment feeds (data-role="commentFeed"): ${several}`);
  if (empty.count > 1) throw new Refusal(`It has ${empty.count} empty feeds (data-role="noComments"): ${several}`);
  if (recommended.count > 1)
    throw new Refusal(`It has ${recommended.count} blocks for recommended comments: ${several}`);
  const box = { start: empty.first.tag.start, end: endOf(empty.first.endTag, 'noComments').end };
  const block = recommended.first && endOf(recommended.first.endTag, 'recommendedComments').start;
  if (recommended.first && block !== null && recommended.first.tag.start < box.end && box.start < block)
    throw new Refusal('Its empty feed and its block for recommended comments stand in each other.');
  return {
    kind: classes.five > classes.four ? 'invision5' : 'invision4',
    edits(content, source, encode) {
      if (content.comments === null) return [];
      const feed = pieceInstead(source, box, encode(content.comments));
      if (content.recommended === null || block === null) return [feed];
      const shown = hiding.map((tag) => pieceInstead(source, tag, withoutHiding(source, tag)));
      return [feed, ...shown, pieceInstead(source, { start: block, end: block }, encode(content.recommended))];
    },
  };
}

function endOf(endTag: Stretch | null, role: string): Stretch {
  if (endTag) return endTag;
  throw new Refusal(`A tag is missing in its data-role="${role}", so it is not certain where that ends.`);
}

/** A start tag that shows what it hid. */
function withoutHiding(source: string, tag: StartTag): string {
  const edits = hidingAttributes(tag).map(({ name, value, start, end }) => {
    const others = value.trim() === 'ipsHide' || name !== 'class' ? '' : source.slice(start, end);
    return {
      start: start - tag.start,
      end: end - tag.start,
      text: others.replace(/\s*(?<=["'\s])ipsHide(?=["'\s])/, ''),
    };
  });
  return edited(source.slice(tag.start, tag.end), edits);
}

const PIECE = 'belowline:instead';

const isOfPiece = ({ text }: Mark): boolean => text.trim().replace(/^\//, '').startsWith(PIECE);

function pieceInstead(source: string, { start, end }: Stretch, text: string): Edit {
  return { start, end, text: `<!-- ${PIECE} ${kept(source.slice(start, end))} -->${text}<!-- /${PIECE} -->` };
}

/** The page without our pieces: where each was, stands what it was put in place of. */
function restored(source: string, marks: readonly Mark[]): string {
  const edits: Edit[] = [];
  for (let index = 0; index < marks.length; index += 2) {
    const [open, close] = [marks[index], marks[index + 1]];
    const before = /^\s*belowline:instead ?([^]*?) ?$/.exec(open?.text ?? '')?.[1];
    if (!open || before === undefined || close?.text.trim() !== `/${PIECE}`)
      throw new Refusal(`A comment <!-- ${PIECE} … --> lacks its other half: take out what is left of it by hand.`);
    edits.push({ start: open.start, end: close.end, text: original(before) });
  }
  return edited(source, edits);
}

/** Source that may stand in a comment: without a hyphen nothing in it begins or ends one. */
const kept = (source: string): string =>
  source.replaceAll(/[%-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const original = (text: string): string =>
  text.replaceAll(/%(25|2D)/g, (_all, code) => String.fromCharCode(Number.parseInt(String(code), 16)));

function edited(source: string, edits: readonly Edit[]): string {
  let [text, from] = ['', 0];
  for (const { start, end, text: instead } of edits.toSorted((a, b) => a.start - b.start)) {
    text += source.slice(from, start) + instead;
    from = end;
  }
  return text + source.slice(from);
}

/** HTML in a page's encoding, one character a byte: what is not certain to be in it is a reference. */
function encoded(html: string, charset: string | null): string {
  if (charset !== null && /^utf-?8$/.test(charset)) return Buffer.from(html, 'utf8').toString('latin1');
  return html.toWellFormed().replaceAll(/[^\0-\x7f]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0xfffd};`);
}

/** An address as the page's encoding reads it; where that is none that is known, it stays as it is and names no page. */
function decoded(address: string, charset: string): string {
  return address.trim().replaceAll(/[\x80-\xff]+/g, (bytes) => {
    try {
      return new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1'));
    } catch (error) {
      if (error instanceof RangeError) return bytes;
      throw error;
    }
  });
}
