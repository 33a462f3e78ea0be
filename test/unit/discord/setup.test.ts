import { describe, expect, test } from 'vitest';
import { emojiAnswer, settingFrom } from '../../../src/discord/setup/setup.ts';

const KNOWN = [
  { id: '1300000000000000001', name: 'ferry' },
  { id: '1300000000000000002', name: 'bridge_2' },
];

describe('custom emoji that count', () => {
  test('are typed by name or pasted, each once', () => {
    const typed = ':ferry: bridge_2,:ferry: <:ferry:1300000000000000001><a:away:1300000000000000009>';
    const answer = emojiAnswer(typed, KNOWN);
    expect(answer.split(' ')).toHaveLength(3);
    expect(settingFrom('emoji', answer, 0)).toEqual({
      positiveEmoji: [...KNOWN, { id: '1300000000000000009', name: 'away' }],
    });
  });

  test.each(['👍', ':train:', '<:ferry:12>', '<@1300000000000000001>', ':ferry: **bold**'])(
    '%s is refused by name',
    (typed) => {
      expect(() => emojiAnswer(typed, KNOWN)).toThrow('discord.setup.noEmoji');
    },
  );

  test('are at most 20', () => {
    const pasted = (count: number) =>
      Array.from({ length: count }, (_, index) => `<:e${index}:${13n ** 16n + BigInt(index)}>`);
    expect(emojiAnswer(pasted(20).join(''), []).split(' ')).toHaveLength(20);
    expect(() => emojiAnswer(pasted(21).join(' '), [])).toThrow('discord.setup.tooManyEmoji');
  });

  test('are none after None or nothing but spaces, and unchanged by what is no answer', () => {
    expect(settingFrom('emoji', emojiAnswer(' \n', KNOWN), 0)).toEqual({ positiveEmoji: [] });
    expect(settingFrom('emoji', 'forged', 0)).toBeNull();
  });
});

test('roles are at most ten ids', () => {
  expect(settingFrom('staff', '12 34', 0)).toEqual({ staffRoles: ['12', '34'] });
  expect(settingFrom('authors', 'none', 0)).toEqual({ authorRoles: [] });
  expect(settingFrom('authors', '12 x', 0)).toBeNull();
  expect(settingFrom('staff', Array.from({ length: 11 }, () => '12').join(' '), 0)).toBeNull();
});
