import { escapeDiscord } from '../markdown/discord/escape.ts';
import { guessedLanguage, quotableText, sentencesFromText } from './sentences.ts';

const QUOTATION = /[“„](?<words>.+)[”“]/su;

/** Whether a comment (Discord's markdown) still says, as one whole sentence, what a sentence of a summary quotes of it. */
export function stillSays(content: string, sentence: string): boolean {
  const words = QUOTATION.exec(sentence)?.groups?.['words'] ?? sentence;
  if (content === sentence) return true;
  const text = quotableText(content);
  return sentencesFromText(text, guessedLanguage(text) ?? 'en').some((one) => escapeDiscord(one.text) === words);
}
