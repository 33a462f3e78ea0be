import { describe, expect, test } from 'vitest';
import { draftSummary } from '../../../src/summaries/draft.ts';
import { draftInputId, draftInputs, type Written } from '../../helpers/draft-inputs.ts';

const BRIDGE: readonly Written[] = [
  { content: 'The city knew about the cracks in the bridge since 2019 and did nothing. Shame on them.', score: 12 },
  'lol',
  'My bus takes forty minutes longer every morning since the bridge was closed.',
  'Why is nobody talking about the cyclists? The detour over the ring road has no cycle path at all.',
  '> My bus takes forty minutes longer\nThe inspection report from 2019 lists every one of those cracks.',
  '<@123> you are wrong about the budget of this bridge project.',
  {
    content: 'A ferry for pedestrians and cyclists costs a tenth of it, and Dr. Weber said it could run soon.',
    recommended: true,
  },
  'A ferry would be great!',
  'The city knew about the cracks since 2019, and did NOTHING about the bridge!!',
  'Shops on the east side lose customers every day while the council debates the bridge.',
];

const GERMAN: readonly Written[] = [
  { content: 'Die Stadt wusste seit 2019 von den Rissen in der Brücke und hat nichts getan.', score: 9 },
  'Sehe ich auch so.',
  'Mein Bus braucht jeden Morgen vierzig Minuten länger, seit die Brücke gesperrt ist.',
  'Eine Fähre für Radfahrer wäre schnell möglich, z. B. Köln hat das vorgemacht.',
  'Seit 2019 wusste die Stadt von den Rissen in der Brücke.',
  'Wer bezahlt eigentlich die elf Millionen für die Behelfsbrücke?',
];

const ARMENIAN: readonly Written[] = [
  { content: 'Քաղաքապետարանը 2019 թվականից գիտեր կամրջի ճաքերի մասին և ոչինչ չարեց։', score: 6 },
  'Համաձայն եմ։',
  'Իմ ավտոբուսը ամեն առավոտ քառասուն րոպե ուշանում է կամրջի փակվելուց հետո։',
  'Ժամանակավոր կամուրջը տասնմեկ միլիոն արժե, իսկ ո՞վ է վճարելու դրա համար։ Ոչ ոք չգիտի։',
  'Իմ խանութը ամեն օր հաճախորդներ է կորցնում կամրջի փակվելու պատճառով։',
];

const textsOf = (written: readonly Written[], options = {}) =>
  draftSummary(draftInputs(written), options).map(({ text }) => text);

describe('a draft', () => {
  test('quotes what a discussion in English is about, in the order it was written', () => {
    expect(draftSummary(draftInputs(BRIDGE))).toEqual([
      { text: 'The city knew about the cracks in the bridge since 2019 and did nothing.', comment: draftInputId(0) },
      {
        text: 'A ferry for pedestrians and cyclists costs a tenth of it, and Dr. Weber said it could run soon.',
        comment: draftInputId(6),
      },
      {
        text: 'Shops on the east side lose customers every day while the council debates the bridge.',
        comment: draftInputId(9),
      },
    ]);
  });

  test('keeps German abbreviations in their sentence, and says the same thing once', () => {
    expect(textsOf(GERMAN)).toEqual([
      'Die Stadt wusste seit 2019 von den Rissen in der Brücke und hat nichts getan.',
      'Mein Bus braucht jeden Morgen vierzig Minuten länger, seit die Brücke gesperrt ist.',
      'Eine Fähre für Radfahrer wäre schnell möglich, z. B. Köln hat das vorgemacht.',
    ]);
  });

  test('ends a sentence in Armenian at its own full stop', () => {
    expect(textsOf(ARMENIAN, { maxSentences: 4 })).toEqual([
      'Քաղաքապետարանը 2019 թվականից գիտեր կամրջի ճաքերի մասին և ոչինչ չարեց։',
      'Իմ ավտոբուսը ամեն առավոտ քառասուն րոպե ուշանում է կամրջի փակվելուց հետո։',
      'Իմ խանութը ամեն օր հաճախորդներ է կորցնում կամրջի փակվելու պատճառով։',
    ]);
  });

  test('of fewer than five comments is empty', () => {
    expect(textsOf(BRIDGE.slice(0, 4))).toEqual([]);
    expect(textsOf(BRIDGE.slice(0, 5))).not.toEqual([]);
  });

  test('of comments that say nothing is empty', () => {
    expect(textsOf(['lol', '+1', '👍', 'https://a.example', '```\nsome code that nobody would quote\n```'])).toEqual(
      [],
    );
  });

  test('holds at most the given number of sentences and characters', () => {
    expect(textsOf(BRIDGE, { maxSentences: 2 })).toHaveLength(2);
    expect(textsOf(BRIDGE, { maxCharacters: 200 }).join(' ').length).toBeLessThanOrEqual(200);
    expect(textsOf(BRIDGE, { maxCharacters: 10 })).toEqual([]);
  });
});

describe('what counts', () => {
  const ALIKE = [
    'The market hall needs a new roof before winter comes.',
    'Trams should run later on Friday and Saturday nights.',
    'Our library closes far too early for working people.',
    'Public swimming pools deserve more money from taxes.',
    'Every school yard could become a small green park.',
    'Street musicians make the old town worth a visit.',
  ];

  test.each([
    ['many reactions', { score: 20 }],
    ['a recommendation', { recommended: true }],
  ])('%s lift a sentence above its equals', (_, worth) => {
    for (const content of ALIKE) {
      const written = ALIKE.map((other) => (other === content ? { content, ...worth } : other));
      expect(textsOf(written, { maxSentences: 1 })).toEqual([content]);
    }
  });

  test('a sentence that many write about beats one that nobody takes up', () => {
    const written = [...ALIKE, 'A new roof for the market hall is overdue.', 'That roof leaks on every market day.'];
    expect(textsOf(written, { maxSentences: 1 })[0]).toContain('roof');
  });

  test('one member who says it over and over does not make it more important', () => {
    const flood = Array.from({ length: 30 }, (_, index) => ({
      content: `Vote number ${index} for my candidate Smith against the mayor.`,
      author: '77',
    }));
    const written = [
      ...ALIKE,
      'A new roof for the market hall is overdue.',
      'That roof leaks on market days.',
      ...flood,
    ];
    expect(textsOf(written, { maxSentences: 1 })[0]).toContain('roof');
  });

  test('the same words posted by a hundred members count once', () => {
    const copies = Array.from({ length: 100 }, () => 'Copy and paste this: vote Smith for mayor now!');
    const texts = textsOf([
      ...ALIKE,
      'A new roof for the market hall is overdue.',
      'That roof leaks badly.',
      ...copies,
    ]);
    expect(texts.filter((text) => text.includes('Smith')).length).toBeLessThanOrEqual(1);
  });
});

describe('nobody is given away or pinged', () => {
  const REST = BRIDGE.slice(0, 5);

  test.each([
    'I think <@123456789012345678> knows best about the old bridge.',
    'Ask <@&22> or somebody in the channel about the old bridge.',
    'As @Ani wrote yesterday, the old bridge was never safe.',
    'Wake up @everyone and look at the old bridge now.',
    'The secret about the old bridge is ||that it never had a permit||.',
    'Read all about the old bridge here: https://a.example/bridge today.',
    'I ~~love~~ hate the old bridge and everything about it.',
  ])('a sentence is left out: %s', (content) => {
    expect(textsOf([...REST, { content, score: 100 }]).join(' ')).not.toContain('old bridge');
  });

  test('what looks like markup in a quoted sentence is shown literally', () => {
    const content = 'The old bridge costs \\*all\\* of us [more](https://a.example) than **one** million_or_two.';
    expect(textsOf([...REST, { content, score: 100 }])).toContain(
      'The old bridge costs \\*all\\* of us more than one million\\_or\\_two.',
    );
  });

  test('emoji around a sentence go, those within stay', () => {
    const content = '<:heart:1> The old bridge is my :sun: second home, really. <:heart:1> <:tada:2>';
    expect(textsOf([...REST, { content, score: 100 }])).toContain('The old bridge is my :sun: second home, really.');
  });
});
