import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createFolderLibrary } from '../../../src/articles/folder-library.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

test('the articles that come with Belowline load without a problem', async () => {
  const folder = fileURLToPath(new URL('../../../content', import.meta.url));
  const clock = createManualClock(Date.parse('2026-11-24'));
  await using library = await createFolderLibrary({ folder, clock, log: console });
  expect(library.problems()).toEqual([]);
  expect(library.all().map(({ slug }) => slug)).toEqual([
    'armenia-steps-back-from-csto',
    'stadtbibliothek-bleibt-abends-offen',
    'how-comments-work-here',
  ]);
  expect(library.bySlug('armenia-steps-back-from-csto')).toMatchObject({
    title: "Armenia Steps Back from CSTO, Questions Alliance's Effectiveness",
    sections: [
      { heading: 'Growing Rifts and Unmet Expectations' },
      { heading: 'Kremlin Seeks Clarification Amid Deepening Isolation' },
      { heading: 'Realigning Alliances and Future Implications' },
    ],
    image: { type: 'file' },
  });
});
