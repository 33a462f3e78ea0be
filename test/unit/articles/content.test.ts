import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createFolderLibrary } from '../../../src/articles/folder-library.ts';
import { configFrom } from '../../../src/config.ts';
import { translator } from '../../../src/language/translate.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const folder = fileURLToPath(new URL('../../../content', import.meta.url));
const clock = createManualClock(Date.parse('2026-11-24'));

test('the articles that come with Belowline load without a problem', async () => {
  await using library = await createFolderLibrary({ folder, clock, log: console });
  expect(library.problems()).toEqual([]);
  const ours = ['armenia-steps-back-from-csto', 'stadtbibliothek-bleibt-abends-offen', 'how-comments-work-here'];
  const slugs = library.all().map(({ slug }) => slug);
  expect(slugs.filter((slug) => ours.includes(slug))).toEqual(ours);
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

test('“How comments work here” tells of the policy that holds without a setting, and names its buttons as Discord shows them', async () => {
  await using library = await createFolderLibrary({ folder, clock, log: console });
  const text = library
    .bySlug('how-comments-work-here')
    ?.sections.map(({ markdown }) => markdown)
    .join('\n');
  const { publishPolicy, site } = configFrom({});
  const t = translator();
  expect(publishPolicy).toBe('ask');
  expect(text).toContain('Nothing that you write is published before you agree.');
  expect(text).toContain(`**${t('discord.consent.publish', { site: site.name })}**`);
  expect(text).toContain(`**${t('discord.consent.keep')}**`);
});
