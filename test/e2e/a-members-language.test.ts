import { expect, test, vi } from 'vitest';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

interface Exported {
  readonly membership: { readonly consent: { readonly choice: string; readonly language: string } };
}

/** A command, a subcommand, an option or a choice, as Discord has it. */
interface Shown {
  readonly name: string;
  readonly name_localizations: Readonly<Record<string, string>> | null;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly options?: readonly Shown[];
  readonly choices?: readonly Shown[];
}

/** The commands that the bot told Discord of in other languages too, with all that is in them. */
async function shownParts({ sandbox }: Newsroom): Promise<readonly Shown[]> {
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (
      await fetch(`${sandbox.apiUrl}/v10${path}`, { headers: { authorization: `Bot ${sandbox.token}` } })
    ).json()) as Answer;
  const { id } = await get<{ id: string }>('/applications/@me');
  const commands = await get<Shown[]>(`/applications/${id}/commands?with_localizations=true`);
  const withParts = (part: Shown): Shown[] => [
    part,
    ...[...(part.options ?? []), ...(part.choices ?? [])].flatMap(withParts),
  ];
  return commands.filter(isTold).flatMap(withParts);
}

/** A newsroom's own command may be in English alone. */
const isTold = ({ name_localizations: names }: Shown): boolean => Object.keys(names ?? {}).length > 0;

const isGerman = (newsroom: Newsroom, as: string) => newsroom.drive('member', { as, locale: 'de' });

const exportOf = async (newsroom: Newsroom, as: string): Promise<Exported> => {
  const { replies } = await newsroom.person(as).command(newsroom.news, 'privacy export');
  return (await (await fetch(replies[0]?.attachments[0]?.url ?? '')).json()) as Exported;
};

test('a member with German Discord gets German answers, and the choice records that language', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  await isGerman(newsroom, 'reader');
  const thread = await newsroom.open();
  for (const as of ['reader', 'guest']) await newsroom.person(as).say(thread, 'Only on Discord');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));

  const [german, english] = [newsroom.person('reader'), newsroom.person('guest')];
  expect((await german.click(thread, 'consent:publish')).replies[0]?.content).toBe(
    `Deine Antwort steht auf der Seite, als Rosa Reader: ${newsroom.url}/articles/bridge#comments. Neue Antworten in den Artikel-Threads hier erscheinen dort auch. Zum Zurücknehmen drück auf einen Button, oder tipp in irgendeinem Kanal /datenschutz behalten.`,
  );
  expect((await english.click(thread, 'consent:publish')).replies[0]?.content).toContain('Your reply is on the page');
  expect((await german.command(newsroom.news, 'privacy show')).replies[0]?.content).toContain('Du hast am');
  expect((await exportOf(newsroom, 'reader')).membership.consent).toMatchObject({ choice: 'publish', language: 'de' });
  expect((await exportOf(newsroom, 'guest')).membership.consent).toMatchObject({ choice: 'publish', language: 'en' });

  const kept = await german.click(thread, 'consent:keep');
  expect(kept.replies[0]?.content).toContain('Deine Antworten bleiben auf Discord');
});

test('commands with German names have all options and choices in German, within Discord’s limits', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const parts = await shownParts(newsroom);
  const translated = new Map(parts.map(({ name, name_localizations: names }) => [name, names?.['de']]));
  expect(Object.fromEntries(translated)).toMatchObject({
    privacy: 'datenschutz',
    forget: 'vergessen',
    notify: 'bescheid',
    everyone: 'allen',
    'Hide from site': 'Von der Seite nehmen',
  });
  const untold = parts.filter(
    (part) => !part.name_localizations?.['de'] || (part.description && !part.description_localizations?.['de']),
  );
  expect(untold.map(({ name }) => name)).toEqual([]);
  const words = (part: Shown) => [part.description ?? '', ...Object.values(part.description_localizations ?? {})];
  expect(parts.flatMap(words).filter((text) => text.length > 100)).toEqual([]);
  const names = parts.flatMap((part) => [part.name, ...Object.values(part.name_localizations ?? {})]);
  expect(names.filter((name) => name.length === 0 || name.length > 32)).toEqual([]);
});

test('a moderator with German Discord gets forms and answers in German', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  for (const as of ['owner', 'moderator']) await isGerman(newsroom, as);
  const thread = await newsroom.open();
  const message = await newsroom.person('reader').say(thread, 'Worth reading');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const { modal } = await newsroom.person('moderator').menu(message.id, 'Recommend on site');
  expect(modal?.title).toBe('Den Lesern empfehlen');
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'belowline check');
  const checked = replies[0]?.content ?? '';
  expect(checked).toContain('Nachrichten anpinnen');
  expect(checked).not.toMatch(/Pin Messages|Manage Threads|✅ View/);
});

test('the consent request uses the language chosen in the setup', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'belowline setup');
  for (const step of ['openers', 'policy', 'moderators', 'reports', 'notify', 'language'])
    await newsroom.person('owner').click(replies[0]?.id ?? '', `setup:go:${step}`);
  await newsroom.person('owner').click(replies[0]?.id ?? '', 'setup:set:language:de');
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Only on Discord');
  await vi.waitFor(async () => {
    const posts = await postsIn(newsroom, thread);
    const words = posts.map(({ content }) => content).join('\n');
    expect(words).toContain('Die Antworten eines Mitglieds stehen bisher nur auf Discord.');
    expect(JSON.stringify(posts)).toContain('/privacy?language=de"');
  }, 8_000);
});
