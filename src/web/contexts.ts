import { languageOf, translator } from '../language/translate.ts';
import type { PageContext } from './page/context.ts';

/** Answers with the page context of a language, by its BCP 47 tag; English where there is no catalogue of it. */
export function createContexts(
  parts: Pick<PageContext, 'site' | 'stylesheet' | 'icon'>,
): (language: string) => PageContext {
  const contexts = new Map<string, PageContext>();
  return (tag) => {
    const language = languageOf(tag);
    const context = contexts.get(language) ?? { ...parts, language, t: translator(language) };
    contexts.set(language, context);
    return context;
  };
}
