import { expect, test } from 'vitest';
import { cleanText } from '../../../src/markdown/text.ts';

test.each([
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['a\u0000\u0007\u007F\u009Fb\tc', 'ab\tc'],
  ['\uD800a\uDC00', '\uFFFDa\uFFFD'],
  ['\u202Aa\u202E\u2066b\u2069\u200F', 'ab\u200F'],
  ['e\u0301\u0302\u0303\u0304\u0305', 'e\u0301\u0302\u0303\u0304'],
  ['👨‍👩‍👧‍👦 🏳️‍🌈 नमस्ते', '👨‍👩‍👧‍👦 🏳️‍🌈 नमस्ते'],
])('%j becomes %j', (text, clean) => expect(cleanText(text)).toBe(clean));
