import { expect, test } from 'vitest';
import type { KnownRecord } from '../../../src/discussions/comment.ts';
import {
  afterReplacement,
  afterShowing,
  staleReports,
  withOutcome,
  withoutDecider,
  withReport,
  type PostedReport,
} from '../../../src/discussions/report.ts';
import { writtenReply } from '../../helpers/discussion-steps.ts';

const report = (message: number, more: Partial<PostedReport> = {}): PostedReport => ({
  channel: '1',
  message: String(message),
  comment: '10',
  answers: '9',
  reason: 'spam',
  outcome: null,
  ...more,
});
const published = (id: string, content: string): KnownRecord => {
  const { answers: _answers, authorName: _name, ...comment } = writtenReply({ id, content });
  return { state: 'published', comment: { ...comment, parent: null, section: null } };
};
const outcome = { what: 'dismissed', by: '5', at: 1 } as const;

test('a report is stale once the comment, or what it answers, has other words or none', () => {
  const reports = [report(1), report(2, { comment: '11', answers: null })];
  const before = published('10', 'One');
  expect(afterReplacement(reports, { id: '10', before, after: published('10', 'One') })).toBe(reports);
  expect(afterReplacement(reports, { id: '12', before, after: undefined })).toBe(reports);
  for (const id of ['9', '10'])
    for (const after of [published(id, 'Two'), undefined, { state: 'deleted', placement: null } as const])
      expect(staleReports(afterReplacement(reports, { id, before, after })).map(({ message }) => message)).toEqual([
        '1',
      ]);
});

test('it is stale until its message shows the last change', () => {
  const [once = report(1)] = afterReplacement([report(1)], {
    id: '10',
    before: undefined,
    after: published('10', 'a'),
  });
  const [twice = report(1)] = afterReplacement([once], { id: '10', before: published('10', 'a'), after: undefined });
  expect(staleReports(afterShowing([twice], once))).toEqual([twice]);
  expect(afterShowing([twice], twice)).toEqual([report(1)]);
});

test('the first moderator who acts counts, until they are forgotten', () => {
  const [decided = report(1)] = withOutcome([report(1)], '1', outcome);
  expect(withOutcome([decided], '1', { ...outcome, by: '6' })).toEqual([decided]);
  expect(withoutDecider([decided], ({ by }) => by === '6')).toEqual([decided]);
  expect(withoutDecider([decided], ({ by }) => by === '5')[0]?.outcome).toEqual({ ...outcome, by: '' });
});

test('only twenty keep quoting; older ones lose their words and are dropped', () => {
  let reports: readonly PostedReport[] = [];
  for (let message = 1; message <= 100; message += 1) reports = withReport(reports, report(message));
  expect(reports).toHaveLength(40);
  const over = staleReports(reports);
  expect(over.map(({ message, isOver }) => [Number(message), isOver])).toEqual(
    Array.from({ length: 20 }, (_, index) => [80 - index, true]),
  );
  for (const one of over) reports = afterShowing(reports, one);
  expect(reports.map(({ message }) => Number(message))).toEqual(Array.from({ length: 20 }, (_, index) => 100 - index));
});
