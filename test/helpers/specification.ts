import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What Discord's specification says of one operation; schemas as they are written, on one line. */
export interface SpecifiedOperation {
  query: string[];
  /** Empty when it takes no body. */
  request: string;
  /** Of all answers that are no errors; empty when none has a body. */
  answer: string;
}

const PATHS = /export interface Paths \{\n([\s\S]*?)\n\}\n/;
const onOneLine = (text: string) =>
  text
    .replaceAll(/\s+/g, ' ')
    .replace(/^ ?\| /, '')
    .trim();

/** Reads the operations of `discord-api-spec` by "METHOD /path" from its types, which is the only place where they stand. */
export function specifiedOperations(): Map<string, SpecifiedOperation> {
  const source = readFileSync(fileURLToPath(import.meta.resolve('discord-api-spec')).replace(/\.js$/, '.ts'), 'utf8');
  const paths =
    PATHS.exec(source)?.[1]
      ?.split(/^ {2}"(?=\/)/m)
      .slice(1) ?? [];
  const operations = paths.flatMap((block) => {
    const path = block.slice(0, block.indexOf('"'));
    const methods = block.split(/\n {4}(?=(?:get|put|post|patch|delete): \{)/).slice(1);
    return methods.map(
      (text) => [`${text.slice(0, text.indexOf(':')).toUpperCase()} ${path}`, specified(text)] as const,
    );
  });
  return new Map(operations);
}

function specified(text: string): SpecifiedOperation {
  const query = /\n {8}query\?: \{([\s\S]*?)\n {8}\}/.exec(text)?.[1] ?? '';
  const answers = [...text.matchAll(/\n {8}"2\d\d":([\s\S]*?);(?=\n {8}(?:\/\*\*|")|\n {6}\})/g)];
  const request = onOneLine(/\n {6}requestBody\?:([\s\S]*?);\n {6}responses/.exec(text)?.[1] ?? '');
  return {
    query: [...query.matchAll(/\n {10}(\w+)\??:/g)].map((match) => match[1] ?? ''),
    request: request === 'undefined' ? '' : request,
    answer: answers
      .map(([, schema = '']) => onOneLine(schema))
      .filter((schema) => schema !== 'unknown')
      .join(' | '),
  };
}
