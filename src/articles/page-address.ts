import type { Article } from './article.ts';

/** What may be done to an address, in this order, to find the name of its page. */
export const ADDRESS_RULES = [
  'scheme',
  'host',
  'port',
  'fragment',
  'encoding',
  'tracking',
  'order',
  'slashes',
  'index',
  'amp',
] as const;
export type AddressRule = (typeof ADDRESS_RULES)[number];

/** One rule that changed an address, and the address after it. */
export interface AddressStep {
  readonly rule: AddressRule;
  readonly address: string;
}

/** What is known of an address: the name of its page with the steps to it, or why it can be none. */
export type ReadAddress =
  | { readonly type: 'page'; readonly name: string; readonly steps: readonly AddressStep[] }
  | { readonly type: 'refused'; readonly reason: 'long' | 'web' | 'credentials' };

/** The longest address of a page that is read, in UTF-16 units. */
export const MAX_PAGE_ADDRESS = 2000;

/** Parameters that tell where a reader came from, and nothing of the page. */
const TRACKING = new RegExp(
  `^(?:${[
    'utm_.+|fbclid|igsh|igshid|twclid|ttclid|li_fat_id|ref|ref_src',
    'gclid|gclsrc|gad_.+|gbraid|wbraid|dclid|_ga|_gl|msclkid|yclid|ysclid',
    'mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|_ke|vero_id|oly_anon_id|oly_enc_id',
    'at_medium|at_campaign|cmpid|s_cid|wt_z?mc|xtor|pk_.+|mtm_.+|matomo_.+|piwik_.+',
  ].join('|')})$`,
  'i',
);

/** AMP's parameters: they ask for the same page in another form. */
const AMP = /^(?:amp(?:=1|=true)?|outputtype=amp)$/i;

const RULES: Readonly<Record<AddressRule, (url: URL) => void>> = {
  scheme: (url) => void (url.protocol = 'https:'),
  // Something with a dot must stay: the www of www.com is its name.
  host: (url) => void (url.hostname = url.hostname.replace(/\.+$/, '').replace(/^(?:(?:www|amp)\.)+(?=.*\..)/, '')),
  port(url) {
    if (url.port === '80') url.port = '';
  },
  fragment: (url) => void (url.hash = ''),
  encoding(url) {
    url.pathname = url.pathname.split('/').map(encodedAlike).join('/');
    setParameters(url, parametersOf(url));
  },
  tracking: (url) =>
    setParameters(
      url,
      parametersOf(url).filter((parameter) => !TRACKING.test(nameOf(parameter))),
    ),
  // By name alone: of two values of one name the order may count.
  order: (url) =>
    setParameters(
      url,
      parametersOf(url).toSorted((one, other) => compare(nameOf(one), nameOf(other))),
    ),
  slashes: (url) => void (url.pathname = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')),
  index: (url) => void (url.pathname = url.pathname.replace(/\/index\.(?:x?html?|shtml|php|aspx?|jsp)$/i, '/')),
  amp(url) {
    url.pathname = url.pathname.replace(/^\/amp(?=\/.)|\/amp$|\.amp(?=(?:\.html?)?$)/i, '') || '/';
    setParameters(
      url,
      parametersOf(url).filter((parameter) => !AMP.test(parameter)),
    );
  },
};

/**
 * Reads an address as the name of a page: `//news.example/story?id=1`. Two addresses have one name when they differ only in what
 * is never another page: scheme, `www`, default port, fragment, tracking, order of parameters, slashes, `index.html`, percent-encoding,
 * AMP. Everything else counts, such as a language in the path. A name is its own name.
 */
export function readAddress(text: string): ReadAddress {
  if (text.length > MAX_PAGE_ADDRESS) return { type: 'refused', reason: 'long' };
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return { type: 'refused', reason: 'web' };
  if (url.username || url.password) return { type: 'refused', reason: 'credentials' };
  const steps: AddressStep[] = [];
  for (let before = ''; before !== url.href;) {
    before = url.href;
    for (const rule of ADDRESS_RULES) {
      const { href } = url;
      RULES[rule](url);
      if (url.href !== href) steps.push({ rule, address: url.href });
    }
  }
  return { type: 'page', name: url.href.slice(url.protocol.length), steps };
}

/** The name of an address's page; null for an address that can be none. */
export function pageName(text: string): string | null {
  const read = readAddress(text);
  return read.type === 'page' ? read.name : null;
}

/** A page that is known to be an article's, and the field of its front matter that says so. */
export interface PageOfArticle {
  readonly name: string;
  readonly field: 'url' | 'alias';
  readonly written: string;
}

/** The article's pages on its own site: its `url`, and those aliases that are addresses or, with a slash in front, paths of that site. */
export function pagesOfArticle({ url, aliases }: Pick<Article, 'url' | 'aliases'>): PageOfArticle[] {
  const written = [
    ...(url === null ? [] : [{ field: 'url', written: url, address: url } as const]),
    ...aliases.map((alias) => ({ field: 'alias', written: alias, address: addressOfAlias(alias, url) }) as const),
  ];
  return written.flatMap(({ address, ...page }) => {
    const name = pageName(address);
    return name === null ? [] : [{ ...page, name }];
  });
}

const addressOfAlias = (alias: string, url: string | null): string =>
  (url !== null && alias.startsWith('/') && URL.parse(alias, url)?.href) || alias;

/** A part of an address in the one way in which everything is encoded that needs it; what cannot be decoded stays. */
function encodedAlike(part: string): string {
  const text = decoded(part);
  return text === undefined ? part : encodeURIComponent(text);
}

/** What a part of an address says; undefined where that is no text. */
export function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function parametersOf({ search }: URL): string[] {
  const written = search.slice(1).split('&');
  return written.flatMap((parameter) => {
    const [name = '', ...value] = parameter.replaceAll('+', '%20').split('=');
    const both = [name, value.join('=')].map(encodedAlike).join('=').replace(/=$/, '');
    return both === '' ? [] : [both];
  });
}

const setParameters = (url: URL, parameters: readonly string[]): void => void (url.search = parameters.join('&'));

const nameOf = (parameter: string): string => parameter.split('=', 1)[0] ?? '';

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
