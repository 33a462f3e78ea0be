// @ts-check

/** The languages that Discord can be set to. */
export const LOCALES =
  'bg cs da de el en-GB en-US es-419 es-ES fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  );

/** What a language is called by those who speak it. @param {string} locale */
export const languageName = (locale) =>
  new Intl.DisplayNames([locale], { type: 'language', style: 'short' }).of(locale) ?? locale;
