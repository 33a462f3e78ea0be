import { expect, test } from 'vitest';
import { draftSummary } from '../../../src/summaries/draft.ts';
import { draftInputId, draftInputs, type Written } from '../../helpers/draft-inputs.ts';

const GOOD = [
  'The market hall needs a new roof before the winter comes.',
  'Trams should run later on Friday and Saturday nights.',
  'Our library closes far too early for working people.',
  'Public swimming pools deserve more money from taxes.',
  'Every school yard could become a small green park.',
  'Street musicians make the old town worth a visit.',
];
const textsOf = (written: readonly Written[]) => draftSummary(draftInputs(written)).map(({ text }) => text);

test('there is a draft of six good comments', () => expect(textsOf(GOOD)).toHaveLength(3));

test.each<[string, readonly Written[]]>([
  ['no comments', []],
  ['three comments', GOOD.slice(0, 3)],
  ['one author', GOOD.map((content) => ({ content, author: '7' }))],
  ['moderators', GOOD.map((content) => ({ content, isModerator: true }))],
  ['questions', GOOD.map((content) => content.replace('.', '?'))],
  ['links', GOOD.map((_, index) => `https://news.example/articles/the-market-hall-${index}`)],
  ['labelled links', GOOD.map((_, index) => `[Read this](https://news.example/${index})`)],
  ['jokes', GOOD.map((content) => `${content} 😂`)],
  ['sentences that lean on others', GOOD.map((content) => `That is why ${content}`)],
])('there is none of %s', (_, written) => expect(textsOf(written)).toEqual([]));

const GEORGIAN = [
  'ახალი ხიდი ძალიან ვიწროა ორი ავტობუსისთვის. ეს ყველამ იცის უკვე დიდი ხანია.',
  'ბიბლიოთეკა ძალიან ადრე იკეტება მომუშავე ადამიანებისთვის.',
  'ბაზრის შენობას ახალი სახურავი სჭირდება ზამთრის დადგომამდე.',
  'ტრამვაი პარასკევს ღამით უფრო გვიან უნდა დადიოდეს.',
  'სკოლის ეზო შეიძლება პატარა მწვანე პარკი გახდეს.',
  'ვინ გადაიხდის ახალი ხიდის მშენებლობის ფულს?',
];

test('in a language without stop words, only the first sentence of what answers nobody is quoted', () => {
  const answer = {
    content: 'ხიდის მშენებლობა ორი წელი გაგრძელდა და ბევრი ფული დაჯდა.',
    parent: draftInputId(0),
    score: 99,
  };
  const texts = textsOf([...GEORGIAN, answer]);
  expect(texts).toHaveLength(3);
  for (const text of texts) expect(GEORGIAN.some((content) => content.startsWith(text))).toBe(true);
});

test('in Thai, which has no full stop, whole comments are quoted', () => {
  const thai = [
    'สะพานใหม่แคบเกินไปสำหรับรถบัสสองคันที่จะสวนกัน',
    'ห้องสมุดปิดเร็วเกินไปสำหรับคนทำงาน',
    'ตลาดต้องการหลังคาใหม่ก่อนฤดูหนาวจะมาถึง',
    'รถรางควรวิ่งดึกกว่านี้ในคืนวันศุกร์',
    'สนามโรงเรียนทุกแห่งอาจกลายเป็นสวนเล็กๆ',
  ];
  const texts = textsOf(thai);
  expect(texts).toHaveLength(3);
  for (const text of texts) expect(thai).toContain(text);
});

test('of 10,000 comments there is a draft of seven sentences', { timeout: 60_000 }, () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    content: `${GOOD[index % GOOD.length]?.replace('.', '')} in district ${index % 97} of the town.`,
    author: String(index % 500),
  }));
  expect(textsOf([...many, ...GOOD]).length).toBeGreaterThanOrEqual(3);
});

test('comments that answer each other in a circle do not keep it from ending', () => {
  const written = GOOD.map((content, index) => ({ content, parent: draftInputId((index + 1) % GOOD.length) }));
  expect(textsOf(written).length).toBeLessThanOrEqual(3);
});
