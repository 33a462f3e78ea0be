/** How Discord writes that a member is mentioned. */
const MENTION = /<@!?(\d{1,20})>/gu;

/** Whom a text mentions, by user id, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(MENTION), ([, user = '']) => user)),
];

/** The text with somebody nobody knows in the place of members who were forgotten; read as "a member". */
export const withoutMentions = (text: string, isForgotten: (user: string) => boolean): string =>
  text.replaceAll(MENTION, (mention, user: string) => (isForgotten(user) ? '<@0>' : mention));
