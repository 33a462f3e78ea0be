/** The package ships no types: lists of stop words by ISO 639-3 code (`deu`), and a function that we do not use. */
declare module 'stopword' {
  const lists: Readonly<Record<string, readonly string[] | ((...words: never[]) => unknown)>>;
  export = lists;
}
