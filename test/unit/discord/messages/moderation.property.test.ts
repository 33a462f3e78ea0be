import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AUDIT_ACTIONS } from '../../../../src/discussions/audit.ts';
import { DEFAULT_SETTINGS } from '../../../../src/discussions/settings.ts';
import { attachMessage } from '../../../../src/discord/posting/attaching.ts';
import { auditMessage } from '../../../../src/discord/setup/audit-message.ts';
import { checkMessage, LOSABLE } from '../../../../src/discord/setup/check.ts';
import { hiddenMessage, hideModal } from '../../../../src/discord/moderation/hiding.ts';
import { recommendModal } from '../../../../src/discord/moderation/recommending.ts';
import { reportMessage, reportModal } from '../../../../src/discord/moderation/reports.ts';
import { REPORT_REASONS } from '../../../../src/discussions/report.ts';
import { emojiModal, inviteModal, setupMessage, SETUP_STEPS } from '../../../../src/discord/setup/setup.ts';
import {
  draftMessage,
  summaryMessage,
  summaryModal,
  wordsFromMessage,
} from '../../../../src/discord/summaries/summary-message.ts';
import { CATALOGUES } from '../../../../src/language/catalogues.ts';
import { textOf } from '../../../../src/discussions/summary.ts';
import { translator } from '../../../../src/language/translate.ts';
import { writtenReply } from '../../../helpers/discussion-steps.ts';
import { articleWith } from '../../../helpers/article.ts';

const ID = '9'.repeat(20);
const links = {
  article: () => 'https://gazette.example/articles/bridge',
  comments: () => 'https://gazette.example/articles/bridge',
  picture: () => 'https://gazette.example/articles/bridge/picture.png',
  privacy: (language: string) => `https://gazette.example/privacy?language=${language}`,
  thread: () => `https://discord.com/channels/${ID}/${ID}`,
};
const discussion = { guild: ID, thread: ID };
const oneLine = (maxLength: number) => text(maxLength).filter((words) => !words.includes('\n'));
const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength, size: 'max' });

interface Sent {
  readonly content?: string | undefined;
  readonly components?: readonly unknown[] | undefined;
  readonly embeds?: readonly unknown[] | undefined;
}

/** Builders refuse what Discord does when they are turned into JSON; what they do not check is checked here. */
function expectWithinLimits({ content = '', components = [] }: Sent): void {
  expect(content.length).toBeLessThanOrEqual(2000);
  expect(components.length).toBeLessThanOrEqual(5);
  JSON.stringify(components);
}

describe.each([...CATALOGUES.keys()])('in %s', (language) => {
  const t = translator(language);
  const authors = new Map(Array.from({ length: 8 }, (_, index) => [String(1000 + index), ID]));
  const shown = { discussion, article: articleWith(), links, authors, t };

  test('every modal keeps to Discord’s limits', () => {
    const modals = [
      hideModal({ thread: ID, id: ID }, t),
      recommendModal(ID, t),
      reportModal(ID, t),
      summaryModal({ id: 'a'.repeat(12), text: 'x'.repeat(4000) }, t),
      summaryModal({ id: 'a'.repeat(12), text: '' }, t),
      inviteModal(DEFAULT_SETTINGS, t),
      emojiModal(DEFAULT_SETTINGS, t),
    ].map((modal) => modal.toJSON());
    for (const { title, components } of modals) {
      expect(title.length).toBeLessThanOrEqual(45);
      for (const component of components) {
        const { label = '', description = '' } = component as { label?: string; description?: string };
        expect(label.length).toBeLessThanOrEqual(45);
        expect(description.length).toBeLessThanOrEqual(100);
      }
    }
  });

  test('every step of the setup keeps to Discord’s limits, whatever was chosen', () => {
    const articles = Array.from({ length: 40 }, (_, index) =>
      articleWith({ slug: `s${index}`, title: 'T'.repeat(300) }),
    );
    const settings = {
      ...DEFAULT_SETTINGS,
      homeChannel: ID,
      moderatorRole: ID,
      moderatorChannel: ID,
      notifyRole: ID,
      invite: `https://discord.gg/${'a'.repeat(50)}`,
      staffRoles: Array.from({ length: 10 }, () => ID),
      authorRoles: Array.from({ length: 10 }, () => ID),
      positiveEmoji: Array.from({ length: 20 }, () => ({ id: ID, name: 'e'.repeat(32) })),
      postsArticlesSince: 1,
    };
    for (const step of SETUP_STEPS) {
      expectWithinLimits(setupMessage({ step, settings, articles }, t));
      expectWithinLimits(setupMessage({ step, settings: DEFAULT_SETTINGS, articles: [] }, t));
    }
  });

  test('the log keeps to Discord’s limits and knows every action', () => {
    for (const action of AUDIT_ACTIONS) {
      const entry = { at: 1e12, action, by: ID, thread: ID, comment: ID, note: '*'.repeat(300) };
      const entries = Array.from({ length: 10 }, () => entry);
      const message = auditMessage({ entries, page: 2, pages: 100 }, { guild: ID, links, t });
      expectWithinLimits(message);
      expect(message.content?.match(/^- /gm)).toHaveLength(entries.length);
    }
  });

  test('a check keeps to Discord’s limits, however many channels there are', () => {
    const rights = (['ViewChannel', 'SendMessages', 'PinMessages'] as const).map((name) => ({
      name,
      isThere: false,
      takenBy: `<@&${ID}>`,
    }));
    const channels = Array.from({ length: 50 }, () => ({
      channel: ID,
      rights,
      unfit: 'private' as const,
      lacksTag: true,
    }));
    const overdueSummaries = Array.from({ length: 50 }, () => ID);
    const found = { overdueSummaries, seesMessages: false, lastEvent: 1e12, lastReading: null, storeAnswers: false };
    const check = { settings: DEFAULT_SETTINGS, channels, discussions: 1e6, behind: 1e6, lost: LOSABLE, ...found };
    expectWithinLimits({ content: checkMessage(check, t) });
    expect(checkMessage(check, t)).toMatch(/^….*4\d/m); // so many are left out
  });

  test('a check shows a channel in trouble before all others, whatever its trouble is', () => {
    const fine = { rights: [], unfit: null, lacksTag: false };
    const others = Array.from({ length: 100 }, (_, index) => ({ ...fine, channel: `${1000 + index}` }));
    for (const trouble of [{ unfit: 'private' as const }, { lacksTag: true }]) {
      const channels = [...others, { ...fine, ...trouble, channel: ID }];
      const found = { overdueSummaries: [], seesMessages: true, lastEvent: 1, lastReading: 1, storeAnswers: true };
      const check = { settings: DEFAULT_SETTINGS, channels, discussions: 1, behind: 0, lost: [], ...found };
      expect(checkMessage(check, t).startsWith(`**<#${ID}>**`)).toBe(true);
    }
  });

  test('a report, a hidden comment and an attached thread keep to Discord’s limits', () => {
    fc.assert(
      fc.property(text(400), fc.constantFrom(...REPORT_REASONS), text(4000), (title, reason, content) => {
        const { answers: _answers, authorName: _name, ...words } = writtenReply({ id: ID, author: ID, content });
        const record = { state: 'published', comment: { ...words, parent: ID, section: title } } as const;
        const outcome = { what: 'hidden', by: ID, at: 0 } as const;
        const about = { title, url: links.thread(), reason, thread: ID, comment: ID, section: title };
        for (const answered of [null, { record }, { record: undefined }])
          expectWithinLimits(reportMessage({ ...about, record, answered, outcome: null }, t));
        const { content: said } = reportMessage({ ...about, record, answered: { record }, outcome }, t);
        expect(said).toContain(t('discord.report.hidden', { by: `<@${ID}>` }));
        expect(said.match(/<@/gu)).toHaveLength(3); // whom the words mention is not named
        expectWithinLimits(attachMessage(articleWith({ title }), 'ask', { links, siteName: 'The Gazette', t }));
      }),
      { numRuns: 25 },
    );
    expectWithinLimits(hiddenMessage({ thread: ID, id: ID, isWholeMember: true }, t));
  });

  test('a summary keeps to Discord’s limits, and its words and sources can be read from its message', () => {
    fc.assert(
      fc.property(oneLine(4000), fc.nat(8), fc.nat(8), (words, count, quoted) => {
        const sources = Array.from({ length: count }, (_, n) => String(1000 + n));
        const quotations = sources.slice(0, quoted).map((comment) => ({ text: '“So it is.”', comment }));
        const summary = { sentences: [{ text: words.slice(0, 3800), comment: null }, ...quotations], sources };
        const { embeds } = summaryMessage(summary, shown);
        expect(sizeOf(embeds)).toBeLessThanOrEqual(6000);
        expect(embeds[0]?.description?.length).toBeLessThanOrEqual(4096);
        const read = wordsFromMessage({ embeds });
        expect(read?.sources.toSorted()).toEqual(sources);
        expect(textOf({ sentences: read?.sentences ?? [] }, t)).toBe(textOf(summary, t));
        expectWithinLimits(draftMessage({ id: 'a'.repeat(12), ...summary }, { ...shown, content: 'Draft' }));
      }),
    );
  });
});

const sizeOf = (embeds: readonly APIEmbed[]): number =>
  embeds.reduce((sum, { title = '', description = '', fields = [] }) => {
    const inFields = fields.reduce((length, { name, value }) => length + name.length + value.length, 0);
    return sum + title.length + description.length + inFields;
  }, 0);
