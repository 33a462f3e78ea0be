import type { Article } from './article.ts';

/** Where Belowline's page for the article is; `site` is SITE_URL. */
export const articleAddress = ({ slug }: Pick<Article, 'slug'>, site: string): string =>
  `${site.replace(/\/+$/, '')}/articles/${encodeURIComponent(slug)}`;

/** Where a picture of the article's text can be seen, as it is at the moment of the look; undefined when it is none of our files. */
export function pictureAddress({ slug, pictures }: Article, source: string, site: string): string | undefined {
  const index = pictures.findIndex((picture) => picture.source === source);
  return index < 0 ? undefined : `${site.replace(/\/+$/, '')}/images/current/${encodeURIComponent(slug)}/${index + 1}`;
}

/** Where the article is at home: its own `url`, else Belowline's page. */
export const canonicalAddress = (article: Pick<Article, 'slug' | 'url'>, site: string): string =>
  article.url ?? articleAddress(article, site);

/** Whether the article is at home on another host than `site`. */
export const isElsewhere = ({ url }: Pick<Article, 'url'>, site: string): boolean =>
  url !== null && new URL(url).host !== new URL(site).host;

/** The path of the page that says what this instance keeps, in one of our languages. */
export const privacyPath = (language = 'en'): string =>
  language === 'en' ? '/privacy' : `/privacy?language=${language}`;
