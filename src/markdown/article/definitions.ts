import { normaliseLabel, type Definitions } from './parser.ts';

const LABEL = /\[([^[\]]+)\]/g;
const DEFINITION = /^ {0,3}\[([^[\]]+)\]:/gm;

/** A part of a text with the link definitions that it uses, so that it can be shown without the rest. */
export function withDefinitions(part: string, definitions: Definitions): string {
  const labels = (pattern: RegExp) =>
    new Set([...part.matchAll(pattern)].map(([, label = '']) => normaliseLabel(label)));
  const missing = [...labels(LABEL).difference(labels(DEFINITION))].flatMap((label) => {
    const reference = Object.hasOwn(definitions, label) ? definitions[label] : undefined;
    return reference ? [definition(label, reference)] : [];
  });
  return missing.length === 0 ? part : `${part}\n\n${missing.join('\n')}`.trim();
}

function definition(label: string, { href, title }: { href: string; title?: string }): string {
  const quoted = title ? ` "${title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"` : '';
  return `[${label}]: <${href}>${quoted}`;
}
