import { expect, test } from 'vitest';
import { asks, disagrees, isJoke, standsAlone } from '../../../src/summaries/phrases.ts';

const inTopLevel = (text: string, language: string) => standsAlone(text, { language, isAnswer: false });
const inAnswer = (text: string, language: string) => standsAlone(text, { language, isAnswer: true });

test.each([
  ['en', 'The comparison does not work.'],
  ['en', 'Until then it is a press statement.'],
  ['en', 'That is not how a budget works.'],
  ['en', 'They promised the same for the bridge.'],
  ['en', 'In the morning it takes fifty minutes.'],
  ['en', 'My father drove that bus for thirty years.'],
  ['en', 'Nobody asked for these new rules in the first place.'],
  ['en', 'Six bays for forty shops.'],
  ['en', 'As I said above, the road is too narrow.'],
  ['en', 'The first one was even worse than the bridge we have now.'],
  ['en', 'The article forgets that the ferry was free until 2019.'],
  ['en', 'I do not think that will happen before the election.'],
  ['en', 'Who is going to pay for the new bridge?'],
  ['en', 'Great, another tax for people who work.'],
  ['en', 'The mayor is an idiot and a liar.'],
  ['en', 'The council calls it “progress”, as every council does.'],
  ['en', 'CLOSE the old BRIDGE before somebody is hurt.'],
  ['de', 'Der Vergleich hinkt an mehreren Stellen.'],
  ['de', 'Bis dahin ist es nur ein Beschluss auf Papier.'],
  ['de', 'Das haben die Stadtwerke schon einmal versprochen.'],
  ['de', 'Sie haben uns damals dasselbe erzählt.'],
  ['de', 'Deshalb war ich auch bei der Sitzung des Stadtrats.'],
  ['de', 'Die standen vorher schon leer.'],
  ['de', 'Mit anderen Worten, niemand will für die Brücke bezahlen.'],
  ['de', 'Allerdings fährt der Bus am Sonntag nur noch jede Stunde.'],
  ['de', 'Steht im Gutachten auf Seite zwölf.'],
  ['de', 'Wer soll die neue Brücke eigentlich bezahlen?'],
  ['de', 'Ganz toll, noch eine Baustelle in der Innenstadt.'],
  ['de', 'Der Bürgermeister feiert, und ihr zahlt die Zeche.'],
])('in %s, no editor quotes by itself: %s', (language, text) => {
  expect(inTopLevel(text, language)).toBe(false);
});

test.each([
  ['en', 'The ferry is late whenever it rains.'],
  ['en', 'The council said that the bridge is safe.'],
  ['en', 'No driver can park in front of the clinic this year.'],
  ['en', 'My neighbour was stopped in front of her children because the camera was wrong.'],
  ['de', 'Das alte Stadion müsste saniert werden, damit der Verein seine Lizenz behält.'],
  ['de', 'Die meisten Fans reisen mit dem Bus an.'],
  ['de', 'Es gibt in der ganzen Stadt kein einziges Freibad.'],
  ['de', 'Der Verein verdient an jedem Spiel, und er soll sich beteiligen.'],
])('in %s, an editor can quote by itself: %s', (language, text) => {
  expect(inTopLevel(text, language)).toBe(true);
});

test.each([
  ['en', 'The council has also cut the fares by half.'],
  ['en', 'Taking the bus would save your family a lot of money.'],
  ['de', 'Im Rosenviertel parken auch die Anwohner auf dem Gehweg.'],
  ['de', 'Im Winter fährst du mit dem Rad bestimmt nicht zur Arbeit.'],
])('in %s, what goes on from others or talks to them is left out of answers: %s', (language, text) => {
  expect(inAnswer(text, language)).toBe(false);
});

test('an answer disagrees when it begins with an objection, or briefly denies', () => {
  expect(disagrees('No, the plan is to move more people through it.', 'en')).toBe(true);
  expect(disagrees('The opposite is true.', 'en')).toBe(true);
  expect(disagrees('Exactly this.', 'en')).toBe(false);
  expect(disagrees('I do not own a car and I have never missed one in all these years.', 'en')).toBe(false);
  expect(disagrees('Quatsch.', 'de')).toBe(true);
  expect(disagrees('Da muss ich widersprechen.', 'de')).toBe(true);
  expect(disagrees('Sehe ich auch so.', 'de')).toBe(false);
  expect(disagrees('Non.', 'fr')).toBe(false);
});

test('jokes are told by their emoji, questions by their mark in any script', () => {
  expect([
    isJoke('Soon we walk 😂'),
    isJoke('lol'),
    isJoke('What a plan /s'),
    isJoke('The lollipop shop closed.'),
  ]).toEqual([true, true, true, false]);
  expect(['Why?', '谁付钱？', 'من يدفع؟', 'Ո՞վ է վճարելու։', 'Nobody.'].map(asks)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
