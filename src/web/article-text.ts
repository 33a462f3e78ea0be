import type { Article } from '../articles/article.ts';
import { htmlFromArticle } from '../markdown/article/html.ts';
import { picturesInText } from './images.ts';

/** An article's text as HTML; `sections` in the article's order. */
export interface ArticleText {
  readonly lead: string;
  readonly sections: readonly string[];
}

/** A changed file makes another article, so nothing here goes out of date. */
const texts = new WeakMap<Article, ArticleText>();

/** Renders an article's text once for all its pages; headings inside a section stand below the section's own, which is a second one. */
export async function articleText(article: Article): Promise<ArticleText> {
  const known = texts.get(article);
  if (known) return known;
  const pictures = await picturesInText(article);
  const options = { topHeading: 3, pictureOf: (source: string) => pictures.get(source) };
  const text = {
    lead: htmlFromArticle(article.lead, options),
    sections: article.sections.map(({ markdown }) => htmlFromArticle(markdown, options)),
  };
  texts.set(article, text);
  return text;
}
