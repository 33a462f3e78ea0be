// @ts-check

/** Discord's languages. */
export const LOCALES =
  'bg cs da de el en-GB en-US es-419 es-ES fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  );

/** A language's own name. @param {string} locale */
export const languageName = (locale) =>
  new Intl.DisplayNames([locale], { type: 'language', style: 'short' }).of(locale) ?? locale;
