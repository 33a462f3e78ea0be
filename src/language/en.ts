/**
 * Every sentence that people read in Discord or on the page, as ICU messages, by area.
 * Another language is another file of this shape.
 */
export const en = {
  // Discord: answers to commands

  // Discord: the starter message and its thread

  // The page

  // Articles
} as const;
