/** A titled part of an article; `markdown` is its body without the heading. */
export interface Section {
  /** Unique within the article, at most 80 characters. */
  readonly slug: string;
  readonly heading: string;
  readonly markdown: string;
}

/** An article's picture: a file beside it (absolute path), or an address on the web. */
export type ArticleImage =
  | { readonly type: 'file'; readonly path: string; readonly alt: string }
  | { readonly type: 'remote'; readonly url: string; readonly alt: string };

/** A picture that stands in the text: `source` as the Markdown's parser gives it, `path` the file's, absolute. */
export interface TextPicture {
  readonly source: string;
  readonly path: string;
}

/** How much of an article is posted into its thread. */
export const POSTING = ['whole', 'excerpt'] as const;
export type Posting = (typeof POSTING)[number];

/** One article of the site. Times are milliseconds since 1970. */
export interface Article {
  /** The article's name in addresses, at most 80 characters of a–z, 0–9 and other lower-case letters, and hyphens. */
  readonly slug: string;
  /** Its permanent key: the front matter's `url` if there is one, else the slug. */
  readonly key: string;
  readonly title: string;
  /** Markdown before the first heading. */
  readonly lead: string;
  readonly sections: readonly Section[];
  /** The address at which the site itself shows the article, or null when Belowline's page is the article's home. */
  readonly url: string | null;
  /** Earlier slugs or addresses, which redirect here. */
  readonly aliases: readonly string[];
  readonly published: number | null;
  readonly authors: readonly string[];
  /** Discord's user ids of those authors who have one in the front matter: their comments have the badge "Author". */
  readonly authorIds: readonly string[];
  /** The newspaper's section ("World", "Culture"), not a part of the text. */
  readonly section: string | null;
  readonly image: ArticleImage | null;
  /** Files that lead and sections show, each once; pictures on the web are not among them. */
  readonly pictures: readonly TextPicture[];
  /** BCP 47 tag; `en` when the front matter has none. */
  readonly language: string;
  readonly tags: readonly string[];
  readonly description: string | null;
  readonly posting: Posting;
  /** Hash of the file, its place and its pictures, for the page's ETag. */
  readonly hash: string;
}

/** The address of Belowline's page for the article; `site` is SITE_URL. */
export const articleAddress = ({ slug }: Pick<Article, 'slug'>, site: string): string =>
  `${site.replace(/\/+$/, '')}/articles/${encodeURIComponent(slug)}`;

/** The address of the current version of a picture in the article's text; undefined when it is not one of our files. */
export function pictureAddress({ slug, pictures }: Article, source: string, site: string): string | undefined {
  const index = pictures.findIndex((picture) => picture.source === source);
  return index < 0 ? undefined : `${site.replace(/\/+$/, '')}/images/current/${encodeURIComponent(slug)}/${index + 1}`;
}

/** The article's canonical address: its own `url`, else Belowline's page. */
export const canonicalAddress = (article: Pick<Article, 'slug' | 'url'>, site: string): string =>
  article.url ?? articleAddress(article, site);

/** Whether the article's own `url` is on another host than `site`. */
export const isElsewhere = ({ url }: Pick<Article, 'url'>, site: string): boolean =>
  url !== null && new URL(url).host !== new URL(site).host;

/** The path of the privacy page in one of our languages. */
export const privacyPath = (language = 'en'): string =>
  language === 'en' ? '/privacy' : `/privacy?language=${language}`;

/** An alias in its one normal form: `/old-title/` is `old-title`. */
export const aliasName = (alias: string): string => URL.parse(alias)?.href ?? alias.replace(/^\/+|\/+$/g, '');

/** Every name of the article: its slug, its key and its aliases. */
export const namesOf = ({ slug, key, aliases }: Article): string[] => [
  ...new Set([slug, key, ...aliases.map(aliasName)]),
];
