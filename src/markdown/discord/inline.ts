import { createNesting } from './nesting.ts';
import { tokensFromText } from './tokens.ts';
import type { DiscordInline } from './tree.ts';

/** Reads what stands in a line, or in lines that belong together. */
export function parseInline(text: string): DiscordInline[] {
  const nesting = createNesting();
  for (const token of tokensFromText(text)) {
    switch (token.type) {
      case 'node':
        nesting.add(token.node);
        break;
      case 'marks':
        nesting.mark(token);
        break;
      case 'label':
        nesting.openLabel();
        break;
      case 'labelEnd':
        nesting.closeLabel(token.target);
        break;
    }
  }
  return nesting.finish();
}
